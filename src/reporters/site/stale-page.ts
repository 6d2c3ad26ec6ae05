import type { OpenSegment, ReportedChapter } from '../../app/report/project-report.js'
import { type Html, html } from './html.js'
import { openList } from './open-segments.js'
import { chapterLink, type View } from './view.js'

/** What is stale, chapter by chapter: first the one that has been waiting longest. */
export function stalePage(view: View): Html {
  const { t } = view.look
  const { chapters, sourceHistory } = view.report
  const waiting = chapters
    .map((chapter) => ({ chapter, stale: chapter.open.filter(({ status }) => status === 'stale').sort(byAge) }))
    .filter(({ stale }) => stale.length > 0)
    .sort((a, b) => byAge(a.stale[0] as OpenSegment, b.stale[0] as OpenSegment))
  const counts = countStale(chapters)
  const remark = sourceHistory === 'complete' ? null : html`<p class="soft">${t(`site.stale.${sourceHistory}`)}</p>`
  return html`<h1>${t('site.pages.stale')}</h1>
<p class="lede">${t(waiting.length === 0 ? 'site.stale.nothing' : 'site.stale.words')}</p>
${counts.texts + counts.blocks === 0 ? null : html`<p class="soft">${t('site.stale.count', counts)}</p>`}
${remark}
${waiting.map(({ chapter, stale }) => html`<section><h2>${chapterLink(chapter, view)}</h2>${openList(stale, view)}</section>`)}`
}

/** Stale texts, and code, pictures and paths that differ. */
export function countStale(chapters: readonly ReportedChapter[]): { readonly texts: number; readonly blocks: number } {
  const stale = chapters.flatMap(({ open }) => open.filter(({ status }) => status === 'stale'))
  const blocks = stale.filter(({ kind }) => kind === 'block').length
  return { texts: stale.length - blocks, blocks }
}

/** What nobody knows the age of comes last. */
function byAge({ since: a }: OpenSegment, { since: b }: OpenSegment): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a.at < b.at ? -1 : Number(a.at > b.at)
}
