import type { TermConsistency, TermPlace } from '../../app/report/project-report.js'
import { percent } from './figures.js'
import { type Html, html } from './html.js'
import { placeLink, tableHead, type View } from './view.js'

/** How many places of a rendering are linked. */
const MOST_PLACES = 3

/** How the book renders its terms, the least consistent first. */
export function termsPage(view: View): Html {
  const { t } = view.look
  const { terms } = view.report
  if (terms.length === 0) return html`<h1>${t('site.pages.terms')}</h1><p class="lede">${t('site.terms.none')}</p>`
  const columns = [
    [t('site.terms.term'), ''],
    [t('site.terms.consistency'), 'number'],
    [t('site.terms.renderings'), ''],
  ] as const
  return html`<h1>${t('site.pages.terms')}</h1>
<p class="lede">${t('site.terms.words')}</p>
<table class="terms">${tableHead(columns)}<tbody>${terms.map((term) => row(term, view))}</tbody></table>`
}

function row(term: TermConsistency, view: View): Html {
  const { t } = view.look
  const { consistency, renderings, unexplained } = term
  const lines = renderings.map(({ text, status, count, places }) => {
    const words = status === null ? t('site.terms.unlisted') : t(`site.terms.${status}`)
    return html`<li><span lang="en">${text}</span> <b>${count}</b> <span class="tag ${status ?? 'unlisted'}">${words}</span> ${links(places, view)}</li>`
  })
  const rest =
    unexplained.count === 0
      ? null
      : html`<li><span class="soft">${t('site.terms.unexplained')}</span> <b>${unexplained.count}</b> ${links(unexplained.places, view)}</li>`
  const share = renderings.length === 0 ? null : Math.floor(consistency * 100)
  return html`<tr><th scope="row"><span lang="zh-CN">${term.term}</span></th><td class="number">${share === null ? t('progress-table.nothing') : html`${t('progress-table.percent', { percent: share })}<svg class="meter" width="100%" height="4" aria-hidden="true"><rect class="track" width="100%" height="4"/><rect class="value" width="${percent(share)}" height="4"/></svg>`}</td><td><ul class="renderings">${lines}${rest}</ul></td></tr>`
}

function links(places: readonly TermPlace[], view: View): Html {
  const shown = places.slice(0, MOST_PLACES).map(({ target }) => html`${placeLink('target', target, view)} `)
  const hidden = places.length - shown.length
  return html`<span class="places">${shown}${hidden > 0 ? html`<span class="soft">+${hidden}</span>` : null}</span>`
}
