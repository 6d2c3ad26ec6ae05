import type { Code, CodedText } from '../core/codes/coded-text.js'
import { tokensOfForm } from '../core/codes/engine-form.js'

/** A Han (kana, Hangul) character, a word or number of another script, or one mark. */
const TOKEN = /[\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufaff]|[a-z0-9\u00c0-\u1fff]+|\S/gu

/**
 * What texts of the memory are compared by. White space, letter case and full-width forms do not count.
 *
 * A code is one token, however much it holds; around text that is translated it is two, and the text is cut up as usual.
 */
export function tokensOf({ text, codes }: CodedText): string[] {
  const tokens: string[] = []
  for (const token of tokensOfForm(text)) {
    if (token.kind === 'text') pushWords(tokens, token.text)
    else tokens.push(describe(codes[token.id - 1] as Code, token.kind))
  }
  return tokens
}

function describe({ type, open, close, shows }: Code, kind: 'lock' | 'open' | 'close'): string {
  if (kind === 'close') return `/${type}`
  return `${type} ${type === 'code' ? shows : open + close}`
}

function pushWords(tokens: string[], text: string): void {
  for (const [token] of text.normalize('NFKC').toLowerCase().matchAll(TOKEN)) tokens.push(token)
}
