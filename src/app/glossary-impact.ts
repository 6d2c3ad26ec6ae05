import { accountTerms } from '../glossary/account-terms.js'
import { type ChangedTerm, compareTerms } from '../glossary/compare-terms.js'
import { compileTerms, type TermMatcher } from '../glossary/compile-terms.js'
import { parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms } from '../glossary/term.js'
import { listedSegment } from './listed-segment.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { readTerms } from './read-terms.js'
import { refresh } from './refresh.js'
import type { GlossaryImpactReport, TouchedSegment } from './report.js'
import { joinTexts } from './sync/entry.js'

/**
 * The segments in which a term stands that the glossary had otherwise at `revision`, and whether their English agrees
 * with it now. Reads only: a changed glossary changes no status.
 *
 * @throws ZhenError `revision-unknown`, `history-shallow`, `no-repository`, `glossary-invalid`
 */
export async function glossaryImpact(deps: ProjectDeps, revision: string): Promise<GlossaryImpactReport> {
  if (!deps.changes) throw new Error('nothing knows what changed')
  const { commit, files } = await deps.changes.glossaryAt(revision)
  const [now, refreshed] = [await readTerms(deps.workspace), await refresh(deps)]
  // What could not be read then said nothing then.
  const then = mergeTerms(files.flatMap(({ path, text }) => parseGlossary(text, path).terms))
  const changed = compareTerms(then, now)
  const records = changed.length === 0 ? [] : await deps.index.loadSegments({})
  const matchers = [compileTerms(then), compileTerms(now)] as const
  const segments = records.flatMap((record) => touched(record, changed, matchers, deps) ?? [])
  const count = (outcome: TouchedSegment['outcome']) => segments.filter((one) => one.outcome === outcome).length
  return {
    sourceAvailable: refreshed.sourceAvailable,
    notices: refreshed.notices,
    revision,
    commit,
    terms: changed.map(({ source, kind, before, after }) => {
      return { term: source, kind, before: before?.preferred ?? null, after: after?.preferred ?? null }
    }),
    segments,
    summary: { agrees: count('agrees'), differs: count('differs'), untranslated: count('untranslated') },
  }
}

function touched(
  record: SegmentRecord,
  changed: readonly ChangedTerm[],
  matchers: readonly [TermMatcher, TermMatcher],
  { workspace }: ProjectDeps,
): TouchedSegment | null {
  if (record.block || record.source === null || record.status === 'obsolete') return null
  const source = record.source.text
  const found = new Set(matchers.flatMap((matcher) => matcher.find(source).map(({ term }) => term.source)))
  const terms = changed.map((one) => one.source).filter((term) => found.has(term))
  if (terms.length === 0) return null
  const listed = listedSegment(record, workspace.shownPath)
  return { ...listed, terms, outcome: outcomeOf(record, source, terms, matchers[1]) }
}

function outcomeOf(
  { status, targets, translatedFrom }: SegmentRecord,
  source: string,
  terms: readonly string[],
  matcher: TermMatcher,
): TouchedSegment['outcome'] {
  if (status === 'untranslated' || status === 'omitted' || targets.length === 0) return 'untranslated'
  const pair = { source: translatedFrom ?? source, target: joinTexts(targets.map(({ text }) => text)) }
  const agrees = accountTerms(pair, matcher)
    .filter(({ term }) => terms.includes(term.source))
    .every(({ isUsed, deprecated, expected }) => deprecated.length === 0 && (isUsed || expected.length === 0))
  return agrees ? 'agrees' : 'differs'
}
