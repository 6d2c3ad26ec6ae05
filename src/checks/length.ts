import { byText } from '../core/by-text.js'
import { countHan } from '../core/text.js'
import { MARKUP, maskedText } from './masked.js'

/** A Chinese character says about as much as these letters. */
const LETTERS_PER_HAN = 3

/** How much a text says, in letters: markup and addresses do not count, code and Latin words do in either language. */
export const sizeOf = byText((text) => {
  const plain = maskedText(text).replaceAll(MARKUP, '')
  const letters = plain.match(/[\p{L}\p{N}\ufffc]/gu)?.length ?? 0
  return letters + (LETTERS_PER_HAN - 1) * countHan(plain)
})
