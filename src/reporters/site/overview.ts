import type { ReportedChapter } from '../../app/report/project-report.js'
import { wordNumber } from '../words.js'
import { burnUpSection } from './burn-up.js'
import { bar, cellMap, legend, wordCells } from './figures.js'
import { type Html, html } from './html.js'
import { chapterLink, tableHead, type View, wordPercent } from './view.js'

/** How many cells of the book's map stand beside each other. */
const COLUMNS = 18

/** The first page: how far the book is, how it got there, and where there is something to do. */
export function overview(view: View): Html {
  const { report, look } = view
  const { t } = look
  const { total, characters, chapters, sourceAvailable } = report
  return html`<h1>${report.title ?? t('site.untitled')}</h1>
<p class="lede">${t('site.lede')}</p>
<section class="progress" aria-labelledby="progress">
<h2 id="progress" class="hidden">${t('site.progress')}</h2>
<p class="hero"><strong>${wordPercent(total.percentTranslated, look)}</strong> <span>${t('site.hero', { count: total.sourceCharacters })}</span></p>
<div class="wide">${bar(characters, 'all')}</div>
${legend(total, characters, look)}
${sourceAvailable ? null : html`<p class="soft">${t('notices.source-unavailable')}</p>`}
</section>
<section aria-labelledby="map">
<h2 id="map">${t('site.map.title')}</h2>
<p class="soft">${t('site.map.words')}</p>
<ol class="map">${chapters.filter(({ cells }) => cells.length > 0).map((chapter) => card(chapter, view))}</ol>
</section>
${burnUpSection(view)}
<section aria-labelledby="chapters">
<h2 id="chapters">${t('site.chapters')} <span class="count">${chapters.length}</span></h2>
${chapterTable(chapters, view)}
</section>`
}

function card(chapter: ReportedChapter, view: View): Html {
  const { look } = view
  const open = chapter.cells.some((status) => status !== 'carried' && status !== 'omitted')
  const figure = open ? wordPercent(chapter.percentTranslated, look) : look.t('progress-table.nothing')
  return html`<li><div class="name">${chapterLink(chapter, view)} <span class="soft">${figure}</span></div>${cellMap(chapter.cells, COLUMNS, wordCells(chapter.cells, look))}</li>`
}

function chapterTable(chapters: readonly ReportedChapter[], view: View): Html {
  const { t } = view.look
  const columns = [
    [t('progress-table.chapter'), ''],
    [t('site.share'), 'wide-only'],
    [t('progress-table.translated'), 'number'],
    [t('status.untranslated'), 'number'],
    [t('status.stale'), 'number'],
    [t('status.draft'), 'number wide-only'],
    [t('site.map.characters'), 'number wide-only'],
  ] as const
  return html`<table class="chapters">${tableHead(columns)}<tbody>${chapters.map((chapter) => row(chapter, view))}</tbody></table>`
}

function row(chapter: ReportedChapter, view: View): Html {
  const { look } = view
  const { untranslated, stale, draft } = chapter.segments
  return html`<tr><th scope="row">${chapterLink(chapter, view)} <span class="file">${chapter.chapter}</span></th><td class="wide-only"><div class="thin">${bar(chapter.characters, 'one')}</div></td><td class="number">${wordPercent(chapter.percentTranslated, look)}</td>${figure(untranslated, '', view)}${figure(stale, '', view)}${figure(draft, 'wide-only', view)}<td class="number wide-only">${wordNumber(chapter.sourceCharacters, look)}</td></tr>`
}

/** Nought is left pale: what there is to do is to be seen. */
function figure(count: number, kind: string, { look }: View): Html {
  return html`<td class="number ${kind}">${count === 0 ? html`<span class="soft">0</span>` : html`<b>${wordNumber(count, look)}</b>`}</td>`
}
