import type { Look } from '../../reporters/look.js'
import { cut } from '../../reporters/width.js'
import { barOf, centred, headerLines, hintLine, promptLine, remarkLines, ruleLine, wordQueue } from './bars.js'
import { conflictLines } from './conflict-view.js'
import type { Frame } from './drawing.js'
import { helpLines } from './help-view.js'
import { queueLines } from './queue-view.js'
import { segmentLines } from './segment-view.js'
import type { Mode, State } from './state.js'

/** Smaller than this nothing can be read. */
const SMALLEST = { columns: 40, rows: 10 }

/** A screen, and how far down it really is: a scroll beyond the end is no use. */
export interface Shown {
  readonly frame: Frame
  readonly scroll: number
}

/** What the screen looks like. Pure; every line is at most as wide as the screen, and there are as many as it has. */
export function showState(state: State, given: Look): Shown {
  const { columns, rows } = state.size
  const look = { ...given, columns }
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return tooSmall(state, look)
  const header = headOf(state, look)
  const { lines: foot, cursor } = footOf(state, look)
  const room = rows - header.length - foot.length - 1
  const body = bodyOf(state, room, look)
  const scroll = Math.max(0, Math.min(state.scroll, body.length - room))
  const shown = body.slice(scroll, scroll + room)
  const blank = Array.from({ length: room - shown.length }, () => '')
  const below = Math.max(0, body.length - scroll - room)
  const lines = [...header, ...shown, ...blank, ruleLine(below, look), ...foot]
  return { frame: { lines, cursor: cursor === null ? null : { row: rows - 1, column: cursor } }, scroll }
}

function tooSmall({ size, scroll }: State, { t }: Look): Shown {
  const said = cut(t('screen.too-small', { columns: SMALLEST.columns, rows: SMALLEST.rows }), size.columns)
  return { frame: { lines: [said, ...Array.from({ length: size.rows - 1 }, () => '')], cursor: null }, scroll }
}

function headOf(state: State, look: Look): string[] {
  const { mode } = state
  if (mode.kind === 'help') return [barOf(look.t('screen.help-title'), '', look), '']
  if (mode.kind !== 'queue') return headerLines(state, state.segment, look)
  const total = state.queue.rows.length
  const place = total === 0 ? look.t('screen.none') : look.t('screen.place', { at: mode.at + 1, total })
  return [barOf(look.t('screen.queue-title', { words: wordQueue(state, look) }), place, look)]
}

function bodyOf(state: State, room: number, look: Look): string[] {
  const { mode, segment, shown } = state
  switch (mode.kind) {
    case 'help':
      return helpLines(look)
    case 'queue':
      return queueLines(state, mode.at, room, look)
    case 'conflict':
      return conflictLines(mode, look)
    default:
      if (segment) return segmentLines(state, segment, look)
      if (shown === null) return ['', centred(look.t('screen.nothing-waits'), look.columns)]
      return ['', centred(look.t('screen.reading'), look.columns)]
  }
}

function footOf(state: State, look: Look): { readonly lines: readonly string[]; readonly cursor: number | null } {
  const { mode } = state
  if (mode.kind === 'prompt') {
    const { line, column } = promptLine(look.t(`screen.ask.${mode.ask}`), mode.typing, look)
    return { lines: [...remarkLines(state.remark, look), line], cursor: column }
  }
  const question = questionOf(mode, look)
  const last = question === null ? hintLine(state, look) : ` ${look.paint.bold(cut(question, look.columns - 2))}`
  return { lines: [...remarkLines(state.remark, look), last], cursor: null }
}

function questionOf(mode: Mode, { t }: Look): string | null {
  if (mode.kind === 'choose') return t(`screen.choose.${mode.ask}`, { count: mode.count })
  if (mode.kind === 'confirm') return t(`screen.confirm.${mode.ask}`, { count: mode.count })
  return null
}
