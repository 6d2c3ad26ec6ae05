import type { Neighbour, ReviewIssue, ReviewSegment, ReviewTerm, TextView } from '../../app/review/view.js'
import { SEVERITIES } from '../../core/finding.js'
import { diffWords, type WordDiff } from '../../match/diff-words.js'
import { SEVERITY_COLOURS, wordIssue } from '../../reporters/check-words.js'
import { asIs, compareRuns } from '../../reporters/compare.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { cut, padEnd, widthOf } from '../../reporters/width.js'
import { wordOrigin, wordPercent } from '../../reporters/words.js'
import type { Run } from '../../reporters/wrap.js'
import type { Size } from './drawing.js'
import { dayOf, wordStep } from './history-words.js'
import { beside, besideCut, flow, hanging, SIDE_BY_SIDE, stacked, titled } from './layout.js'
import { englishOf, type State, type Unsaved, unsavedOf } from './state.js'
import { codeRuns, sourceRuns, targetRuns } from './text-runs.js'

/** On lower screens what there is to decide about comes before what follows in the chapter. */
const ROOMY = 32

const NOTHING_KNOWN: TextView = { issues: [], terms: [] }

/** All lines that a segment takes, however many there are: what one reads first stands first. */
export function segmentLines(state: State, segment: ReviewSegment, look: Look): string[] {
  const unsaved = unsavedOf(state)
  const view = unsaved ? (unsaved.view ?? { ...NOTHING_KNOWN, terms: segment.view.terms }) : segment.view
  const around = neighboursShown(state.size)
  const before = segment.before.slice(-around).flatMap((each) => neighbourLines(each, state.size, look))
  const after = segment.after.slice(0, around).flatMap((each) => neighbourLines(each, state.size, look))
  const checks = gravestFirst(view.issues).flatMap((issue) => issueLines(issue, look))
  const found = [
    ...titled(look.t('screen.checks'), checks, look),
    ...titled(look.t('segment.suggestions'), suggestionLines(segment, look), look),
  ]
  const next = after.length > 0 ? ['', ...after] : []
  return [
    ...before,
    ...(before.length > 0 ? [''] : []),
    ...textLines(segment, unsaved, view, look),
    ...(state.size.rows < ROOMY ? [...found, ...next] : [...next, ...found]),
    ...titled(look.t('screen.terms'), termLines(view.terms, look), look),
    ...titled(look.t('screen.comments'), commentLines(segment, look), look),
    ...titled(look.t('screen.memory'), memoryLines(segment, look), look),
    ...titled(look.t('segment.facts'), historyLines(segment, look), look),
  ]
}

function neighboursShown({ columns, rows }: Size): number {
  if (rows < 20) return 1
  return Math.min(6, Math.floor((rows - 12) / (columns < SIDE_BY_SIDE ? 8 : 5)))
}

/** Both languages of a paragraph nearby; on a low screen the one there is. */
function neighbourLines({ source, target, status }: Neighbour, { columns, rows }: Size, look: Look): string[] {
  const { dim } = look.paint
  const english = status === 'untranslated' ? '' : plain(target)
  const chinese = plain(source)
  if (columns >= SIDE_BY_SIDE) return [besideCut([chinese, english || '–'], ' ┊', columns, dim)]
  const line = (text: string) => dim(`  ┊  ${cut(text, columns - 6)}`)
  if (rows < 20) return [line(english || chinese)]
  return english === '' || english === chinese ? [line(chinese)] : [line(chinese), line(english)]
}

function textLines(segment: ReviewSegment, unsaved: Unsaved | undefined, view: TextView, look: Look): string[] {
  const { columns, paint } = look
  const source = [{ text: 'zh', paint: paint.bold }, sourceRuns(segment, view, look)] as const
  const target = [
    { text: unsaved ? 'en*' : 'en', paint: unsaved ? (text: string) => paint.yellow(paint.bold(text)) : paint.bold },
    unsaved ? unsavedRuns(segment, unsaved, look) : englishRuns(segment, view, look),
  ] as const
  const notices = noticeLines(segment, unsaved, look)
  if (columns >= SIDE_BY_SIDE) return [...beside([source, target], columns), ...notices]
  return [...stacked(...source, columns), '', ...stacked(...target, columns), ...notices]
}

/** The English there is, then what it would become. */
function unsavedRuns(segment: ReviewSegment, { text, passage }: Unsaved, look: Look): Run[] {
  const current = englishOf(segment, passage)
  return current === '' ? [{ text: plain(text), paint: asIs }] : proposedRuns(text, diffWords(current, text), look)
}

/** Code is to be the same in both: it is shown as it differs. */
function englishRuns({ kind, source, targets, written }: ReviewSegment, view: TextView, look: Look): Run[] {
  const [first] = targets
  if (kind === 'block' && first && targets.length === 1) {
    return codeRuns(written?.source ?? source.text, written?.target ?? first.text, look)
  }
  if (targets.length === 0) return [{ text: look.t('segment.no-target'), paint: look.paint.dim }]
  let offset = 0
  return targets.flatMap(({ text }, index) => {
    const runs = targetRuns(text, offset, view, look)
    offset += text.length + 2
    return index === 0 ? runs : [{ text: ` ¶${index + 1} `, paint: look.paint.dim }, ...runs]
  })
}

function noticeLines(segment: ReviewSegment, unsaved: Unsaved | undefined, { t, paint, columns }: Look): string[] {
  const notices = [
    ...(unsaved ? [paint.yellow(cut(t('screen.unsaved'), columns - 6))] : []),
    ...(segment.group && segment.group.length > 1
      ? [paint.dim(cut(t('segment.group', { count: segment.group.length - 1 }), columns - 6))]
      : []),
    ...(segment.misplaced ? [paint.dim(cut(t('screen.misplaced'), columns - 6))] : []),
  ]
  return notices.map((notice) => `     ${notice}`)
}

function gravestFirst(issues: readonly ReviewIssue[]): ReviewIssue[] {
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity))
}

function issueLines(issue: ReviewIssue, look: Look): string[] {
  const { t, paint, columns } = look
  const severity = padEnd(t(`severity.${issue.severity}`), 7)
  const runs = [
    { text: wordIssue(issue, t), paint: asIs },
    { text: `  ${issue.check}`, paint: paint.dim },
  ]
  const colour = paint[SEVERITY_COLOURS[issue.severity]]
  const [first = '', ...others] = hanging(`   ${severity}  `, runs, columns)
  return [`   ${colour(severity)}${first.slice(3 + severity.length)}`, ...others]
}

function suggestionLines({ suggestions, translatedFrom }: ReviewSegment, look: Look): string[] {
  const { t, paint, columns } = look
  return suggestions.flatMap(({ number, text, origin, score, changes, words, from }) => {
    const alike = score === null ? '' : `${t('comma')}${t('segment.score', { percent: wordPercent(score) })}`
    const where = { text: `  ${wordOrigin(origin, look)}${alike}`, paint: paint.dim }
    // How the Chinese differs from what it was made from stands above already, where that is what the English was made from.
    const isTold = from === translatedFrom || words.every(({ op }) => op === 'same')
    return [
      ...hanging(`   ${number}  `, [...proposedRuns(text, changes, look), where], columns),
      ...(isTold ? [] : hanging('      ', compareRuns(words, look), columns)),
    ]
  })
}

/** What would change; where nearly all would, the text alone: a patchwork is not read with ease. */
function proposedRuns(text: string, changes: readonly WordDiff[], look: Look): Run[] {
  const kept = changes.reduce((length, word) => (word.op === 'same' ? length + word.text.length : length), 0)
  return kept * 2 < text.length ? [{ text: plain(text), paint: asIs }] : compareRuns(changes, look)
}

/** The numbers are those that put the term's English in. */
function termLines(terms: readonly ReviewTerm[], look: Look): string[] {
  const { paint, columns } = look
  const pieces = terms.map(({ term, expected, isUsed, doNotTranslate }, index) => {
    const number = index < 9 ? `${index + 1} ` : '· '
    const english = doNotTranslate ? plain(term) : expected.map((each) => plain(each)).join(' / ')
    const words = cut(`${plain(term)} → ${english}`, columns - 10)
    const mark = isUsed ? '✓' : '✗'
    const colour = isUsed ? paint.green : paint.yellow
    return { text: `${paint.dim(number)}${words} ${colour(mark)}`, width: widthOf(number) + widthOf(words) + 2 }
  })
  return flow(pieces, columns)
}

function commentLines({ comments }: ReviewSegment, look: Look): string[] {
  const { t, paint, columns } = look
  return comments.flatMap(({ text, by, at, isOld }, index) => {
    const who = t('screen.comment-by', { by: plain(by), at: dayOf(at) })
    const aside = isOld ? `${who} ${t('aside', { words: t('screen.old-comment') })}` : who
    const runs = [
      { text: plain(text), paint: asIs },
      { text: `  ${aside}`, paint: paint.dim },
    ]
    return hanging(`   ${index + 1}  `, runs, columns)
  })
}

function memoryLines({ memory }: ReviewSegment, look: Look): string[] {
  const { paint, columns } = look
  return memory.flatMap(({ target, similarity, words, chapter, quality }, index) => {
    const mark = `   ${index + 1}  ${String(wordPercent(similarity)).padStart(3)}%  `
    const aside = look.t(`status.${quality}`)
    const runs = [
      { text: plain(target), paint: asIs },
      { text: `  ${plain(chapter)}${look.t('comma')}${aside}`, paint: paint.dim },
    ]
    const differing = words.some(({ op }) => op !== 'same') ? compareRuns(words, look) : []
    const indent = ' '.repeat(widthOf(mark))
    return [...hanging(mark, runs, columns), ...(differing.length > 0 ? hanging(indent, differing, columns) : [])]
  })
}

function historyLines({ history, authors, targets }: ReviewSegment, look: Look): string[] {
  const { paint, columns, t } = look
  const written =
    authors.length === 0 ? [] : [t('screen.authors', { names: authors.map((name) => plain(name)).join(t('comma')) })]
  const steps = [...history].reverse().flatMap((step) => {
    const said = wordStep(step, look)
    // What stands above need not be told again.
    const isNow = step.target === null || targets.some((target) => target.text === step.target)
    const text = isNow ? '' : `  ${cut(plain(step.target ?? ''), Math.max(16, columns - widthOf(said) - 8))}`
    const runs = [
      { text: said, paint: step.isOfToday ? asIs : paint.dim },
      { text, paint: paint.dim },
    ]
    return hanging('   ', runs, columns)
  })
  return [...written.flatMap((line) => hanging('   ', [{ text: line, paint: asIs }], columns)), ...steps]
}
