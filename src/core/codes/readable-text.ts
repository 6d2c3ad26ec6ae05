import type { Code } from './coded-text.js'
import { encodeCodes } from './encode.js'
import { type Token, tokensOfForm } from './engine-form.js'

/** A text as its reader sees it: markup gone, code and addresses in their place. */
export function readableText(text: string): string {
  const { text: form, codes } = encodeCodes(text)
  return readableTokens(tokensOfForm(form), codes)
}

/** The same of a text in engine form. */
export function readableTokens(tokens: readonly Token[], codes: readonly Pick<Code, 'id' | 'shows'>[]): string {
  const shown = new Map(codes.map(({ id, shows }) => [id, shows]))
  return tokens
    .map((token) => (token.kind === 'text' ? token.text : token.kind === 'lock' ? (shown.get(token.id) ?? '') : ''))
    .join('')
}
