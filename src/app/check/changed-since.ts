import { canonicalJson } from '../../core/canonical-json.js'
import type { LedgerLine } from '../../core/fact.js'
import { groupBy } from '../../core/group-by.js'
import { parseLedger } from '../../core/ledger.js'
import type { ChangedLines, RevisionChanges } from '../changes-port.js'
import type { Passage, SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { FoundIssue } from './found.js'
import { openChapter } from './open-chapter.js'

export interface ChangeScope {
  readonly revision: string
  readonly commit: string
  /** True where one of the segments that share English changed on either side. */
  changes(members: readonly SegmentRecord[]): boolean
  /** Those findings that are about something that changed on either side. */
  touched<Found extends Touchable>(issues: readonly Found[]): Promise<Found[]>
}

type Touchable = Pick<FoundIssue, 'segment' | 'chapter' | 'target'>

/**
 * What a pull request touched: segments whose English or Chinese lines, or whose line of the ledger, are not what they were.
 *
 * Where the Chinese lies in another repository, the ledger tells what it was.
 *
 * @throws ZhenError what {@link ChangesPort.since} throws
 */
export async function changedSince(deps: ProjectDeps, revision: string): Promise<ChangeScope> {
  if (!deps.changes) throw new Error('nothing knows what changed')
  const changes = await deps.changes.since(revision)
  const lines = await changedLedgerLines(deps, changes)
  const hasChanged = (members: readonly SegmentRecord[]) => members.some((member) => isTouched(member, changes, lines))
  return {
    revision,
    commit: changes.commit,
    changes: hasChanged,
    async touched(issues) {
      const touched = new Set<(typeof issues)[number]>()
      for (const [chapter, own] of groupBy(issues, (issue) => issue.chapter)) {
        const open = await openChapter(deps, chapter)
        const records = new Map(open.records.map((record) => [record.id, record]))
        for (const issue of own) {
          const record = records.get(issue.segment)
          const isWanted = record
            ? hasChanged(await open.membersOf(record))
            : overlaps(changes.target.get(issue.target.path) ?? changes.target.get(chapter), issue.target)
          if (isWanted) touched.add(issue)
        }
      }
      return issues.filter((issue) => touched.has(issue))
    },
  }
}

function isTouched(
  { id, chapter, source, targets }: SegmentRecord,
  changes: RevisionChanges,
  lines: ReadonlySet<string>,
): boolean {
  return (
    lines.has(id) ||
    targets.some((target) => overlaps(changes.target.get(target.path), target)) ||
    (source !== null && overlaps(changes.source.get(chapter), source))
  )
}

function overlaps(changed: ChangedLines | undefined, { startLine, endLine }: Pick<Passage, 'startLine' | 'endLine'>) {
  if (!changed || endLine === 0) return false
  if (changed.all || changed.gaps.some((gap) => startLine <= gap && gap < endLine)) return true
  for (let line = startLine; line <= endLine; line++) if (changed.lines.has(line)) return true
  return false
}

/** Ids of the lines that today's ledgers hold and those of then did not, wherever they stood. */
async function changedLedgerLines({ workspace }: ProjectDeps, { ledgers }: RevisionChanges): Promise<Set<string>> {
  const before = new Map<string, string>()
  const after: LedgerLine[] = []
  for (const [chapter, text] of ledgers) {
    const path = workspace.shownPath('ledger', chapter)
    for (const line of parseLedger(text ?? '', path)) before.set(line.id, said(line))
    after.push(...parseLedger((await workspace.read('ledger', chapter)) ?? '', path))
  }
  return new Set(after.filter((line) => before.get(line.id) !== said(line)).map(({ id }) => id))
}

/** What a line says, but for where its English stands. */
function said({ target: _, also: __, ...line }: LedgerLine): string {
  return canonicalJson(line)
}
