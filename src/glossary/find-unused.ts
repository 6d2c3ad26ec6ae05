import { compileTerms } from './compile-terms.js'
import type { GlossaryFinding } from './lint-glossary.js'
import { mergeTerms, type Term } from './term.js'

/**
 * Terms that stand nowhere in the texts, and those that stand only inside of longer terms, which are taken there.
 * Code, addresses and labels do not count. Nothing is unused where there are no texts.
 */
export function findUnused(terms: readonly Term[], texts: readonly string[]): GlossaryFinding[] {
  if (texts.length === 0) return []
  const all = compileTerms(mergeTerms(terms))
  const used = new Set(texts.flatMap((text) => all.find(text).map(({ term }) => term)))
  const unused = all.terms.filter((term) => !used.has(term))
  const longer = unused.length === 0 ? new Map<string, string>() : findLonger(unused, all, texts)
  return unused.map((term) => {
    const { path, line, source } = term
    const other = longer.get(source)
    const found = { severity: 'info', path, line, source } as const
    return other === undefined
      ? { ...found, code: 'unused', values: {} }
      : { ...found, code: 'only-inside', values: { other } }
  })
}

/** Of each term that stands somewhere when the others are away, the one that takes its first place. */
function findLonger(
  unused: readonly Term[],
  all: ReturnType<typeof compileTerms>,
  texts: readonly string[],
): Map<string, string> {
  const alone = compileTerms(unused)
  const longer = new Map<string, string>()
  for (const text of texts) {
    const hidden = alone.find(text).filter(({ term }) => !longer.has(term.source))
    if (hidden.length === 0) continue
    const taken = all.find(text)
    for (const { term, start, end } of hidden) {
      const other = taken.find((match) => match.start < end && start < match.end)
      if (other) longer.set(term.source, other.term.source)
    }
  }
  return longer
}
