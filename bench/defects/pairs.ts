import type { SurveyedPair } from '../../src/checks/tally.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../../src/core/inline.js'
import type { ParsedChapter, Part } from '../../src/core/segment.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { type GoldPage, readGold } from '../align/gold.js'

/** A chapter of the gold in both languages, parsed. */
export interface GoldChapter {
  readonly name: string
  readonly source: ParsedChapter
  readonly target: ParsedChapter
  /** Texts that are each other's translation, and fences of the same place. */
  readonly linked: readonly (readonly [source: Part, target: Part])[]
}

/** The hand-aligned chapters of the book and the clean ones of Kubernetes. */
export function readChapters(): GoldChapter[] {
  return [...readGold('kubernetes/clean'), ...readGold('istio-insider/gold-set')].map(toChapter)
}

/** Parts are linked where a one-to-one link has as many of the same kinds on either side. */
function toChapter({ name, zh, en, links }: GoldPage): GoldChapter {
  const source = parseChapter(zh, { comments: 'all' })
  const target = parseChapter(en, { comments: 'all' })
  const linked = links.flatMap(({ kind, zh: from, en: to }) => {
    if (kind !== '1-1' && kind !== 'copied') return []
    const [wanted, given] = [partsIn(source, from), partsIn(target, to)]
    const isAlike = wanted.length === given.length && wanted.every((part, at) => part.kind === given[at]?.kind)
    return isAlike ? wanted.map((part, at) => [part, given[at] as Part] as const) : []
  })
  return { name, source, target, linked }
}

function partsIn({ parts }: ParsedChapter, ranges: readonly (readonly [number, number])[]): Part[] {
  return parts.filter((part) => ranges.some(([from, to]) => part.startLine >= from && part.endLine <= to))
}

/** Pairs that a check looks at: Chinese, and translated; fences with their signatures. */
export function pairsOf({ name, linked }: GoldChapter): SurveyedPair[] {
  return linked.flatMap(([source, target]): SurveyedPair[] => {
    const common = { kind: source.kind, chapter: name, translated: true }
    if (source.type === 'block' && target.type === 'block') {
      const { signature } = target
      return source.kind === 'fence' && signature === source.signature
        ? [{ ...common, source: source.signature, target: target.text, signature }]
        : []
    }
    if (source.type !== 'segment' || target.type !== 'segment') return []
    const isPair = hasSourceLanguage(source.text) && !isMainlySourceLanguage(target.text)
    return isPair ? [{ ...common, source: source.text, target: target.text }] : []
  })
}
