import type { ReportedChapter } from '../../app/report/project-report.js'
import { bar, cellMap, legend, wordCells } from './figures.js'
import { issueList } from './findings-page.js'
import { type Html, html } from './html.js'
import { openList } from './open-segments.js'
import { bookText, chapterName, placeLinks, type View, wordPercent } from './view.js'

const COLUMNS = 40

/** A chapter: how far it is, what is open in it, and what the checks find. */
export function chapterPage(chapter: ReportedChapter, view: View): Html {
  const { look, report } = view
  const { t } = look
  const issues = report.findings.issues.filter((issue) => issue.chapter === chapter.chapter)
  const { source, target } = chapter.title
  const files = {
    source: chapter.hasSource ? { path: chapter.path.source, line: 1 } : null,
    target: chapter.hasTarget ? { path: chapter.path.target, line: 1 } : null,
  }
  const both = source !== null && target !== null && source !== target
  return html`<h1>${chapterName(chapter)}</h1>
<p class="lede">${both ? html`${bookText(source, 'source', 80)} · ` : null}<span class="file">${chapter.chapter}</span> ${placeLinks(files, view)}</p>
<section class="progress">
<p class="hero"><strong>${wordPercent(chapter.percentTranslated, look)}</strong> <span>${t('site.hero', { count: chapter.sourceCharacters })}</span></p>
<div class="wide">${bar(chapter.characters, 'all')}</div>
${legend(chapter, chapter.characters, look)}
${chapter.cells.length === 0 ? null : cellMap(chapter.cells, COLUMNS, wordCells(chapter.cells, look))}
</section>
<section aria-labelledby="open"><h2 id="open">${t('site.open.title')} <span class="count">${chapter.open.length}</span></h2>
${chapter.open.length === 0 ? html`<p class="soft">${t('site.open.nothing')}</p>` : openList(chapter.open, view)}
</section>
${issues.length === 0 ? null : html`<section aria-labelledby="issues"><h2 id="issues">${t('site.pages.findings')} <span class="count">${issues.length}</span></h2>${issueList(issues, view)}</section>`}`
}
