import type { ReviewSegment } from '../../app/review/view.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { cut, cutStart, padEnd, widthOf } from '../../reporters/width.js'
import { sayable, wordCause, wordRefused, wordStatus } from '../../reporters/words.js'
import { wrap } from '../../reporters/wrap.js'
import type { KeyAction } from '../keys.js'
import { keyOf } from './key-names.js'
import { spread } from './layout.js'
import { turnAt } from './queue-keys.js'
import { type Remark, type State, unsavedOf } from './state.js'
import { wordRemark } from './words.js'

/** The most lines that a remark may take of the screen. */
const LONGEST_REMARK = 4

/** Where one is: chapter and line, place in the queue; status and section. */
export function headerLines(state: State, segment: ReviewSegment | null, look: Look): string[] {
  const { columns, paint } = look
  const place = placeInQueue(state, look)
  const id = segment && columns >= 70 ? `  ${segment.id}` : ''
  const right = `${place}${id} `
  const room = Math.max(8, columns - widthOf(right) - 2)
  const chapter = segment ? `${plain(segment.chapter)}:${segment.source.startLine}` : look.t('screen.title')
  const bar = spread(` ${cutStart(chapter, room - 1)}`, right, columns)
  return [paint.inverse(bar), statusLine(state, segment, look)]
}

function statusLine(state: State, segment: ReviewSegment | null, look: Look): string {
  if (!segment) return ''
  const { paint, columns, t } = look
  const cause = wordCause(segment, t)
  const asides = [
    ...(cause === null ? [] : [cause]),
    ...(segment.targetEdited ? [t('list.edited')] : []),
    ...(segment.basis === 'assumed' && (segment.confidence ?? 1) < 0.9 ? [t('list.assumed-plain')] : []),
    ...(state.decided.has(segment.id) ? [t('screen.decided')] : []),
  ]
  const aside = asides.length === 0 ? '' : ` ${t('aside', { words: asides.join(t('comma')) })}`
  const status = t(`status.${segment.status}`)
  const section = segment.section.map((heading) => plain(heading)).join(' › ')
  const room = columns - widthOf(status) - widthOf(aside) - 4
  const where = room < 8 ? '' : `  ${cut(section, room)}`
  return ` ${paint.bold(wordStatus(segment.status, look))}${aside}${paint.dim(where)}`
}

function placeInQueue({ queue, at, shown, asked }: State, { t }: Look): string {
  const total = queue.rows.length
  const isBeside = shown !== null && queue.rows[at]?.id !== shown
  const place =
    total === 0 ? t('screen.none') : isBeside ? t('screen.beside') : t('screen.place', { at: at + 1, total })
  return asked.search === null ? place : `“${plain(asked.search).slice(0, 12)}” ${place}`
}

/** A rule across the screen that says how much is below. */
export function ruleLine(below: number, { columns, paint, t }: Look): string {
  const mark = below > 0 ? ` ↓ ${t('screen.below', { count: below })} ` : ''
  return paint.dim(`${'─'.repeat(Math.max(0, columns - widthOf(mark) - 2))}${mark}──`)
}

export function remarkLines(remark: Remark | null, look: Look): string[] {
  if (!remark) return []
  const { t, paint, columns } = look
  const reason = remark.refusal ? { refusal: wordRefused(remark.refusal, t) } : {}
  const said = wordRemark(remark.key, { ...sayable(remark.values, t), ...reason }, t)
  const colour = { good: paint.green, bad: paint.red, plain: paint.yellow }[remark.tone]
  const marks = { good: '✓', bad: '✗', plain: '·' }
  const lines = said.split('\n').flatMap((line) => wrap([{ text: plain(line), paint: colour }], columns - 4))
  return lines
    .slice(0, LONGEST_REMARK)
    .map(({ text }, row) => ` ${row === 0 ? colour(marks[remark.tone]) : ' '} ${text}`)
}

/** Keys that make sense here, the likeliest first, and the one that shows all. */
export function hintLine(state: State, look: Look): string {
  const { t } = look
  if (state.mode.kind === 'help') return hints([], [['Esc', t('screen.hints.back')]], look)
  if (state.mode.kind === 'queue')
    return hints(
      [
        ['Enter', t('screen.hints.open')],
        ['←→', t('screen.hints.turn')],
        ['/', t('screen.hints.search')],
      ],
      [['Esc', t('screen.hints.back')]],
      look,
    )
  if (state.mode.kind === 'conflict') return conflictHints(state.mode.conflict.isGone, look)
  return hints(segmentHints(state, look), [[keyOf('help'), t('screen.hints.help')]], look)
}

type Hint = readonly [key: string, words: string]

function conflictHints(isGone: boolean, look: Look): string {
  const { t } = look
  const ways: Hint[] = isGone
    ? []
    : [
        ['m', t('screen.hints.mine')],
        ['e', t('screen.hints.merge')],
      ]
  return hints([['t', t('screen.hints.theirs')], ...ways], [['Esc', t('screen.hints.later')]], look)
}

/** Actions whose keys are hinted at. */
type Hinted = Extract<
  KeyAction,
  | 'accept'
  | 'approve'
  | 'still-valid'
  | 'edit'
  | 'suggestion'
  | 'memory'
  | 'omit'
  | 'queue'
  | 'search'
  | 'undo'
  | 'quit'
>

function segmentHints(state: State, { t }: Look): Hint[] {
  const { segment } = state
  const hint = (action: Hinted): Hint => [keyOf(action), t(`screen.hints.${action}`)]
  const moves: Hint[] = [
    [`${keyOf('next')}/${keyOf('previous')}`, t('screen.hints.move')],
    hint('queue'),
    hint('search'),
    hint('undo'),
    hint('quit'),
  ]
  if (!segment) return moves
  if (unsavedOf(state))
    return [hint('accept'), hint('edit'), ['^S', t('screen.hints.save')], ['Esc', t('screen.hints.drop')], ...moves]
  const { actions, suggestions, memory } = segment
  return [
    ...(actions.includes('accept') ? [hint('accept')] : []),
    ...(actions.includes('still-valid') ? [hint('still-valid')] : []),
    ...(actions.includes('edit') ? [hint('edit')] : []),
    ...(suggestions.length > 0 ? [hint('suggestion')] : []),
    ...(memory.length > 0 && segment.status === 'untranslated' ? [hint('memory')] : []),
    ...(actions.includes('approve') ? [hint('approve')] : []),
    ...(actions.includes('omit') && segment.status === 'untranslated' ? [hint('omit')] : []),
    ...moves,
  ]
}

/** As many hints as there is room for; `last` are always there. */
function hints(likely: readonly Hint[], last: readonly Hint[], { columns, paint }: Look): string {
  const widthOfHint = ([key, words]: Hint) => widthOf(key) + 1 + widthOf(words) + 2
  let room = columns - 1 - last.reduce((sum, hint) => sum + widthOfHint(hint), 0)
  const shown: Hint[] = []
  for (const hint of likely) {
    room -= widthOfHint(hint)
    if (room < 0) break
    shown.push(hint)
  }
  return ` ${[...shown, ...last].map(([key, words]) => `${paint.bold(key)} ${paint.dim(words)}`).join('  ')}`
}

/** What the queue holds, in words. */
export function wordQueue(state: State, { t }: Look): string {
  const { asked } = state
  if (asked.search !== null) return t('screen.found', { words: plain(asked.search) })
  if (asked.check !== null) return asked.check
  if (turnAt(state) === 0 && asked.queues.length === 0) return t('screen.waiting')
  return asked.queues.map((name) => t(`screen.queues.${name}`)).join(t('comma'))
}

export function barOf(left: string, right: string, { columns, paint }: Look): string {
  return paint.inverse(spread(` ${left}`, `${right} `, columns))
}

/** A line to be typed, the part around the cursor; where the cursor is. */
export function promptLine(
  question: string,
  { before, after }: { readonly before: string; readonly after: string },
  { columns, paint }: Look,
): { readonly line: string; readonly column: number } {
  const asked = cut(question, Math.floor(columns / 2))
  const room = columns - widthOf(asked) - 4
  const left = cutStart(before, Math.max(2, after === '' ? room : Math.floor(room * 0.75)))
  const right = cut(after, Math.max(1, room - widthOf(left)))
  return { line: ` ${paint.bold(asked)} ${left}${right}`, column: widthOf(asked) + 2 + widthOf(left) }
}

export function centred(text: string, columns: number): string {
  const shown = cut(text, columns - 2)
  return padEnd('', Math.max(0, Math.floor((columns - widthOf(shown)) / 2))) + shown
}
