/** What a screen shows: its lines from the top, painted, and where the cursor is, if one is to be seen. */
export interface Frame {
  readonly lines: readonly string[]
  /** From 0. */
  readonly cursor: { readonly row: number; readonly column: number } | null
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

const ESCAPE = '\u001b['
const HIDE_CURSOR = `${ESCAPE}?25l`
const SHOW_CURSOR = `${ESCAPE}?25h`
const PLAIN = `${ESCAPE}0m`

/**
 * To the alternate screen, cursor hidden, pasted text marked. Lines do not go on in the next one: where a terminal takes
 * a character for wider than we do, a line loses its end and the others stay in place.
 */
export const ENTER_SCREEN = `${ESCAPE}?1049h${ESCAPE}?7l${ESCAPE}?2004h${HIDE_CURSOR}${PLAIN}${ESCAPE}2J`

/** Everything as it was. Where there is no alternate screen, as on the Linux console, the last line is left clear. */
export const LEAVE_SCREEN = `${PLAIN}${ESCAPE}?2004l${ESCAPE}?7h${ESCAPE}999;1H${ESCAPE}K${ESCAPE}?1049l${SHOW_CURSOR}`

/**
 * What brings the terminal from one frame to the next: the lines that differ, in one go.
 *
 * @param before `null` where nothing is known of what stands there
 */
export function draw(before: Frame | null, after: Frame): string {
  const changed = after.lines.flatMap((line, row) => {
    if (before?.lines[row] === line) return []
    // Cleared first: behind a full line the cursor stands on its last character still.
    return [`${ESCAPE}${row + 1};1H${ESCAPE}K${line}${PLAIN}`]
  })
  const cursor = after.cursor
    ? `${ESCAPE}${after.cursor.row + 1};${after.cursor.column + 1}H${SHOW_CURSOR}`
    : before?.cursor
      ? HIDE_CURSOR
      : ''
  const moved = changed.length > 0 || before?.cursor !== after.cursor
  if (!moved) return ''
  const hidden = changed.length > 0 && before?.cursor ? HIDE_CURSOR : ''
  const cleared = before === null ? `${PLAIN}${ESCAPE}2J` : ''
  return `${hidden}${cleared}${changed.join('')}${cursor}`
}

/** Goes to a column, from 0: what stands right of it is in its place whatever the terminal thinks of what is left of it. */
export function toColumn(column: number): string {
  return `${ESCAPE}${column + 1}G`
}
