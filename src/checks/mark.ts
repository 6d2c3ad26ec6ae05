import type { MessageValues } from '../core/errors.js'

/** Values of findings that are written in the source as they are, likeliest first. */
const IN_SOURCE = ['term', 'expected', 'found'] as const

const WORD = /[\p{Script=Latin}\p{N}_]/u

/**
 * Where the source has what a finding names: the term, the number, the code. `null` where it does not have it as such.
 *
 * A value that begins or ends with a letter or digit is not looked for inside of words and longer numbers.
 */
export function markIn(source: string, values: MessageValues = {}): readonly [start: number, end: number] | null {
  for (const name of IN_SOURCE) {
    const value = values[name]
    if (value === undefined || value === '') continue
    const text = String(value)
    for (let at = source.indexOf(text); at !== -1; at = source.indexOf(text, at + 1)) {
      const end = at + text.length
      if (!joins(source, at - 1, at) && !joins(source, end - 1, end)) return [at, end]
    }
  }
  return null
}

function joins(text: string, before: number, after: number): boolean {
  return WORD.test(text[before] ?? '') && WORD.test(text[after] ?? '')
}
