import { scanInline } from '../core/inline.js'

/** A sentence, and the white space behind it. */
export interface Sentence {
  readonly text: string
  readonly gap: string
}

/** Parentheses and quotations: a full stop in one does not end the sentence around it. */
const ENCLOSED = /（[^（）]*）|\([^()]*\)|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|"[^"]*"/g

const ENDS = {
  zh: /[。！？]+|(?<=[\p{Script=Han}”）)`])[.!?]+(?=\s|$)/gu,
  en: /[.!?]+(?=[)\]"'”’*_~]*(?:\s|$))/g,
} as const

const CLOSING = /[”’」』）)\]】》]/

/** Words with a full stop that hardly ever end a sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}\p{N}])(?:e\.g|i\.e|etc|vs|cf|al|approx|resp|fig|figs|eq|sec|ch|vol|no|nos|pp?|ver|v|mr|mrs|ms|dr|prof|st|inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/iu

/** The letter of a name, and the number before a list's first word. */
const LETTER_OR_NUMBER = /(?:^|[^\p{L}\p{N}])\p{Lu}$|(?:^|\n)\s*\d+$/u

/**
 * Cuts a segment's text into sentences; texts and gaps joined are the text again.
 *
 * Nothing is cut inside code, links, emphasis, parentheses and quotations, nor after abbreviations, initials and the
 * number of a list. In English a sentence begins with no small letter.
 */
export function splitSentences(text: string, language: 'zh' | 'en'): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  for (const end of boundaries(text, language)) {
    const gap = /^\s*/.exec(text.slice(end))?.[0] ?? ''
    sentences.push({ text: text.slice(from, end), gap })
    from = end + gap.length
  }
  return sentences
}

/** Where sentences end, the last one included. */
function boundaries(text: string, language: 'zh' | 'en'): number[] {
  const trimmed = text.trimEnd().length
  const found = Array.from(text.matchAll(ENDS[language]), ({ 0: mark, index }) => ({ index, end: index + mark.length }))
  const { hidden, runs } = markupOf(text)
  const isHidden = (at: number) => hidden.some(([start, end]) => start <= at && at < end)
  const ends = found.flatMap(({ index, end: behind }) => {
    if (isHidden(index)) return []
    const end = closeBehind(text, behind, runs)
    if (end === null || end >= trimmed) return []
    return language === 'en' && !beginsAfter(text, index, end) ? [] : [end]
  })
  return trimmed === 0 ? [] : [...new Set(ends), trimmed]
}

/** True where the mark at `index` ends an English sentence and another one begins behind it. */
function beginsAfter(text: string, index: number, end: number): boolean {
  const before = text.slice(0, index)
  if (text[index] === '.' && (ABBREVIATION.test(before) || LETTER_OR_NUMBER.test(before))) return false
  return /^\s+[^\s\p{Ll},;:.)\]]/u.test(text.slice(end))
}

interface EmphasisRun {
  readonly start: number
  readonly end: number
  readonly mark: string
}

/** What is not looked into, and the runs that open and close emphasis. */
function markupOf(text: string): { hidden: (readonly [number, number])[]; runs: EmphasisRun[] } {
  const codes = scanInline(text)
  const runs = codes.filter(({ type }) => type === 'emphasis')
  const constructs = codes
    .filter(({ type }) => type !== 'emphasis' && type !== 'escape')
    .map(({ start, end }) => [start, end] as const)
  const enclosed = Array.from(text.matchAll(ENCLOSED), ({ 0: found, index }) => [index, index + found.length] as const)
  return {
    hidden: [...constructs, ...enclosed],
    runs: runs.map(({ start, end }) => ({ start, end, mark: text.slice(start, end) })),
  }
}

/** The place behind what closes with the sentence, or `null` where emphasis goes on over it. */
function closeBehind(text: string, behind: number, runs: readonly EmphasisRun[]): number | null {
  const open: string[] = []
  const cross = ({ mark }: EmphasisRun) => {
    if (open.at(-1) === mark) open.pop()
    else open.push(mark)
  }
  for (const run of runs) if (run.end <= behind) cross(run)
  let end = behind
  for (;;) {
    const run = open.length > 0 ? runs.find(({ start }) => start === end) : undefined
    if (run && open.at(-1) === run.mark) {
      cross(run)
      end = run.end
    } else if (CLOSING.test(text[end] ?? '')) end++
    else return open.length === 0 ? end : null
  }
}
