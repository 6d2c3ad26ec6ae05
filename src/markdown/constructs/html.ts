import { skipBlanks } from '../blocks/starts.js'
import { type Cut, Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import type { Lines } from '../lines.js'
import { type AttributeText, addAttributeTexts, attributeTexts, withoutRanges } from './attributes.js'
import { type HtmlPiece, htmlPieces } from './html-pieces.js'

/**
 * Adds a block of HTML. Runs of text, inline tags included, and readable attributes are segments; the tags must agree.
 *
 * Comments are neither; a block of nothing else has no parts.
 */
export function addHtml(flow: Flow, lines: Lines): void {
  const { builder } = flow
  const excerpt = new Excerpt(builder.file, outdented(builder.file, lines))
  const from = excerpt.text.length - excerpt.text.trimStart().length
  const whole = excerpt.cut(from)
  const pieces = htmlPieces(excerpt.text)
  if (pieces.every((piece) => piece.type === 'comment' || piece.type === 'blank')) {
    builder.open('comment', flow.node, whole)
    return
  }
  const tag = /^<([A-Za-z][\w.-]*)/.exec(whole.text)?.[1] ?? ''
  const node = builder.open(/^[A-Z]/.test(tag) ? 'jsx' : 'html', flow.node, whole, tag === '' ? {} : { name: tag })
  const attributes = pieces.flatMap((piece) => attributesOf(excerpt.text, piece, builder.everything))
  const masked = pieces.flatMap((piece) => attributesOf(excerpt.text, piece, true))
  addBlock(flow, whole, node, excerpt.text, pieces, masked)
  let next = 0
  for (const piece of pieces) {
    if (piece.type === 'text') builder.segment('html-text', excerpt.cut(piece.from, piece.to), node, 'html')
    else {
      const own = attributes.slice(next).filter(({ to }) => to <= piece.to)
      next += own.length
      addAttributeTexts(flow, excerpt, node, own)
    }
  }
}

/** Indentation means nothing in HTML: it belongs between the lines of a text. */
function outdented(file: string, lines: Lines): Lines {
  const starts = lines.starts.map((start, index) => skipBlanks(file, start, lines.ends[index] as number))
  return { ...lines, starts }
}

function attributesOf(text: string, piece: HtmlPiece, all: boolean): AttributeText[] {
  if (piece.type !== 'tag') return []
  return attributeTexts(text.slice(piece.from, piece.to), { shortcode: false, all }).map(({ from, to, kind }) => {
    return { from: from + piece.from, to: to + piece.from, kind }
  })
}

function addBlock(
  flow: Flow,
  whole: Cut,
  node: number,
  text: string,
  pieces: readonly HtmlPiece[],
  attributes: readonly AttributeText[],
): void {
  const skipped = pieces.filter(({ type }) => type !== 'tag' && type !== 'raw')
  const ranges = [...skipped, ...attributes].sort((a, b) => a.from - b.from)
  const signature = withoutRanges(text, ranges)
  const tags = pieces.filter(({ type }) => type === 'tag')
  const image = tags.length === 1 && pieces.every(({ type }) => type === 'tag' || type === 'blank')
  const source = image ? /^<img\s(?:[^>]*\s)?src=(?:"([^"]*)"|'([^']*)')/i.exec(whole.text) : null
  if (source) flow.builder.block('image', { ...whole, text: source[1] ?? source[2] ?? '' }, node, signature)
  else flow.builder.block('html', whole, node, signature)
}
