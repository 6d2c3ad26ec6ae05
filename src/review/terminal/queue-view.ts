import type { QueueRow, ReviewChapter } from '../../app/review/view.js'
import { SEVERITY_COLOURS } from '../../reporters/check-words.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { cut, cutStart, padEnd, widthOf } from '../../reporters/width.js'
import { wordCause, wordStatus } from '../../reporters/words.js'
import { toColumn } from './drawing.js'
import type { State } from './state.js'

/** From this width on the English has a column of its own. */
const BOTH_TEXTS = 100

/** Rows of the queue around the one that is chosen, under their chapters; as many as fit. */
export function queueLines(state: State, chosen: number, room: number, look: Look): string[] {
  const rows = state.queue.rows
  const lines: string[] = []
  // A chapter's name may stand above every row: with a third above, the chosen one is seen all the same.
  const first = Math.max(0, Math.min(chosen - Math.floor(room / 3), rows.length - Math.floor(room / 2)))
  for (let index = first; index < rows.length && lines.length < room; index++) {
    const row = rows[index]
    if (!row) break
    if (index === first || row.chapter !== rows[index - 1]?.chapter) lines.push(chapterLine(row.chapter, state, look))
    lines.push(rowLine(row, index === chosen, state, look))
  }
  return lines.slice(0, room)
}

function chapterLine(chapter: string, { queue }: State, { paint, columns }: Look): string {
  const figures = queue.chapters.find((each) => each.chapter === chapter)
  const percent = figures ? wordProgress(figures) : ''
  const name = cutStart(plain(chapter), columns - widthOf(percent) - 3)
  return ` ${paint.bold(name)}${paint.dim(percent)}`
}

function wordProgress({ percentTranslated }: ReviewChapter): string {
  return `  ${Math.floor(percentTranslated)}%`
}

function rowLine(row: QueueRow, isChosen: boolean, { decided }: State, look: Look): string {
  const { paint, columns, t } = look
  const status = decided.get(row.id) ?? row.status
  const words = padEnd(t(`status.${status}`), 12)
  const mark = isChosen ? '›' : decided.has(row.id) ? '✓' : ' '
  const start = ` ${mark} `
  const room = columns - 3 - 12 - 3
  const cause = columns >= BOTH_TEXTS ? (wordCause(row, t) ?? '') : ''
  const flags = `${row.gravest ? '!' : ' '}${row.suggested > 0 ? '+' : ' '}`
  const colour = row.gravest ? paint[SEVERITY_COLOURS[row.gravest]] : paint.dim
  const texts = columns >= BOTH_TEXTS ? bothTexts(row, room - 16, columns, look) : cut(plain(row.source), room)
  const shownCause = columns >= BOTH_TEXTS ? paint.dim(padEnd(cut(cause, 13), 16)) : ''
  const line = `${isChosen ? paint.bold(start) : start}${paintStatus(words, status, look)}${colour(flags)} ${shownCause}${texts}`
  return isChosen ? paint.bold(line) : line
}

function paintStatus(words: string, status: QueueRow['status'], look: Look): string {
  const painted = wordStatus(status, look)
  return painted + ' '.repeat(Math.max(0, widthOf(words) - widthOf(painted)))
}

function bothTexts({ source, target, status }: QueueRow, room: number, columns: number, { paint }: Look): string {
  const half = Math.floor((room - 3) / 2)
  const right = columns - half - 2
  const chinese = padEnd(cut(plain(source), half), half)
  return `${chinese}${toColumn(right - 1)} ${paint.dim(cut(status === 'untranslated' ? '' : plain(target), half))}`
}
