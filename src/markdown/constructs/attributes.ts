import { hasHan } from '../../core/text.js'
import type { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'

/** A readable attribute's value: a half-open range of the text it was found in. */
export interface AttributeText {
  readonly from: number
  readonly to: number
  readonly kind: 'alt' | 'title'
}

const TEXT_ATTRIBUTE =
  /(?:^|[\s"'])(alt|title|aria-label|placeholder|label|caption|text|name|description|summary)[ \t]*=[ \t]*("([^"]*)"|'([^']*)')/g

/** In HTML these are no texts, in shortcodes they are. */
const SHORTCODE_ONLY = new Set(['name', 'text', 'description', 'caption'])

/** Lists the readable attributes of tags or shortcodes: `alt` always, the others when they hold Chinese. */
export function attributeTexts(text: string, options: { shortcode: boolean; all: boolean }): AttributeText[] {
  if (!text.includes('=')) return []
  const found: AttributeText[] = []
  for (const match of text.matchAll(TEXT_ATTRIBUTE)) {
    const [whole, name = '', , double, single] = match
    const value = double ?? single ?? ''
    if (value.trim() === '' || (!options.shortcode && SHORTCODE_ONLY.has(name))) continue
    if (!options.all && name !== 'alt' && !hasHan(value)) continue
    const to = match.index + whole.length - 1
    found.push({ from: to - value.length, to, kind: name === 'alt' ? 'alt' : 'title' })
  }
  return found
}

export function addAttributeTexts(flow: Flow, excerpt: Excerpt, node: number, texts: readonly AttributeText[]): void {
  for (const { from, to, kind } of texts) flow.builder.segment(kind, excerpt.cut(from, to), node, 'attribute')
}

/** `text` without the given ranges, which are in order. */
export function withoutRanges(text: string, ranges: readonly { readonly from: number; readonly to: number }[]): string {
  let rest = ''
  let at = 0
  for (const { from, to } of ranges) {
    rest += text.slice(at, from)
    at = to
  }
  return rest + text.slice(at)
}
