import { proseOf } from '../../core/inline.js'
import { hasHan } from '../../core/text.js'
import { quantitiesIn } from '../../match/numbers.js'
import { wordingOf } from '../../match/wording.js'

/** What a change of the source leaves to be seen in English: words, numbers, codes, addresses and pictograms. */
export type Marks = ReadonlySet<string>

/** Which side of a change a translation is on. */
export interface Leaning {
  /** -1: it says what the older source said, 1: what the newer says, 0: it cannot be seen. */
  readonly side: number
  /** How many marks say so. */
  readonly marks: number
}

const PICTOGRAM = /\p{Extended_Pictographic}/gu
const WORD = /^[\p{Script=Latin}\p{N}_'’-]{2,}$/u
const NONE: Leaning = { side: 0, marks: 0 }

/** What of `text`, in whatever language, is the same in its translation. */
export function marksOf(text: string): Marks {
  const prose = proseOf(text)
  const { tokens, codes, references } = wordingOf(text)
  const words = tokens.flatMap(({ type, text }) => (type === 'word' && WORD.test(text) ? [stemOf(text)] : []))
  const numbers = quantitiesIn(prose).flatMap(({ values, start, end }) =>
    prose.slice(start, end) === '一' ? [] : values,
  )
  const copied = [...codes, ...references].filter((code) => !hasHan(code)).map(foldLanguage)
  return new Set([...words, ...numbers, ...copied, ...(text.match(PICTOGRAM) ?? [])])
}

/**
 * Says by the marks that came and went between two sources which of them a translation was made from.
 *
 * A mark that both sources have says nothing, however often it stands there.
 */
export function leaningOf(older: Marks, newer: Marks, translation: Marks): Leaning {
  let [followed, kept] = [0, 0]
  for (const mark of newer) if (!older.has(mark)) translation.has(mark) ? followed++ : kept++
  for (const mark of older) if (!newer.has(mark)) translation.has(mark) ? kept++ : followed++
  const marks = followed + kept
  return marks === 0 ? NONE : { side: (followed - kept) / marks, marks }
}

function stemOf(word: string): string {
  const folded = word.toLowerCase()
  return folded.length > 3 ? folded.replace(/(?:'s|’s|(?<![s'’])s)$/, '') : folded
}

/** Addresses of the two language editions of a site count as one. */
export function foldLanguage(code: string): string {
  return code.replace(/(\/|%2F)(?:zh|en)(?:[-_][a-z]{2,4})?(?=\/|%2F)/gi, '$1*').trim()
}
