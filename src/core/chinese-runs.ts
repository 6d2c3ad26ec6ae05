import { proseOf } from './inline.js'
import { hasHan } from './text.js'

/** Han characters, with little between them, but no Latin letter or bracket. */
const RUN = /\p{Script=Han}(?:[^\p{Script=Han}A-Za-z()"“”「」『』《》〈〉（）]{0,4}\p{Script=Han})*/gu
const OPENING = /[("“「『《〈（][^)"”」』》〉）]{0,80}$/
const CLOSING = /^[^("“「『《〈（]{0,80}[)"”」』》〉）]/

/** A stretch of Chinese in an English text. */
export interface ChineseRun {
  readonly range: readonly [start: number, end: number]
  /** It stands in quotes or parentheses: a name or a quotation, not something left untranslated. */
  readonly isName: boolean
}

/** The Chinese in the prose of an English text. Code, addresses and labels are not looked at. */
export function chineseRuns(text: string): ChineseRun[] {
  if (!hasHan(text)) return []
  const prose = proseOf(text)
  return Array.from(prose.matchAll(RUN), ({ 0: run, index }) => {
    const end = index + run.length
    return { range: [index, end], isName: OPENING.test(prose.slice(0, index)) && CLOSING.test(prose.slice(end)) }
  })
}
