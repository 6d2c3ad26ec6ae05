import type { Code } from '../core/codes/coded-text.js'
import { encodeCodes } from '../core/codes/encode.js'
import { tokensOfForm } from '../core/codes/engine-form.js'
import { shareCodes } from '../core/codes/share-codes.js'
import { escapeXml, UNUSABLE } from './xml-text.js'

/** What a header says of files whose codes are Markdown. */
export const MARKDOWN = 'x-markdown'

/** A code that stands for a character XML cannot hold: its content names the character, as `U+0007`. */
export const CHARACTER = 'x-char'

/** TMX's own names for what codes are; others are ours, with the `x-` that TMX asks for. */
const TYPES: Partial<Record<Code['type'], string>> = {
  link: 'link',
  url: 'link',
  reference: 'link',
  image: 'image',
  footnote: 'fnote',
}

/**
 * A text as the content of a `<seg>`: its markup in `<bpt>`, `<ept>` and `<ph>`, whose content is the Markdown itself.
 * What is left when tags are taken away is the Markdown again. `x` is the number of the same code in `source`.
 */
export function segOf(text: string, source = text): string {
  const { text: form, codes } = encodeCodes(text)
  const asInSource = source === text ? form : shareCodes(text, encodeCodes(source)).text
  const numbers = tokensOfForm(asInSource).map((token) => (token.kind === 'text' ? 0 : token.id))
  return tokensOfForm(form)
    .map((token, at) => {
      if (token.kind === 'text') return contentOf(token.text)
      const code = codes[token.id - 1] as Code
      if (token.kind === 'close') return `<ept i="${token.id}">${codeContent(code.close)}</ept>`
      const about = `x="${numbers[at]}" type="${typeOf(code)}"`
      const content = codeContent(code.open)
      return token.kind === 'lock' ? `<ph ${about}>${content}</ph>` : `<bpt i="${token.id}" ${about}>${content}</bpt>`
    })
    .join('')
}

function typeOf({ type, open }: Code): string {
  if (type === 'emphasis') return open.length > 1 ? 'bold' : 'italic'
  return TYPES[type] ?? `x-${type}`
}

/** Of text: what XML cannot hold is a code of its own. */
function contentOf(text: string): string {
  return escapeXml(text, (character) => `<ph type="${CHARACTER}">${nameOf(character)}</ph>`)
}

/** Of a code, which can hold none in turn but in a `<sub>`. */
function codeContent(markup: string): string {
  return escapeXml(markup, (character) => `<sub type="${CHARACTER}">${nameOf(character)}</sub>`)
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The character that a code of type {@link CHARACTER} stands for; its content where it stands for none of them. */
export function characterOf(content: string): string {
  const [, digits] = /^U\+([0-9A-F]{4})$/.exec(content.trim()) ?? []
  const character = digits === undefined ? '' : String.fromCodePoint(Number.parseInt(digits, 16))
  return character.match(UNUSABLE) && !/\p{Surrogate}/u.test(character) ? character : content
}
