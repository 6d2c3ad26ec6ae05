import { countHan } from '../core/text.js'
import { MARKUP, maskedText } from './masked.js'

/** A Chinese character says about as much as these letters. */
const LETTERS_PER_HAN = 3

/** The book's texts are measured again and again: for what is usual, for each pair held against it, after every save. */
const sizes = new Map<string, number>()
const MOST_SIZES = 100_000

/** How much a text says, in letters: markup and addresses do not count, code and Latin words do in either language. */
export function sizeOf(text: string): number {
  const known = sizes.get(text)
  if (known !== undefined) return known
  if (sizes.size >= MOST_SIZES) sizes.clear()
  const size = measure(text)
  sizes.set(text, size)
  return size
}

function measure(text: string): number {
  const plain = maskedText(text).replaceAll(MARKUP, '')
  const letters = plain.match(/[\p{L}\p{N}\ufffc]/gu)?.length ?? 0
  return letters + (LETTERS_PER_HAN - 1) * countHan(plain)
}
