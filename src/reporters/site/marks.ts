import type { Status } from '../../core/status.js'
import { type Html, html } from './html.js'

/**
 * How each status looks. None is told by its colour alone: untranslated is hollow, stale is striped, a draft has a dot,
 * reviewed one bar and final two, what is carried over is a dash, what is omitted a cross.
 */

/** In the order in which work goes on; the last ones need none. */
export const SHOWN_STATUSES = [
  'final',
  'reviewed',
  'translated',
  'draft',
  'stale',
  'untranslated',
  'omitted',
  'carried',
] as const satisfies readonly Status[]

/** Those that count for the percentage. */
export const COUNTED_STATUSES = SHOWN_STATUSES.slice(0, 6)

/** The side of a cell, and from the beginning of one to the next. */
export const CELL = 8
export const PITCH = 10

type Draw = (x: number, y: number) => string

const square: Draw = (x, y) => `M${x} ${y}h8v8h-8z`
const frame: Draw = (x, y) => `M${x + 0.5} ${y + 0.5}h7v7h-7z`

/** What fills a cell, and what stands on it. */
const SHAPES: Readonly<Record<Status, { readonly body: Draw | null; readonly mark: Draw | null }>> = {
  final: { body: square, mark: (x, y) => `M${x + 1} ${y + 2.7}h6M${x + 1} ${y + 5.3}h6` },
  reviewed: { body: square, mark: (x, y) => `M${x + 1} ${y + 4}h6` },
  translated: { body: square, mark: null },
  draft: { body: frame, mark: (x, y) => `M${x + 4} ${y + 4}h0` },
  stale: {
    body: square,
    mark: (x, y) =>
      `M${x + 0.5} ${y + 7.5}L${x + 7.5} ${y + 0.5}M${x + 0.5} ${y + 3.5}L${x + 3.5} ${y + 0.5}M${x + 4.5} ${y + 7.5}L${x + 7.5} ${y + 4.5}`,
  },
  untranslated: { body: frame, mark: null },
  omitted: { body: null, mark: (x, y) => `M${x + 1.5} ${y + 1.5}l5 5m0 -5l-5 5` },
  carried: { body: null, mark: (x, y) => `M${x + 1.5} ${y + 4}h5` },
}

/** The cells of a picture, each status in one path or two, so that a book of thousands stays small. */
export function drawCells(
  cells: readonly { readonly status: Status; readonly x: number; readonly y: number }[],
): Html[] {
  return SHOWN_STATUSES.flatMap((status) => {
    const own = cells.filter((cell) => cell.status === status)
    const { body, mark } = SHAPES[status]
    const path = (draw: Draw | null, part: string) =>
      draw === null || own.length === 0
        ? []
        : [html`<path class="${part} ${status}" d="${own.map(({ x, y }) => draw(x, y)).join('')}"/>`]
    return [...path(body, 'body'), ...path(mark, 'mark')]
  })
}

/** A cell alone, for legends. The words beside it say the same. */
export function swatch(status: Status): Html {
  return html`<svg class="swatch" viewBox="0 0 8 8" width="14" height="14" aria-hidden="true">${drawCells([{ status, x: 0, y: 0 }])}</svg>`
}

/** What areas are filled with; once on every page that has any. */
export const PATTERNS = html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="p-stale" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="body stale" width="6" height="6"/><rect class="ink stale" width="2" height="6"/></pattern>
<pattern id="p-draft" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="body draft plain" width="6" height="6"/><circle class="ink draft" cx="3" cy="3" r="1.2"/></pattern>
<pattern id="p-reviewed" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="body reviewed" width="6" height="6"/><rect class="ink reviewed" y="2.5" width="6" height="0.8"/></pattern>
<pattern id="p-final" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="body final" width="6" height="6"/><rect class="ink final" y="1.2" width="6" height="0.8"/><rect class="ink final" y="4.2" width="6" height="0.8"/></pattern>
</defs></svg>`
