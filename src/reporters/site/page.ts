import { type Html, html } from './html.js'
import { PATTERNS } from './marks.js'
import { countStale } from './stale-page.js'
import { day, type Site, shortCommit, type View } from './view.js'

/** The pages that every other one leads to. */
export const TOPICS = ['index', 'stale', 'terms', 'findings', 'people'] as const

export type Topic = (typeof TOPICS)[number]

/** A file of the site. */
export interface SiteFile {
  /** Below the folder of the site, with `/`. */
  readonly path: string
  readonly text: string
}

interface PageInput {
  readonly path: string
  /** Which page of the navigation this is; `null` for a chapter's. */
  readonly topic: Topic | null
  readonly heading: string
  readonly render: (view: View) => Html
}

/** A page, with all that stands around it. */
export function page(site: Site, { path, topic, heading, render }: PageInput): SiteFile {
  const { report, look } = site
  const { t } = look
  const up = '../'.repeat(path.split('/').length - 1)
  const book = report.title ?? t('site.untitled')
  const title = topic === 'index' ? t('site.page-title', { book }) : `${heading} · ${book}`
  const text = html`<!DOCTYPE html>
<html lang="${look.language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"/>
<meta name="color-scheme" content="light dark"/>
<meta name="generator" content="zhen"/>
<title>${title}</title>
<link rel="stylesheet" href="${up}style.css"/>
</head>
<body>
<a class="skip" href="#content">${t('site.skip')}</a>
<header>
<a class="book" href="${up}index.html">${book}</a>
<nav aria-label="${t('site.navigation')}"><ul>${navigation(topic, up, site)}</ul></nav>
</header>
${PATTERNS}
<main id="content">
${render({ ...site, up })}
</main>
<footer>${footer(site)}</footer>
</body>
</html>
`
  return { path, text: text.toString() }
}

function navigation(current: Topic | null, up: string, { report, look: { t } }: Site): Html[] {
  const stale = countStale(report.chapters)
  const counts: Readonly<Record<Topic, number | null>> = {
    index: null,
    stale: stale.texts + stale.blocks,
    terms: report.terms.length,
    findings: report.findings.issues.length,
    people: report.people.filter(({ name }) => name !== null).length,
  }
  return TOPICS.map((topic) => {
    const count = counts[topic]
    const words = html`${t(`site.pages.${topic}`)}${count === null ? null : html` <span class="count">${count}</span>`}`
    const href = `${up}${topic}.html`
    return current === topic
      ? html`<li><a href="${href}" aria-current="page">${words}</a></li>`
      : html`<li><a href="${href}">${words}</a></li>`
  })
}

function footer({ report: { date, commits }, look: { t }, version }: Site): Html {
  const commit = (side: 'target' | 'source') => {
    const known = commits[side]
    return known === null ? null : html` · ${t(`site.commit.${side}`)} <code>${shortCommit(known)}</code>`
  }
  return html`<p>${day(date)}${commit('target')}${commit('source')} · zhen ${version}</p>`
}
