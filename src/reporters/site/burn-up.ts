import type { BurnUp, BurnUpPoint } from '../../app/report/project-report.js'
import type { Look } from '../look.js'
import { wordNumber } from '../words.js'
import { countedIn, percent } from './figures.js'
import { type Html, html, NOTHING } from './html.js'
import { COUNTED_STATUSES, swatch } from './marks.js'
import { day, dayOf, shortCommit, tableHead, type View, wordPercent } from './view.js'

const HEIGHT = 240
/** What is left at the right edge for how things stand today, in percent. */
const TODAY = 1.5

/** How the translation grew: an area for every status, as high as there are characters, and what the picture rests on. */
export function burnUpSection({ report: { history }, look }: View): Html {
  const { t } = look
  const remarks = remarksOn(history, look)
  const enough = history.points.length > 1
  return html`<section aria-labelledby="history">
<h2 id="history">${t('site.history.title')}</h2>
${enough ? chart(history.points, look) : NOTHING}
${remarks.map((remark) => html`<p class="soft">${remark}</p>`)}
${enough ? table(history.points, look) : NOTHING}
</section>`
}

function remarksOn({ points, commits, unreadable, reach }: BurnUp, { t }: Look): string[] {
  if (reach === 'none') return [t('site.history.none')]
  const [first] = points
  return [
    ...(first ? [t('site.history.begins', { day: dayOf(first.at) })] : []),
    ...(reach === 'shallow' ? [t('site.history.shallow')] : []),
    ...(commits > points.length - 1 + unreadable
      ? [t('site.history.sampled', { points: points.length - 1, commits })]
      : []),
    ...(unreadable > 0 ? [t('site.history.unreadable', { count: unreadable })] : []),
  ]
}

function chart(points: readonly BurnUpPoint[], look: Look): Html {
  const { t } = look
  const [first, last] = [points[0], points.at(-1)] as [BurnUpPoint, BurnUpPoint]
  const start = Date.parse(first.at)
  const span = Math.max(1, Date.parse(last.at) - start)
  const xOf = (point: BurnUpPoint) => ((Date.parse(point.at) - start) / span) * (100 - TODAY)
  const top = niceTop(Math.max(1, ...points.map(({ characters }) => countedIn(characters))))
  const steps = points.flatMap((point, index) => {
    const [x, next] = [xOf(point), points[index + 1]]
    return columnOf(point, x, (next ? xOf(next) : 100) - x, top)
  })
  const lines = [1, 0.75, 0.5, 0.25].map((share) => {
    const y = percent((1 - share) * 100)
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text x="0" y="${y}" dy="13">${wordNumber(top * share, look)}</text>`
  })
  const label = t('site.history.label', {
    from: dayOf(first.at),
    to: dayOf(last.at),
    before: Math.floor(first.percentTranslated),
    after: Math.floor(last.percentTranslated),
  })
  const shown = COUNTED_STATUSES.filter((status) => points.some(({ characters }) => characters[status] > 0))
  return html`<figure class="chart">
<figcaption>${t('site.history.caption')} <span class="keys">${shown.map((status) => html`<span>${swatch(status)} ${t(`status.${status}`)}</span> `)}</span></figcaption>
<svg width="100%" height="${HEIGHT}" role="img" aria-label="${label}">${steps}${lines}</svg>
<div class="axis">${day(first.at)}${day(new Date(start + span / 2).toISOString())}${day(last.at)}</div>
</figure>`
}

/** Until the next point nothing is known to have changed. */
function columnOf({ characters }: BurnUpPoint, x: number, width: number, top: number): Html[] {
  let below = 0
  const areas = COUNTED_STATUSES.flatMap((status) => {
    const height = (characters[status] / top) * 100
    below += height
    return height === 0
      ? []
      : [
          html`<rect class="area ${status}" x="${percent(x)}" y="${percent(100 - below)}" width="${percent(width)}" height="${percent(height)}"/>`,
        ]
  })
  const y = percent(100 - below)
  return [...areas, html`<line class="scope" x1="${percent(x)}" x2="${percent(x + width)}" y1="${y}" y2="${y}"/>`]
}

/** A round number at or above `value` that can be quartered. */
function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].find((factor) => factor * unit >= value) ?? 10
  return Math.max(4, step * unit)
}

/** The same in figures, for those who cannot see the picture, or want to know. */
function table(points: readonly BurnUpPoint[], look: Look): Html {
  const { t } = look
  const rows = points
    .toReversed()
    .map(
      (point) =>
        html`<tr><th scope="row">${day(point.at)}</th><td>${point.commit === null ? t('site.history.today') : html`<code>${shortCommit(point.commit)}</code>`}</td><td class="number">${wordPercent(point.percentTranslated, look)}</td><td class="number">${wordNumber(countedIn(point.characters), look)}</td>${(['untranslated', 'stale', 'draft'] as const).map((status) => html`<td class="number">${wordNumber(point.characters[status], look)}</td>`)}</tr>`,
    )
  const columns = [
    [t('site.history.day'), ''],
    [t('site.history.commit'), ''],
    [t('status.translated'), 'number'],
    [t('site.history.scope'), 'number'],
    [t('status.untranslated'), 'number'],
    [t('status.stale'), 'number'],
    [t('status.draft'), 'number'],
  ] as const
  return html`<details><summary>${t('site.history.figures')}</summary><table>${tableHead(columns)}<tbody>${rows}</tbody></table></details>`
}
