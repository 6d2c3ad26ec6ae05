import { FeatureReader, type Features } from './features.js'
import { learnTerms, withLearned } from './learn.js'
import type { AlignOptions, AlignUnit } from './unit.js'
import { Vocabulary } from './vocabulary.js'

/** Two chapters, read over one vocabulary. */
export interface Page {
  readonly vocabulary: Vocabulary
  readonly source: readonly Features[]
  readonly target: readonly Features[]
}

export function readPage(source: readonly AlignUnit[], target: readonly AlignUnit[], options: AlignOptions): Page {
  const vocabulary = new Vocabulary(options.lexicon)
  const reader = new FeatureReader(vocabulary)
  return {
    vocabulary,
    source: source.map((unit) => reader.read(unit, options.memory)),
    target: target.map((unit) => reader.read(unit)),
  }
}

/** The page with what `pairs`, of which most are right, teach about its wording. */
export function learnFrom(page: Page, pairs: readonly (readonly [Features, Features])[]): Page {
  const ordered = pairs.map(([a, b]): readonly [Features, Features] => (a.han ? [a, b] : [b, a]))
  const learned = learnTerms(page.vocabulary, ordered)
  if (learned.size === 0) return page
  const extend = (unit: Features): Features => withLearned(unit, learned, page.vocabulary)
  return { ...page, source: page.source.map(extend), target: page.target.map(extend) }
}
