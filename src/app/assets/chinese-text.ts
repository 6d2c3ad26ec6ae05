import { inflateRawSync } from 'node:zlib'
import { hasHan } from '../../core/text.js'

const DRAWING = /\.(?:svg|drawio|dio)$/i
/** So much of a compressed drawing is looked at. */
const MOST_BYTES = 2 ** 26
/** In an attribute of an SVG a drawing, in it a compressed one, in it a label of HTML. */
const DEEPEST = 4

/**
 * True when a drawing holds Chinese text that readers see: SVG, and Draw.io's own format, plain or compressed.
 *
 * Comments, styles and names of elements do not count. False for any other file.
 */
export function holdsChinese(path: string, bytes: Uint8Array): boolean {
  if (!DRAWING.test(path)) return false
  return hasChineseText(new TextDecoder().decode(bytes), DEEPEST)
}

/** @param depth how many drawings inside drawings are looked into */
function hasChineseText(xml: string, depth: number): boolean {
  for (const { text, tag } of piecesOf(xml)) {
    if (text !== '') {
      if (hasHan(decodeEntities(text)) || (depth > 0 && isPacked(text) && hasChineseText(unpack(text), depth - 1)))
        return true
    } else if (depth > 0) {
      const inner = /\s(?:content|value|label)="([^"]*)"/.exec(tag)?.[1]
      if (inner === undefined) continue
      const decoded = decodeEntities(inner)
      if (decoded.startsWith('<') ? hasChineseText(decoded, depth - 1) : hasHan(decoded)) return true
    }
  }
  return false
}

/** The texts and the tags of a piece of XML. Linear in its length. */
function* piecesOf(xml: string): Generator<{ readonly text: string; readonly tag: string }> {
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    const text = xml.slice(at, open === -1 ? xml.length : open)
    if (text.trim() !== '') yield { text, tag: '' }
    if (open === -1) return
    at = endOfTag(xml, open)
    const tag = xml.slice(open, at)
    if (tag.startsWith('<![CDATA[')) yield { text: tag.slice(9, -3), tag: '' }
    else yield { text: '', tag }
    const name = /^<(style|script)\b[^>]*[^/]?>$/i.exec(tag)?.[1]
    if (name === undefined || tag.endsWith('/>')) continue
    const close = xml.indexOf(`</${name}`, at)
    at = close === -1 ? xml.length : close
  }
}

/** Behind the tag, comment or section that begins at `open`; quoted values may hold `>`. */
function endOfTag(xml: string, open: number): number {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!xml.startsWith(start, open)) continue
    const close = xml.indexOf(end, open + start.length)
    return close === -1 ? xml.length : close + end.length
  }
  let quote = ''
  for (let at = open + 1; at < xml.length; at++) {
    const character = xml[at] as string
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
  }
  return xml.length
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,5}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Draw.io compresses a diagram: percent-encoded XML, deflated, in base 64. */
function isPacked(text: string): boolean {
  return text.length > 16 && /^[A-Za-z0-9+/\s]+=*\s*$/.test(text)
}

function unpack(text: string): string {
  try {
    return decodeURIComponent(
      inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: MOST_BYTES }).toString('latin1'),
    )
  } catch {
    return ''
  }
}
