import { scanInline } from '../../core/inline.js'

/** Words of a code span that reads like the sentence between two others. */
const SENTENCE = 4

/**
 * True when backticks of the English do not pair as those of its source do: one that opens nothing or closes nothing,
 * a quotation mark in the place of one, prose between two spans that has become a span itself.
 *
 * Machine translation does that, and readers see code where there is none.
 */
export function isMarkupBroken(source: string, english: string): boolean {
  if (!english.includes('`')) return false
  if (strayBackticks(english) > 0 && strayBackticks(source) === 0) return true
  return spansOf(english).some(isProse) && !spansOf(source).some(isProse)
}

function strayBackticks(text: string): number {
  let strays = 0
  let end = 0
  for (const code of scanInline(text)) {
    if (code.type !== 'code' && code.type !== 'role' && code.type !== 'escape') continue
    strays += countTicks(text.slice(end, code.start))
    end = Math.max(end, code.end)
  }
  return strays + countTicks(text.slice(end))
}

function countTicks(text: string): number {
  return text.match(/`/g)?.length ?? 0
}

/** What stands between the backticks, blanks included. */
function spansOf(text: string): string[] {
  return scanInline(text)
    .filter(({ type }) => type === 'code')
    .map(({ start, end }) => text.slice(start, end).replace(/^`+|`+$/g, ''))
}

/** Blanks or punctuation at its edges, and words between. */
function isProse(span: string): boolean {
  return /^[\s,.;]|\s$/.test(span) && (span.match(/\p{Letter}{2,}/gu)?.length ?? 0) >= SENTENCE
}
