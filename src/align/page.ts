import { FeatureReader, type Features } from './features.js'
import { learnTerms } from './learn.js'
import type { AlignOptions, AlignUnit } from './unit.js'
import { Vocabulary } from './vocabulary.js'

/** Two chapters, read over one vocabulary. */
export interface Page {
  readonly vocabulary: Vocabulary
  readonly reader: FeatureReader
  readonly source: readonly Features[]
  readonly target: readonly Features[]
  /** Reads a piece of a unit as the units themselves were read. */
  read(unit: AlignUnit, side: 'source' | 'target'): Features
}

export function readPage(source: readonly AlignUnit[], target: readonly AlignUnit[], options: AlignOptions): Page {
  const vocabulary = new Vocabulary(options.lexicon)
  const reader = new FeatureReader(vocabulary, options.memory)
  return {
    vocabulary,
    reader,
    source: source.map((unit) => reader.read(unit, 'source')),
    target: target.map((unit) => reader.read(unit, 'target')),
    read: (unit, side) => reader.read(unit, side),
  }
}

/** The page with what `pairs`, of which most are right, teach about its wording. */
export function learnFrom(page: Page, pairs: readonly (readonly [Features, Features])[]): Page {
  const { reader, vocabulary } = page
  const ordered = pairs.map(([a, b]): readonly [Features, Features] => (a.han ? [a, b] : [b, a]))
  const learned = learnTerms(vocabulary, ordered)
  if (learned.size === 0) return page
  const extend = (unit: Features): Features => {
    if (!unit.han) return unit
    const terms = unit.bigrams().flatMap((bigram) => learned.get(bigram) ?? [])
    return terms.length === 0 ? unit : reader.extend(unit, terms)
  }
  return {
    ...page,
    source: page.source.map(extend),
    target: page.target.map(extend),
    read: (unit, side) => extend(page.read(unit, side)),
  }
}
