import type { Code } from './coded-text.js'
import { formatEngineForm, tokensOfForm } from './engine-form.js'
import { flanksOf, neighboursAt } from './flanking.js'
import { toEnglishMarks } from './punctuation.js'
import { type StoodIn, standIn, standInsOf, tokensOfStandIns } from './stand-ins.js'

const OPENS = standInsOf('wordOpen')
const CLOSES = standInsOf('wordClose')
const WORD_BEGINS = standInsOf('word', 'wordOpen')
const WORD_ENDS = standInsOf('word', 'wordClose')

const LIKE_A_WORD = new RegExp(`[${standInsOf('word', 'wordOpen', 'wordClose')}]`, 'u')
const OPENING_EDGE = new RegExp(`(?:[${OPENS}][ \\t\\n]*)+`, 'gu')
const CLOSING_EDGE = new RegExp(`(?:(?<![ \\t\\n])[ \\t\\n]+(?=[${CLOSES}])|[${CLOSES}])+`, 'gu')
/** A plural's ending stays with its code. */
const TOUCHING = new RegExp(
  `(?<=[\\p{L}\\p{N},;)”%])(?=[${WORD_BEGINS}])|(?<=[${WORD_ENDS}])(?=[${WORD_BEGINS}]|(?!e?s(?![\\p{L}\\p{N}]))[\\p{L}\\p{N}“])|(?<=[${standInsOf('note')}])(?=[\\p{L}\\p{N}])`,
  'gu',
)
const BEFORE_MARK = new RegExp(
  `(?<=\\S)[ \\t]+(?=[,.;:!?](?:[\\s”’"${CLOSES}]|$))|(?<=[^\\s(])[ \\t]+(?=[)${standInsOf('note')}])`,
  'gu',
)
const QUOTE_TOUCHING = /(?<=[\p{L}\p{N}])(?=“)|(?<=”)(?=[\p{L}\p{N}])/gu
/** A blank before a hard break would be part of it, one behind would start the next line. */
const AROUND_BREAK = new RegExp(`[ \\t\\n]*([${standInsOf('break')}])[ \\t\\n]*`, 'gu')
const BEFORE_LINE_END = /(?<![ \t])[ \t]+(?=\n)/g
const SURPLUS = /(?<=\S)[ \t]{2,}(?=\S)/g

/**
 * Puts spaces and punctuation around codes as English wants them. Idempotent; line breaks stay.
 *
 * One blank between a word and a code like a word where Chinese had none; none before `, . ; : ! ? )` and a footnote's
 * mark, nor at the inner edges of a pair; English marks for Chinese ones; emphasis where CommonMark sees it.
 */
export function tidyEnglish(engineText: string, codes: readonly Code[]): string {
  const stoodIn = standIn(tokensOfForm(engineText), codes)
  if (!stoodIn) return engineText
  const { standIns } = stoodIn
  const marked = toEnglishMarks(stoodIn.text, LIKE_A_WORD)
  const edged = marked.replace(OPENING_EDGE, blanksFirst).replace(CLOSING_EDGE, blanksLast)
  const spaced = spaceCodes({ text: edged.replace(QUOTE_TOUCHING, ' '), standIns })
  const lean = spaced
    .replace(AROUND_BREAK, '$1')
    .replace(BEFORE_LINE_END, '')
    .replace(SURPLUS, ' ')
    .replace(BEFORE_MARK, '')
  const flanked = flankEmphasis({ text: lean, standIns })
  return formatEngineForm(tokensOfStandIns({ text: flanked.trim(), standIns }))
}

/** Of a run of tags and blanks: the blanks, as one, in front of the tags. */
function blanksFirst(run: string): string {
  return blankOf(run) + run.replace(/[ \t\n]+/g, '')
}

function blanksLast(run: string): string {
  return run.replace(/[ \t\n]+/g, '') + blankOf(run)
}

function blankOf(run: string): string {
  if (run.includes('\n')) return '\n'
  return /[ \t]/.test(run) ? ' ' : ''
}

/** A blank wherever words and codes touch that do not in the source. */
function spaceCodes({ text, standIns }: StoodIn): string {
  return text.replace(TOUCHING, (_, at: number) => {
    const { before, after } = neighboursAt(text, at, at)
    const touched = standIns.get(before)?.code.touches.after || standIns.get(after)?.code.touches.before
    return touched ? '' : ' '
  })
}

/** A blank outside of delimiters that would not delimit where they stand. */
function flankEmphasis({ text, standIns }: StoodIn): string {
  const characters = Array.from(text)
  const delimiterAt = (index: number, kind: 'open' | 'close') => {
    const standIn = standIns.get(characters[index] ?? '')
    return standIn?.code.type === 'emphasis' && standIn.token.kind === kind ? standIn.code.open[0] : undefined
  }
  const edge = (index: number, side: 'first' | 'last') => edgeOf(characters[index], side, standIns)
  let flanked = ''
  for (let index = 0; index < characters.length; index++) {
    const [opening, closing] = [delimiterAt(index, 'open'), delimiterAt(index, 'close')]
    let end = index + 1
    if (opening) {
      while (delimiterAt(end, 'open') === opening) end++
      if (!flanksOf(opening, { before: edge(index - 1, 'last'), after: edge(end, 'first') }).opens) flanked += ' '
    } else if (closing) while (delimiterAt(end, 'close') === closing) end++
    flanked += characters.slice(index, end).join('')
    if (closing && !flanksOf(closing, { before: edge(index - 1, 'last'), after: edge(end, 'first') }).closes)
      flanked += ' '
    index = end - 1
  }
  return flanked
}

/** The character at one side of what stands there in Markdown. */
function edgeOf(character: string | undefined, side: 'first' | 'last', standIns: StoodIn['standIns']): string {
  const standIn = standIns.get(character ?? '')
  if (!standIn) return character ?? ''
  const markup = standIn.token.kind === 'close' ? standIn.code.close : standIn.code.open
  const { before } = neighboursAt(markup, markup.length, markup.length)
  return side === 'last' ? before : neighboursAt(markup, 0, 0).after
}
