import { DECISION_KINDS, type PersonFigures, type ReportedDecision } from '../../app/report/project-report.js'
import { groupBy } from '../../core/group-by.js'
import { plain } from '../plain.js'
import { wordNumber } from '../words.js'
import { type Html, html, NOTHING } from './html.js'
import { chapterLink, day, placeLinks, tableHead, type View } from './view.js'

/** How many rows of decisions there are. */
const MOST_DECISIONS = 100

/** Who translated, who reviewed, and what was decided. */
export function peoplePage(view: View): Html {
  const { t } = view.look
  const { people, decisions } = view.report
  if (people.length === 0) return html`<h1>${t('site.pages.people')}</h1><p class="lede">${t('site.people.none')}</p>`
  const columns = [
    [t('translators.name'), ''],
    [t('translators.translated'), 'number'],
    [t('translators.characters'), 'number'],
    [t('translators.reviewed'), 'number'],
    [t('site.people.decisions'), 'wide-only'],
    [t('site.people.last'), 'wide-only'],
  ] as const
  return html`<h1>${t('site.pages.people')}</h1>
<p class="lede">${t('site.people.words')}</p>
<table class="people">${tableHead(columns)}<tbody>${people.map((person) => row(person, view))}</tbody></table>
${decisions.length === 0 ? NOTHING : latest(decisions, view)}`
}

function row({ name, translated, characters, reviewed, decisions, last }: PersonFigures, { look }: View): Html {
  const { t } = look
  const kinds = DECISION_KINDS.filter((kind) => decisions[kind] > 0).map(
    (kind) => `${t(`site.decision.${kind}`)} ${decisions[kind]}`,
  )
  return html`<tr><th scope="row">${name === null ? html`<span class="soft">${t('translators.unknown')}</span>` : plain(name)}</th>${[translated, characters, reviewed].map((count) => html`<td class="number">${wordNumber(count, look)}</td>`)}<td class="wide-only">${kinds.join(t('comma'))}</td><td class="wide-only">${last === null ? null : day(last)}</td></tr>`
}

/** What a person decided at one time on one chapter is a row, with the way to the first of it. */
function latest(decisions: readonly ReportedDecision[], view: View): Html {
  const { t } = view.look
  const groups = [
    ...groupBy(decisions, ({ decision, by, at, chapter, reason }) =>
      JSON.stringify([at, by, decision, chapter, reason]),
    ).values(),
  ]
  const shown = groups.slice(0, MOST_DECISIONS)
  const rows = shown.map((group) => {
    const { decision, by, at, reason, chapter, source, target } = group[0] as ReportedDecision
    const known = view.report.chapters.find((each) => each.chapter === chapter)
    const count = group.length === 1 ? null : html` <span class="count">×${group.length}</span>`
    return html`<tr><td>${day(at)}</td><td>${plain(by)}</td><td>${t(`site.decision.${decision}`)}${count}${reason === null ? null : html` <span class="soft">${reason}</span>`}</td><td>${known ? chapterLink(known, view) : chapter} ${placeLinks({ source, target }, view)}</td></tr>`
  })
  const columns = [
    [t('site.history.day'), ''],
    [t('translators.name'), ''],
    [t('site.people.decision'), ''],
    [t('check.page.place'), ''],
  ] as const
  const hidden = groups.slice(MOST_DECISIONS).reduce((sum, { length }) => sum + length, 0)
  const more = hidden > 0 ? html`<p class="soft">${t('site.people.more', { count: hidden })}</p>` : null
  return html`<section aria-labelledby="latest"><h2 id="latest">${t('site.people.latest')}</h2><table>${tableHead(columns)}<tbody>${rows}</tbody></table>${more}</section>`
}
