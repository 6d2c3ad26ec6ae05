import type { ChangedPart, OpenSegment, ProjectReport, ReportedChapter } from '../app/report/project-report.js'
import type { Issue } from '../app/report.js'
import { SEVERITIES } from '../core/finding.js'
import { groupBy } from '../core/group-by.js'
import { wordIssue } from './check-words.js'
import type { Look } from './look.js'
import { markdownText } from './markdown-text.js'
import { sinceWords } from './site/since-words.js'
import { countStale } from './site/stale-page.js'
import { type AddressOf, excerptOf, shortCommit, wordPercent } from './site/view.js'
import { wordCause, wordNumber } from './words.js'

/** How many rows of what is stale, and of findings, are listed. */
const MOST_ROWS = 10

/** How many lines, and how many causes, are named where pieces of code of one chapter share a row. */
const MOST_LINES = 12
const MOST_CAUSES = 2

/** A row of a table, and how much it speaks of. */
interface Row {
  readonly markdown: string
  readonly count: number
}

/** A report as a comment on a pull request: short, and nothing in it but what we say. */
export function reportMarkdown(report: ProjectReport, look: Look, addressOf: AddressOf): string {
  const { t } = look
  const { changed, findings, chapters } = report
  const stale = chapters.flatMap(({ open }) => open.filter(({ status }) => status === 'stale'))
  const ids = new Set(changed?.segments.map(({ id }) => id))
  const shown = changed ? stale.filter(({ id }) => ids.has(id)) : stale
  const remark = shown.length > 0 && !changed ? t('site.stale.count', countStale(chapters)) : null
  const issues = worstFirst(changed?.issues ?? findings.issues).map((issue) => issueRow(issue, look, addressOf))
  const heading = (what: string, count: number, all: number) =>
    t(changed ? 'site.comment.part' : 'site.comment.heading', { what, count, all })
  const lines = [
    `### ${markdownText(t('site.comment.title', { book: report.title ?? t('site.untitled'), percent: wordPercent(report.total.percentTranslated, look) }))}`,
    '',
    ...totals(report, look),
    ...(changed ? ['', changedWords(changed, report, look)] : []),
    ...table(
      heading(t('site.pages.stale'), shown.length, stale.length),
      staleRows(shown, report, look, addressOf),
      look,
      remark,
    ),
    ...table(heading(t('site.pages.findings'), issues.length, findings.issues.length), issues, look),
  ]
  return `${lines.join('\n')}\n`
}

function totals({ total, characters }: ProjectReport, look: Look): string[] {
  const { t } = look
  const shown = (['translated', 'reviewed', 'final', 'draft', 'stale', 'untranslated'] as const).filter(
    (status) => total.segments[status] > 0,
  )
  return [
    `| ${['', ...shown.map((status) => t(`status.${status}`))].join(' | ')} |`,
    `| --- |${shown.map(() => ' ---: |').join('')}`,
    `| ${[t('site.comment.segments'), ...shown.map((status) => wordNumber(total.segments[status], look))].join(' | ')} |`,
    `| ${[t('site.map.characters'), ...shown.map((status) => wordNumber(characters[status], look))].join(' | ')} |`,
  ]
}

function changedWords(
  { before, segments, revision, commit }: ChangedPart,
  { total }: ProjectReport,
  look: Look,
): string {
  const { t } = look
  const since = t('site.comment.changed', {
    count: segments.length,
    chapters: new Set(segments.map(({ chapter }) => chapter)).size,
    revision: markdownText(revision),
    commit: markdownText(shortCommit(commit)),
  })
  if (before === null) return since
  const [from, to] = [wordPercent(before.percentTranslated, look), wordPercent(total.percentTranslated, look)]
  return `${since} ${t(from === to ? 'site.comment.same' : 'site.comment.progress', { from, to })}`
}

/** Rows under a heading, the first of them. */
function table(heading: string, rows: readonly Row[], { t }: Look, remark: string | null = null): string[] {
  const listed = rows.slice(0, MOST_ROWS).map(({ markdown }) => markdown)
  const left = rows.slice(MOST_ROWS).reduce((sum, { count }) => sum + count, 0)
  return [
    '',
    `**${heading}**`,
    ...(remark === null ? [] : ['', remark]),
    ...(listed.length > 0 ? ['', '| | |', '| --- | --- |', ...listed] : []),
    ...(left > 0 ? ['', t('site.comment.more', { count: left })] : []),
  ]
}

/** A file and a line of it. */
interface Spot {
  readonly side: 'source' | 'target'
  readonly path: string
  readonly line: number
}

/** Chapter by chapter every text, then code, pictures and paths in one row: one change of the source has many of them. */
function staleRows(
  stale: readonly OpenSegment[],
  { chapters }: ProjectReport,
  look: Look,
  addressOf: AddressOf,
): Row[] {
  const known = new Map(chapters.map((chapter) => [chapter.chapter, chapter]))
  const spotted = stale.map((segment) => ({ segment, spot: spotOf(segment, known.get(segment.chapter)) }))
  return [...groupBy(spotted, ({ spot }) => `${spot.side} ${spot.path}`).values()].flatMap((some) => {
    const blocks = some.filter(({ segment }) => segment.kind === 'block')
    const alone = blocks.length > 1 ? some.filter((one) => !blocks.includes(one)) : some
    const rows = alone.map(({ segment, spot }) => {
      const words = `${excerptOf(segment.source?.text ?? '', 80)} – ${causeOf(segment, look)}`
      return { markdown: `| ${placeOf(spot, addressOf)} | ${markdownText(words)} |`, count: 1 }
    })
    return blocks.length > 1 ? [...rows, blocksRow(blocks, look, addressOf)] : rows
  })
}

function spotOf({ source, targets, chapter }: OpenSegment, known: ReportedChapter | undefined): Spot {
  const [target] = targets
  return target || !known
    ? { side: 'target', path: target?.path ?? chapter, line: target?.startLine ?? 1 }
    : { side: 'source', path: known.path.source, line: source?.startLine ?? 1 }
}

function blocksRow(
  blocks: readonly { readonly segment: OpenSegment; readonly spot: Spot }[],
  look: Look,
  addressOf: AddressOf,
): Row {
  const lines = blocks.map(({ spot }) => linked(String(spot.line), spot, addressOf))
  const causes = [...new Set(blocks.map(({ segment }) => causeOf(segment, look)))]
  const [count, [first]] = [blocks.length, blocks]
  const words = look.t('site.comment.blocks', { count, lines: someOf(lines, MOST_LINES, look) })
  const cause = markdownText(someOf(causes, MOST_CAUSES, look))
  return { markdown: `| ${first ? placeOf(first.spot, addressOf) : ''} | ${words} – ${cause} |`, count }
}

function someOf(words: readonly string[], most: number, { t }: Look): string {
  return `${words.slice(0, most).join(t('comma'))}${words.length > most ? ' …' : ''}`
}

function causeOf(segment: OpenSegment, look: Look): string {
  return [wordCause(segment, look.t), sinceWords(segment, look)].filter((words) => words !== null).join(' · ')
}

function issueRow(issue: Issue, { t }: Look, addressOf: AddressOf): Row {
  const { path, startLine } = issue.target
  const place = placeOf({ side: 'target', path, line: startLine }, addressOf)
  const words = markdownText(wordIssue(issue, t))
  return { markdown: `| ${place} | ${t(`severity.${issue.severity}`)} – ${words} |`, count: 1 }
}

function placeOf(spot: Spot, addressOf: AddressOf): string {
  return linked(markdownText(`${spot.path}:${spot.line}`), spot, addressOf)
}

function linked(words: string, { side, path, line }: Spot, addressOf: AddressOf): string {
  const address = addressOf(side, path, line)
  return address === null ? words : `[${words}](${address})`
}

function worstFirst(issues: readonly Issue[]): Issue[] {
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity))
}
