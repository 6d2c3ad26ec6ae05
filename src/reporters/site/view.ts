import type { ProjectReport, ReportedChapter } from '../../app/report/project-report.js'
import { readableText } from '../../core/codes/readable-text.js'
import { hasHan } from '../../core/text.js'
import { encodePath } from '../encode-path.js'
import type { Look } from '../look.js'
import { cut } from '../width.js'
import { type Html, html } from './html.js'

/** Where a line of a chapter can be read: an address, or a path from the folder of the site; `null` for nowhere. */
export type AddressOf = (side: 'source' | 'target', path: string, line: number) => string | null

/** What the pages of a site are made from. */
export interface Site {
  readonly report: ProjectReport
  readonly look: Look
  readonly addressOf: AddressOf
  /** Of zhen. */
  readonly version: string
}

/** One page of a site, as its parts see it. */
export interface View extends Site {
  /** The way from the page to the folder of the site: `''`, `../`, `../../` … */
  readonly up: string
}

/** How much of a paragraph is shown. */
const EXCERPT = 220

const LANGUAGES = { source: 'zh-CN', target: 'en' } as const

/** Text of a chapter as its reader sees it, cut where it gets long. */
export function bookText(text: string, side: 'source' | 'target', columns = EXCERPT): Html {
  return html`<span lang="${LANGUAGES[side]}">${excerptOf(text, columns)}</span>`
}

export function excerptOf(text: string, columns = EXCERPT): string {
  return cut(readableText(text).replace(/\s+/g, ' ').trim(), columns)
}

/** What a chapter is called: by its English heading, else its Chinese one, else its file. */
export function nameOf({ title, chapter }: ReportedChapter): {
  readonly text: string
  readonly side: 'source' | 'target'
} {
  const { source, target } = title
  if (target !== null && !hasHan(target)) return { text: excerptOf(target, 80), side: 'target' }
  if (source !== null) return { text: excerptOf(source, 80), side: 'source' }
  return { text: chapter, side: 'target' }
}

export function chapterName(chapter: ReportedChapter): Html {
  const { text, side } = nameOf(chapter)
  return html`<span lang="${LANGUAGES[side]}">${text}</span>`
}

/** The file of a chapter's page, below the folder of the site. */
export function pageOf(chapter: string): string {
  return `chapters/${chapter}.html`
}

export function chapterLink(chapter: ReportedChapter, { up }: View): Html {
  return html`<a href="${up}${encodePath(pageOf(chapter.chapter))}">${chapterName(chapter)}</a>`
}

interface Place {
  readonly path: string
  readonly line: number
}

/** `中 12`, `EN 14`: leads to a line, where it can be read; else says which it is. */
export function placeLink(side: 'source' | 'target', { path, line }: Place, view: View): Html {
  const { t } = view.look
  const words = t(`site.place.${side}`, { line })
  const title = `${path}:${line}`
  const address = view.addressOf(side, path, line)
  if (address === null) return html`<span class="place" title="${title}">${words}</span>`
  const href = /^https?:/.test(address) ? address : view.up + address
  return html`<a class="place" href="${href}" title="${title}">${words}</a>`
}

/** Both places of a segment, as far as it has them. */
export function placeLinks(
  { source, target }: { readonly source: Place | null; readonly target: Place | null },
  view: View,
): Html {
  const links = [
    ...(source ? [placeLink('source', source, view)] : []),
    ...(target ? [placeLink('target', target, view)] : []),
  ]
  return html`<span class="places">${links.map((link, index) => html`${index > 0 ? ' ' : ''}${link}`)}</span>`
}

export function dayOf(at: string): string {
  return at.slice(0, 10)
}

export function day(at: string): Html {
  return html`<time datetime="${dayOf(at)}">${dayOf(at)}</time>`
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 10)
}

/** 99.9 is not 100: what is left must not vanish from sight. */
export function wordPercent(percent: number, { t }: Look): string {
  return t('progress-table.percent', { percent: Math.floor(percent) })
}

/** A heading cell for each column; `''` for one that says nothing. Figures stand to the right. */
export function tableHead(columns: readonly (readonly [words: string, kind: string])[]): Html {
  return html`<thead><tr>${columns.map(([words, kind]) => html`<th scope="col" class="${kind}">${words}</th>`)}</tr></thead>`
}
