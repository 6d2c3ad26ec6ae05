import { ZhenError } from '../core/errors.js'
import type { ParsedChapter, Segment } from '../core/segment.js'
import { findUncovered } from './coverage.js'
import { parseChapter } from './parse-chapter.js'
import { pseudoTranslations } from './pseudo.js'
import { replaceSegments } from './replace-segments.js'

/** Whether the three laws hold for a text, and where they do not. */
export interface RoundTrip {
  /** Splicing the segments' own texts gives the same bytes. */
  readonly identity: boolean
  /** Pseudo-translations of all segments, ordinary and hostile, leave the block structure as it was. */
  readonly shape: boolean
  /** No Han stands outside segments save where docs/segments.md leaves it out. */
  readonly coverage: boolean
  readonly problems: string[]
}

/** Proves the three laws on any Markdown text. */
export function checkRoundTrip(text: string): RoundTrip {
  const chapter = parseChapter(text)
  const identity = identityProblems(chapter)
  const shape = shapeProblems(chapter)
  const coverage = coverageProblems(chapter)
  return {
    identity: identity.length === 0,
    shape: shape.length === 0,
    coverage: coverage.length === 0,
    problems: [...identity, ...shape, ...coverage],
  }
}

function segmentsOf(chapter: ParsedChapter): [index: number, segment: Segment][] {
  return chapter.parts.flatMap((part, index): [number, Segment][] => (part.type === 'segment' ? [[index, part]] : []))
}

/** Puts every segment together again from its text and glue, and the file from its segments and what is between. */
function identityProblems(chapter: ParsedChapter): string[] {
  let rebuilt = ''
  let at = 0
  for (const [, segment] of segmentsOf(chapter)) {
    if (segment.start < at) return [`identity: line ${segment.startLine}: ${segment.kind} overlaps the one before`]
    rebuilt += chapter.text.slice(at, segment.start) + rewrap(segment)
    at = segment.end
    if (rebuilt.length !== at) return [`identity: line ${segment.startLine}: ${segment.kind} comes back changed`]
  }
  return rebuilt + chapter.text.slice(at) === chapter.text ? [] : ['identity: the file comes back changed']
}

function rewrap({ text, glue }: Segment): string {
  const [first = '', ...lines] = text.split('\n')
  return lines.reduce((wrapped, line, index) => wrapped + (glue[index] ?? '') + line, first)
}

function shapeProblems(chapter: ParsedChapter): string[] {
  const segments = segmentsOf(chapter)
  const problems: string[] = []
  for (const translate of pseudoTranslations(chapter.text.length)) {
    const replacements = new Map(segments.map(([index, segment], nth) => [index, translate(segment, nth)]))
    try {
      replaceSegments(chapter, replacements)
    } catch (error) {
      if (!(error instanceof ZhenError)) throw error
      problems.push(`shape: line ${error.values.line}: a translation of the ${error.values.kind} changes the structure`)
    }
  }
  return problems
}

function coverageProblems(chapter: ParsedChapter): string[] {
  return findUncovered(chapter).map(({ line, text }) => `coverage: line ${line}: ${text.slice(0, 60)}`)
}
