import type { Code, CodedText } from '../core/codes/coded-text.js'
import { assemble } from '../core/codes/decode.js'
import { tokensOfForm } from '../core/codes/engine-form.js'

/** A stretch of a text: what is read, or one piece of markup. Offsets are those of its Markdown. */
export interface Piece {
  readonly kind: 'text' | 'lock' | 'open' | 'close'
  readonly start: number
  readonly end: number
  /** What is read; of markup what a reader would see of it. */
  readonly text: string
  readonly code: Code | null
}

/** Takes a text apart into what is read and what is markup, in order; nothing is left out. */
export function piecesOf(coded: CodedText): Piece[] {
  const tokens = tokensOfForm(coded.text)
  const { places } = assemble(tokens, coded.codes)
  let [position, passed] = [0, 0]
  return tokens.map((token): Piece => {
    const start = position
    if (token.kind === 'text') {
      position += token.text.length
      return { kind: 'text', start, end: position, text: token.text, code: null }
    }
    const place = places[passed++]
    if (!place) throw new RangeError('markup without its place')
    position = place.end
    return { kind: token.kind, start, end: place.end, text: place.code.shows, code: place.code }
  })
}
