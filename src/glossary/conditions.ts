import { fold } from './fold.js'

/** Where a term was found. */
export interface Occurrence {
  /** The prose of the whole segment. */
  readonly prose: string
  readonly start: number
  readonly end: number
}

type Condition = (occurrence: Occurrence) => boolean

const CONDITION = /(not-in|without|with|whole-word)(?:\s*[:：]\s*([^\s;；]+))?/g
const holds: Condition = () => true

/**
 * Compiles a glossary row's `context` cell. Conditions stand between blanks or `;` and must all hold:
 *
 * - `with:词|词`: the segment has one of these words; `without:词|词`: it has none of them;
 * - `not-in:长词|长词`: the place is not inside one of these longer words;
 * - `whole-word`: the term is a word of its own (Unicode word segmentation).
 *
 * Anything else in the cell is a remark for people.
 */
export function compileContext(context: string): Condition {
  const conditions = Array.from(context.matchAll(CONDITION), ([, name = '', words = '']) =>
    conditionOf(
      name,
      words
        .split('|')
        .filter((word) => word !== '')
        .map(fold),
    ),
  )
  return conditions.length === 0 ? holds : (occurrence) => conditions.every((condition) => condition(occurrence))
}

function conditionOf(name: string, words: readonly string[]): Condition {
  if (name === 'whole-word') return isWholeWord
  if (words.length === 0) return holds
  if (name === 'not-in') return (occurrence) => !words.some((word) => isInside(occurrence, word))
  const hasWord = ({ prose }: Occurrence) => words.some((word) => fold(prose).includes(word))
  return name === 'with' ? hasWord : (occurrence) => !hasWord(occurrence)
}

function isInside({ prose, start, end }: Occurrence, word: string): boolean {
  const from = Math.max(0, end - word.length)
  const around = fold(prose.slice(from, start + word.length))
  return around.includes(word)
}

let segmenter: Intl.Segmenter | undefined

function isWholeWord({ prose, start, end }: Occurrence): boolean {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  const segments = segmenter.segment(prose)
  const first = segments.containing(start)
  const last = segments.containing(end - 1)
  return first?.index === start && last !== undefined && last.index + last.segment.length === end
}
