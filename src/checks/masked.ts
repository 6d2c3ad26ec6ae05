import { type InlineCode, scanInline } from '../core/inline.js'

/** Stands for a character of something a sentence has as a word: code, a label, mathematics. */
export const WORDLIKE = '\ufffc'
/** Stands for a character of markup around words: the marks of emphasis, the brackets of a link. */
export const MARKUP = '\ue000'
/** Stands for a character of what is neither: an address, a tag, a footnote's mark. */
const OTHER = '\ue001'

const WORDLIKE_TYPES = /^(?:code|role|math|substitution)$/

/**
 * A text with signs such as {@link WORDLIKE} in place of what is not to be read as language. Same length as `text`.
 *
 * `proseOf` puts blanks there: these would be taken for the text's own.
 */
export function maskedText(text: string): string {
  if (!/[`<[{$\\*_~]|https?:|www\./.test(text)) return text
  const units = text.split('')
  for (const code of scanInline(text)) {
    for (const [start, end] of maskedRanges(code)) units.fill(signOf(code), start, end)
  }
  return units.join('')
}

function maskedRanges({ type, start, end, content }: InlineCode): readonly (readonly [number, number])[] {
  if (type === 'escape') return [[start, start + 1]]
  return content === null
    ? [[start, end]]
    : [
        [start, content[0]],
        [content[1], end],
      ]
}

function signOf({ type, content }: InlineCode): string {
  if (content !== null || type === 'emphasis' || type === 'escape') return MARKUP
  return WORDLIKE_TYPES.test(type) ? WORDLIKE : OTHER
}
