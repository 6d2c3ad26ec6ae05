import type { Code, CodedText } from '../core/codes/coded-text.js'
import { encodeCodes } from '../core/codes/encode.js'
import { type Token, tokensOfForm } from '../core/codes/engine-form.js'
import { shareCodes } from '../core/codes/share-codes.js'

/** A piece of a text with the code it stands for. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lock' | 'open' | 'close'; readonly id: number; readonly code: Code }

export interface PairPieces {
  readonly source: readonly Piece[]
  readonly target: readonly Piece[] | null
}

/** A source and its English as pieces, codes numbered alike where they are the same. */
export function piecesOf(source: string, target: string | null): PairPieces {
  const coded = encodeCodes(source)
  return { source: withCodes(tokensOfForm(coded.text), codesOf(coded)), target: targetPieces(coded, target) }
}

function targetPieces(source: CodedText, target: string | null): readonly Piece[] | null {
  if (target === null) return null
  const { text, own, ids } = shareCodes(target, source)
  return withCodes(tokensOfForm(text), new Map(ids.map((id, index) => [id, own.codes[index] as Code])))
}

function codesOf({ codes }: CodedText): ReadonlyMap<number, Code> {
  return new Map(codes.map((code) => [code.id, code]))
}

function withCodes(tokens: readonly Token[], codes: ReadonlyMap<number, Code>): Piece[] {
  return tokens.map((token) => (token.kind === 'text' ? token : { ...token, code: codes.get(token.id) as Code }))
}
