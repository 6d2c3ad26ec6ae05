/** What a spreadsheet takes for a formula, and what it passes over in front of one. */
const RUN = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const DISARMED = new RegExp(RUN.source.replace("'*", "'+"))

/**
 * A cell that no spreadsheet runs: what it would take for a formula gets an apostrophe before it. A cell that has
 * apostrophes before such a sign of its own gets one more, so that nothing is lost.
 *
 * Source: OWASP, "CSV Injection".
 */
export function disarm(cell: string): string {
  return RUN.test(cell) ? `'${cell}` : cell
}

/** The cell again. */
export function rearm(cell: string): string {
  return DISARMED.test(cell) ? cell.slice(1) : cell
}
