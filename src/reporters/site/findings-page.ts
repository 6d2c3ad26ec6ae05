import type { Issue } from '../../app/report.js'
import { SEVERITIES } from '../../core/finding.js'
import { groupBy } from '../../core/group-by.js'
import { wordCheck, wordIssue } from '../check-words.js'
import { type Html, html, NOTHING } from './html.js'
import { chapterLink, placeLinks, tableHead, type View } from './view.js'

/** What the checks find: how often, and where. */
export function findingsPage(view: View): Html {
  const { t } = view.look
  const { issues, summary, waived } = view.report.findings
  const words = issues.length === 0 ? t('check.clean', { count: summary.segments }) : t('site.findings.words')
  return html`<h1>${t('site.pages.findings')}</h1>
<p class="lede">${words}</p>
${waived > 0 ? html`<p class="soft">${t('check.waived', { count: waived })}</p>` : NOTHING}
${issues.length > 0 ? byCheck(issues, view) : NOTHING}
${SEVERITIES.map((severity) => bySeverity(severity, issues, view))}`
}

function byCheck(issues: readonly Issue[], { look: { t } }: View): Html {
  const groups = [...groupBy(issues, ({ check }) => check)].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  )
  const columns = [
    [t('check.page.check'), ''],
    ...SEVERITIES.map((severity) => [t(`severity.${severity}`), 'number'] as const),
  ] as const
  const rows = groups.map(([check, found]) => {
    const counts = SEVERITIES.map((severity) => found.filter((issue) => issue.severity === severity).length)
    return html`<tr><th scope="row">${wordCheck({ check }, t)} <code class="soft">${check}</code></th>${counts.map((count) => html`<td class="number">${count === 0 ? html`<span class="soft">0</span>` : count}</td>`)}</tr>`
  })
  return html`<table class="checks">${tableHead(columns)}<tbody>${rows}</tbody></table>`
}

function bySeverity(severity: Issue['severity'], issues: readonly Issue[], view: View): Html {
  const { t } = view.look
  const own = issues.filter((issue) => issue.severity === severity)
  if (own.length === 0) return NOTHING
  const chapters = [...groupBy(own, ({ chapter }) => chapter)].map(([chapter, found]) => {
    const known = view.report.chapters.find((each) => each.chapter === chapter)
    return html`<h3>${known ? chapterLink(known, view) : chapter}</h3>${issueList(found, view)}`
  })
  return html`<section><h2 class="severity ${severity}">${t(`site.findings.${severity}`)} <span class="count">${own.length}</span></h2>${chapters}</section>`
}

/** Findings, a line each, with the way to them. */
export function issueList(issues: readonly Issue[], view: View): Html {
  const { t } = view.look
  const lines = issues.map((issue) => {
    const places = {
      source:
        issue.source && issue.source.startLine > 0 ? { path: issue.source.path, line: issue.source.startLine } : null,
      target: { path: issue.target.path, line: issue.target.startLine },
    }
    return html`<li><span class="tag ${issue.severity}">${t(`severity.${issue.severity}`)}</span> <span>${wordIssue(issue, t)}</span> <code class="soft">${issue.check}</code> ${placeLinks(places, view)}</li>`
  })
  return html`<ul class="issues">${lines}</ul>`
}
