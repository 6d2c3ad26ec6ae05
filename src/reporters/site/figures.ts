import type { Characters } from '../../app/report/project-report.js'
import type { Progress } from '../../app/report.js'
import type { Status } from '../../core/status.js'
import type { Look } from '../look.js'
import { wordNumber } from '../words.js'
import { type Html, html } from './html.js'
import { CELL, COUNTED_STATUSES, drawCells, PITCH, SHOWN_STATUSES, swatch } from './marks.js'

/** A bar that is divided as `figures` are. Whoever cannot see it is told by the words beside it. */
export function bar(figures: Readonly<Record<Status, number>>, kind: string): Html {
  const all = countedIn(figures)
  let x = 0
  const parts = COUNTED_STATUSES.flatMap((status) => {
    const width = all === 0 ? 0 : (figures[status] / all) * 100
    const part = html`<rect class="area ${status}" x="${percent(x)}" width="${percent(width)}" height="100%"/>`
    x += width
    return width === 0 ? [] : [part]
  })
  return html`<svg class="bar ${kind}" width="100%" height="100%" aria-hidden="true">${parts}</svg>`
}

/** All that counts for the percentage. */
export function countedIn(figures: Readonly<Record<Status, number>>): number {
  return COUNTED_STATUSES.reduce((sum, status) => sum + figures[status], 0)
}

export function percent(value: number): string {
  return `${Math.round(value * 1000) / 1000}%`
}

/** What the marks mean, with how much there is of each. */
export function legend({ segments }: Progress, characters: Characters, { t, ...look }: Look): Html {
  const shown = SHOWN_STATUSES.filter((status) => segments[status] > 0)
  const number = (count: number) => wordNumber(count, { t, ...look })
  return html`<ul class="legend">${shown.map(
    (status) =>
      html`<li>${swatch(status)} <span class="what">${t(`status.${status}`)}</span> <b>${number(segments[status])}</b> ${characters[status] === 0 ? null : html`<span class="soft">${t('site.characters', { count: characters[status] })}</span>`}</li>`,
  )}</ul>`
}

/** Every text of a chapter as a cell, in the order in which they are read. */
export function cellMap(cells: readonly Status[], columns: number, label: string): Html {
  const width = columns * PITCH - (PITCH - CELL)
  const height = Math.max(1, Math.ceil(cells.length / columns)) * PITCH - (PITCH - CELL)
  const drawn = drawCells(
    cells.map((status, index) => ({
      status,
      x: (index % columns) * PITCH,
      y: Math.floor(index / columns) * PITCH,
    })),
  )
  return html`<svg class="cells" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${drawn}</svg>`
}

/** `120 texts: 100 translated, 20 untranslated`. */
export function wordCells(cells: readonly Status[], { t }: Look): string {
  const counts = SHOWN_STATUSES.map((status) => [status, cells.filter((cell) => cell === status).length] as const)
  const words = counts.filter(([, count]) => count > 0).map(([status, count]) => `${count} ${t(`status.${status}`)}`)
  return t('site.cells', { count: cells.length, words: words.join(t('comma')) })
}
