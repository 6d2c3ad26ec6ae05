import { scanInline } from '../../core/inline.js'
import type { Block, ParsedChapter } from '../../core/segment.js'

/** A file as a chapter refers to it. `url`: written as an address, where `%20` is a blank. */
export interface Reference {
  readonly value: string
  readonly form: 'url' | 'path'
}

/** Options of directives that name a file. */
const FILE_OPTION =
  /^[ \t>]*:(?:file|poster|thumbnail|img-(?:top|bottom|background)|target|link):[ \t]+(\S.*?)[ \t]*$/gm
const TAG = /<[A-Za-z][^<>]*>/g
const ATTRIBUTE = /\s(src|href|xlink:href|data|poster|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
/** Directives whose argument is an address in the web, or what other directives refer to. */
const NO_FILE = /^[`:~]{3,}\s*\{?(?:youtube|toctree|button-ref)\b/

/**
 * What a chapter refers to, in document order: images, links, `src` and the like of HTML, roles and directives.
 *
 * Addresses in the web are among them. What stands in code is not.
 */
export function referencesOf(chapter: ParsedChapter): Reference[] {
  return chapter.parts.flatMap((part) => (part.type === 'segment' ? inText(part.text) : inBlock(chapter, part)))
}

function inText(text: string): Reference[] {
  return scanInline(text).flatMap((code): Reference[] => {
    if (code.type === 'link') return [url(code.value)]
    if (code.type === 'image') return isByLabel(text, code.end) ? [] : [url(code.value)]
    if (code.type === 'html') return inHtml(code.value)
    return code.type === 'role' && code.name === 'download' ? [{ value: code.value, form: 'path' }] : []
  })
}

/** An image by reference ends with its label; the definition says where it is. */
function isByLabel(text: string, end: number): boolean {
  return text[end - 1] === ']'
}

function inBlock(chapter: ParsedChapter, block: Block): Reference[] {
  switch (block.kind) {
    case 'image':
      return isDirective(chapter, block)
        ? [{ value: block.text, form: 'path' }, ...inOptions(chapter, block)]
        : isByLabel(chapter.text, block.end)
          ? []
          : [url(block.text)]
    case 'path':
      return isDirective(chapter, block) && !NO_FILE.test(headOf(chapter, block))
        ? [{ value: block.text, form: 'path' }]
        : []
    case 'definition':
      return [url(/^\[(?:[^\\\]]|\\.)*\]:\s*(?:<([^<>\n]*)>|(\S+))/.exec(block.text)?.slice(1).find(Boolean) ?? '')]
    case 'html':
      return inHtml(block.text)
    case 'directive':
      return [...inOptions(chapter, block), ...inHtml(block.text)]
    default:
      return []
  }
}

/** Paths of a `toctree` lie inside their directive; the argument of another one begins with it. */
function isDirective(chapter: ParsedChapter, block: Block): boolean {
  return chapter.nodes[block.node]?.type === 'directive' && chapter.nodes[block.node]?.start === block.start
}

function headOf({ text }: ParsedChapter, { start }: Block): string {
  return text.slice(start, start + 40)
}

function inOptions(chapter: ParsedChapter, block: Block): Reference[] {
  if (!isDirective(chapter, block)) return []
  const written = chapter.text.slice(block.start, block.end)
  return Array.from(written.matchAll(FILE_OPTION), ([, value = '']) => ({ value, form: 'path' }))
}

function inHtml(html: string): Reference[] {
  return (withoutComments(html).match(TAG) ?? []).flatMap((tag) =>
    Array.from(tag.matchAll(ATTRIBUTE), ([, name = '', ...values]) => {
      const value = values.find((found) => found !== undefined) ?? ''
      return name.toLowerCase() === 'srcset' ? value.split(',').map((one) => one.trim().split(/\s/)[0] ?? '') : [value]
    })
      .flat()
      .map(url),
  )
}

function withoutComments(html: string): string {
  const kept: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<!--', at)
    kept.push(html.slice(at, open === -1 ? html.length : open))
    const close = open === -1 ? -1 : html.indexOf('-->', open + 4)
    if (close === -1) break
    at = close + 3
  }
  return kept.join('')
}

function url(value: string): Reference {
  return { value: value.replaceAll('&amp;', '&'), form: 'url' }
}
