import { badge } from './badge.js'
import { chapterPage } from './chapter-page.js'
import { findingsPage } from './findings-page.js'
import { overview } from './overview.js'
import { page, type SiteFile, TOPICS } from './page.js'
import { peoplePage } from './people-page.js'
import { stalePage } from './stale-page.js'
import { STYLE } from './style.js'
import { termsPage } from './terms-page.js'
import { nameOf, pageOf, type Site } from './view.js'

export type { SiteFile } from './page.js'
export type { Site } from './view.js'

const RENDERERS = {
  index: overview,
  stale: stalePage,
  terms: termsPage,
  findings: findingsPage,
  people: peoplePage,
}

/** A report as a site that needs no script, no network and no server. Pure. */
export function renderSite(site: Site): SiteFile[] {
  const { report, look } = site
  const topics = TOPICS.map((topic) =>
    page(site, {
      path: `${topic}.html`,
      topic,
      heading: look.t(`site.pages.${topic}`),
      render: RENDERERS[topic],
    }),
  )
  const chapters = report.chapters.map((chapter) =>
    page(site, {
      path: pageOf(chapter.chapter),
      topic: null,
      heading: nameOf(chapter).text,
      render: (view) => chapterPage(chapter, view),
    }),
  )
  const others = [
    { path: 'badge.svg', text: badge(report, look) },
    { path: 'style.css', text: STYLE },
  ]
  return [...topics, ...chapters, ...others]
}
