import { alignChapters } from '../../align/align-chapters.js'
import { linkParts } from '../../align/link-parts.js'
import type { ParsedChapter } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import type { SegmentRecord } from '../ports.js'
import type { Lexicon } from '../read-lexicon.js'
import { type Editions, targetHeads } from './edition.js'
import type { PastReader } from './edition-history.js'
import type { Snapshot } from './edition-past.js'
import { ancestry, type Version, withAncestors } from './version.js'

/** English that has no source today, and the source it had when it was written. */
export interface Traced {
  readonly record: SegmentRecord
  /** The Chinese of that day. */
  readonly version: Version
  /** 0..1, of the link of that day. */
  readonly confidence: number
  /** What has become of it; `null` when it is gone. */
  readonly heir: { readonly chapter: string; readonly part: number } | null
}

const LAG = 24 * 3_600_000

/** Looks for the source of English that has none, in the chapters as they were when it was written. */
export async function traceLost(
  reader: PastReader,
  editions: Editions,
  lost: readonly SegmentRecord[],
  lexicon: Lexicon,
): Promise<readonly Traced[]> {
  const traced: Traced[] = []
  if (lost.length === 0) return traced
  const links = new LinksOfThen(reader, lexicon)
  const heirs = heirsOf(editions)
  for (const record of lost) {
    const [head] = targetHeads(editions, record)
    const then = head && whenWritten(editions, record, head)
    if (!then || !head) continue
    const source = editions.source.at(then.snapshot.path, then.snapshot.time + LAG)
    if (!source) continue
    const link = (await links.between(source, then.snapshot)).get(then.part)
    const version = link && source.versions[link.part]
    if (version) traced.push({ record, version, confidence: link.confidence, heir: heirs.get(version) ?? null })
  }
  return traced
}

/** The first state of the English chapter that had the text, in any of its forms. */
function whenWritten({ target }: Editions, { chapter }: SegmentRecord, head: Version) {
  const forms = new Set(ancestry(head))
  for (const snapshot of target.chapters.get(chapter) ?? []) {
    const part = snapshot.versions.findIndex((version) => forms.has(version))
    if (part !== -1) return { snapshot, part }
  }
  return null
}

/** Where a version of the source stands today, in whatever form. */
function heirsOf({ source }: Editions): ReadonlyMap<Version, { chapter: string; part: number }> {
  const heirs = new Map<Version, { chapter: string; part: number }>()
  for (const chapter of source.chapters.keys()) {
    for (const [part, head] of source.heads(chapter).entries()) {
      for (const version of withAncestors([head])) if (!heirs.has(version)) heirs.set(version, { chapter, part })
    }
  }
  return heirs
}

interface LinkOfThen {
  readonly part: number
  readonly confidence: number
}

/** Alignments of chapters as they were, each done once. */
class LinksOfThen {
  readonly #reader: PastReader
  readonly #lexicon: Lexicon
  readonly #known = new Map<string, ReadonlyMap<number, LinkOfThen>>()

  constructor(reader: PastReader, lexicon: Lexicon) {
    this.#reader = reader
    this.#lexicon = lexicon
  }

  /** By the part of the English chapter the part of the Chinese one. */
  async between(source: Snapshot, target: Snapshot): Promise<ReadonlyMap<number, LinkOfThen>> {
    const key = `${source.blob}\0${target.blob}`
    const known = this.#known.get(key) ?? (await this.#align(source, target))
    this.#known.set(key, known)
    return known
  }

  async #align(source: Snapshot, target: Snapshot): Promise<ReadonlyMap<number, LinkOfThen>> {
    const chinese = await this.#chapter('source', source)
    const english = await this.#chapter('target', target)
    const links = new Map<number, LinkOfThen>()
    if (!chinese || !english) return links
    const alignment = alignChapters(chinese, english, { lexicon: this.#lexicon })
    const parts = { sourceParts: chinese.parts.keys(), targetParts: english.parts.keys() }
    for (const link of linkParts(chinese, english, alignment, parts)) {
      const [part] = link.source
      if (part === undefined) continue
      for (const at of link.target) links.set(at, { part, confidence: link.confidence })
    }
    return links
  }

  async #chapter(side: 'source' | 'target', { blob }: Snapshot): Promise<ParsedChapter | null> {
    if (blob === null) return null
    for await (const text of this.#reader.texts(side, [blob])) {
      return parseChapter(text, side === 'target' ? { comments: 'all' } : {})
    }
    return null
  }
}
