import type { ChangedPart, OpenSegment, ProjectReport } from '../app/report/project-report.js'
import type { Issue } from '../app/report.js'
import { SEVERITIES } from '../core/finding.js'
import { wordIssue } from './check-words.js'
import type { Look } from './look.js'
import { markdownText } from './markdown-text.js'
import { sinceWords } from './site/since-words.js'
import { countStale } from './site/stale-page.js'
import { type AddressOf, excerptOf, shortCommit, wordPercent } from './site/view.js'
import { wordCause, wordNumber } from './words.js'

/** How many stale segments, and how many findings, are listed. */
const MOST_ROWS = 10

/** A report as a comment on a pull request: short, and nothing in it but what we say. */
export function reportMarkdown(report: ProjectReport, look: Look, addressOf: AddressOf): string {
  const { t } = look
  const { changed, findings, chapters } = report
  const stale = chapters.flatMap(({ open }) => open.filter(({ status }) => status === 'stale'))
  const ids = new Set(changed?.segments.map(({ id }) => id))
  const shown = changed ? stale.filter(({ id }) => ids.has(id)) : stale
  const texts = shown.map((segment) => staleRow(segment, report, look, addressOf))
  const issues = worstFirst(changed?.issues ?? findings.issues).map((issue) => issueRow(issue, look, addressOf))
  const heading = (what: string, count: number, all: number) =>
    t(changed ? 'site.comment.part' : 'site.comment.heading', { what, count, all })
  const lines = [
    `### ${markdownText(t('site.comment.title', { book: report.title ?? t('site.untitled'), percent: wordPercent(report.total.percentTranslated, look) }))}`,
    '',
    ...totals(report, look),
    ...(changed ? ['', changedWords(changed, report, look)] : []),
    ...table(heading(t('site.pages.stale'), shown.length, stale.length), texts, look),
    ...(shown.length > 0 && !changed ? ['', t('site.stale.count', countStale(chapters))] : []),
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
function table(heading: string, rows: readonly string[], { t }: Look): string[] {
  const listed = rows.slice(0, MOST_ROWS)
  const left = rows.length - listed.length
  return [
    '',
    `**${heading}**`,
    ...(listed.length > 0 ? ['', '| | |', '| --- | --- |', ...listed] : []),
    ...(left > 0 ? ['', t('site.comment.more', { count: left })] : []),
  ]
}

function staleRow(segment: OpenSegment, { chapters }: ProjectReport, look: Look, addressOf: AddressOf): string {
  const { source, targets, chapter } = segment
  const [target] = targets
  const known = chapters.find((each) => each.chapter === chapter)
  const place =
    target || !known
      ? placeOf('target', target?.path ?? chapter, target?.startLine ?? 1, addressOf)
      : placeOf('source', known.path.source, source?.startLine ?? 1, addressOf)
  const cause = [wordCause(segment, look.t), sinceWords(segment, look)].filter((words) => words !== null).join(' · ')
  return `| ${place} | ${markdownText(`${excerptOf(source?.text ?? '', 80)} – ${cause}`)} |`
}

function issueRow(issue: Issue, { t }: Look, addressOf: AddressOf): string {
  const place = placeOf('target', issue.target.path, issue.target.startLine, addressOf)
  return `| ${place} | ${t(`severity.${issue.severity}`)} – ${markdownText(wordIssue(issue, t))} |`
}

function placeOf(side: 'source' | 'target', path: string, line: number, addressOf: AddressOf): string {
  const words = markdownText(`${path}:${line}`)
  const address = addressOf(side, path, line)
  return address === null ? words : `[${words}](${address})`
}

function worstFirst(issues: readonly Issue[]): Issue[] {
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity))
}
