import { type InlineCode, scanInline } from '../core/inline.js'

/** A Han (kana, Hangul) character, a word or number of another script, or one mark. */
const TOKEN = /[\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufaff]|[a-z0-9\u00c0-\u1fff]+|\S/gu

/**
 * What texts of the memory are compared by. White space, letter case and full-width forms do not count.
 *
 * A code span, address, image, tag or role is one token, however long it is; the text of a link is cut up as usual.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  let position = 0
  for (const { start, end, token } of placeholdersIn(text)) {
    if (start < position) continue
    pushWords(tokens, text.slice(position, start))
    tokens.push(token)
    position = end
  }
  pushWords(tokens, text.slice(position))
  return tokens
}

interface Placeholder {
  readonly start: number
  readonly end: number
  readonly token: string
}

function placeholdersIn(text: string): Placeholder[] {
  return scanInline(text)
    .flatMap(placeholdersOf)
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

function placeholdersOf({ type, start, end, content, value, name }: InlineCode): Placeholder[] {
  const token = `${type} ${name} ${value}`
  if (!content || content[0] === content[1]) return [{ start, end, token }]
  return [
    { start, end: content[0], token },
    { start: content[1], end, token: `/${type}` },
  ]
}

function pushWords(tokens: string[], text: string): void {
  for (const [token] of text.normalize('NFKC').toLowerCase().matchAll(TOKEN)) tokens.push(token)
}
