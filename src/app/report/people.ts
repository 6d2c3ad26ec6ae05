import type { Fact } from '../../core/fact.js'
import type { HistoryPort } from '../history-port.js'
import type { SegmentRecord } from '../ports.js'
import { countTranslators } from '../report-translators.js'
import type { Workspace } from '../workspace-port.js'
import { DECISION_KINDS, type DecisionKind, type PersonFigures, type ReportedDecision } from './project-report.js'

/**
 * Who translated what, as `status --group-by translator` counts, and who decided what, the latest decision first.
 *
 * Decisions that were taken back, or that hold for an earlier text, are work too, and count.
 */
export async function countPeople(
  { history, workspace }: { readonly history?: HistoryPort | undefined; readonly workspace: Workspace },
  records: readonly SegmentRecord[],
  present: string | null,
): Promise<{ readonly people: PersonFigures[]; readonly decisions: ReportedDecision[] }> {
  const decisions = records.flatMap((record) => decisionsOn(record, workspace))
  decisions.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
  const translators = await countTranslators(history, records, present)
  const named = new Set(translators.map(({ name }) => name))
  const others = [...new Set(decisions.map(({ by }) => by))].filter((name) => !named.has(name))
  const none = { translated: 0, characters: 0, reviewed: 0 }
  const people = [...translators, ...others.sort().map((name) => ({ name, ...none }))].map((figures) => {
    const own = decisions.filter(({ by }) => by === figures.name)
    const counts = DECISION_KINDS.map((kind) => [kind, own.filter(({ decision }) => decision === kind).length])
    return { ...figures, decisions: Object.fromEntries(counts) as PersonFigures['decisions'], last: own[0]?.at ?? null }
  })
  return { people, decisions }
}

function decisionsOn({ id, chapter, source, targets, facts }: SegmentRecord, { shownPath }: Workspace) {
  const [target] = targets
  const place = {
    id,
    chapter,
    source: source && source.startLine > 0 ? { path: shownPath('source', chapter), line: source.startLine } : null,
    target: target && target.startLine > 0 ? { path: shownPath('target', target.path), line: target.startLine } : null,
  }
  return facts.flatMap((fact): ReportedDecision[] =>
    isDecision(fact) ? [{ decision: fact.fact, by: fact.by, at: fact.at, reason: fact.reason ?? null, ...place }] : [],
  )
}

function isDecision(fact: Fact): fact is Fact & { readonly by: string; readonly fact: DecisionKind } {
  return 'by' in fact
}
