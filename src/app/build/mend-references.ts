import type { ReferenceBook } from '../../references/book.js'
import { labelFor } from '../../references/label-for.js'
import { PartFinder } from '../../references/part-finder.js'
import type { Use, UseKind } from '../../references/reference.js'
import { createReferenceMap, type PartLink, type ReferenceMap } from '../../references/reference-map.js'
import type { Place, Resolution } from '../../references/resolution.js'
import { type LabelEdit, withLabels } from '../../references/rewrite-labels.js'
import { type BuiltPart, type EditionText, partPlace } from './edition-text.js'

/** A reference of the built edition that got another label. */
export interface MendedReference {
  readonly chapter: string
  readonly line: number
  readonly from: string
  readonly to: string
  /** It leads to the nearest heading in front of what it led to: that has no place in the built edition. */
  readonly near: boolean
}

interface Books {
  readonly source: ReferenceBook
  readonly target: ReferenceBook
  readonly built: ReferenceBook
}

/** Kinds of references that lead to a place of the book. */
const TO_PLACES: ReadonlySet<UseKind> = new Set<UseKind>([
  'ref',
  'numref',
  'term',
  'eq',
  'any',
  'link',
  'doc',
  'toctree',
])

/**
 * Has the references of the built edition lead where they lead in the edition their text is from.
 *
 * A reference in English keeps its label while that leads to the same place. Only labels change.
 */
export function mendReferences(texts: ReadonlyMap<string, EditionText>, books: Books): MendedReference[] {
  const mender = new Mender(texts, books)
  const edits = [...texts.values()].map((text) => ({ text, edits: mender.editsFor(text) }))
  for (const { text, edits: own } of edits) if (own.length > 0) text.retext(withLabels(text.parsed.text, own))
  return mender.mended
}

class Mender {
  readonly mended: MendedReference[] = []
  readonly #books: Books
  readonly #sourceParts: PartFinder
  /** From the source, and from the English edition as it is, to the built one. */
  readonly #fromSource: ReferenceMap
  readonly #fromTarget: ReferenceMap

  constructor(texts: ReadonlyMap<string, EditionText>, books: Books) {
    this.#books = books
    const { source, target, built } = books
    this.#sourceParts = new PartFinder(source.chapters)
    this.#fromSource = createReferenceMap({ source, target: built, links: linksTo(texts, 'source') })
    this.#fromTarget = createReferenceMap({ source: target, target: built, links: linksTo(texts, 'target') })
  }

  editsFor(text: EditionText): LabelEdit[] {
    const { path } = text
    const edits: LabelEdit[] = []
    for (const use of this.#books.built.chapters.get(path)?.uses ?? []) {
      if (!TO_PLACES.has(use.kind)) continue
      const found = this.#labelFor(path, use, text.parts[use.part])
      if (found === null || found.label === use.label) continue
      // A term is shown as it is written.
      const to = use.kind === 'term' && !use.explicit ? `${use.label} <${found.label}>` : found.label
      edits.push({ start: use.start, end: use.end, text: to })
      this.mended.push({ chapter: path, line: use.line, from: use.label, to, near: found.near })
    }
    return edits
  }

  #labelFor(path: string, use: Use, part: BuiltPart | undefined): { label: string; near: boolean } | null {
    const { built, source, target } = this.#books
    const now = built.resolve(path, use)
    const chinese = this.#inSource(path, use, part)
    const english = part?.isSource ? null : target.resolve(path, use)
    const meant = english?.leads === 'chapter' ? english : chinese
    if (meant.leads !== 'chapter') return null
    const map = meant === english ? this.#fromTarget : this.#fromSource
    const place = map.counterpart(meant.place)
    if (place !== null) {
      if (now.leads === 'chapter' && built.keyOf(now.place) === built.keyOf(place)) return null
      const label = this.#labelTo(path, use, meant, place)
      if (label !== null) return { label, near: false }
    }
    if (now.leads !== 'nowhere') return null
    const near = this.#near(path, use, meant, meant === english ? target : source, map)
    return near === null ? null : { label: near, near: true }
  }

  /** Where a reference leads by its label in the source, else where the one at its place in the Chinese text does. */
  #inSource(path: string, use: Use, part: BuiltPart | undefined): Resolution {
    const { source, built } = this.#books
    const found = source.resolve(part?.source?.chapter ?? path, use)
    if (found.leads !== 'nowhere' || !part?.source || part.isSource) return found
    const { chapter } = part.source
    const at = this.#sourceParts.find(part.source)
    const alike = (uses: readonly Use[] | undefined, index: number | undefined) => {
      return (uses ?? []).filter((each) => each.part === index && each.kind === use.kind)
    }
    const [own, others] = [
      alike(built.chapters.get(path)?.uses, use.part),
      alike(source.chapters.get(chapter)?.uses, at),
    ]
    const other = own.length === others.length ? others[own.indexOf(use)] : undefined
    return other ? source.resolve(chapter, { ...other, explicit: use.explicit }) : found
  }

  #labelTo(chapter: string, use: Use, meant: Resolution & { leads: 'chapter' }, place: Place): string | null {
    return labelFor(this.#books.built, place, { chapter, use, by: meant.definition })
  }

  /** The label of the nearest heading in front of a place that the built edition has, else of the chapter. */
  #near(
    path: string,
    use: Use,
    meant: Resolution & { leads: 'chapter' },
    book: ReferenceBook,
    map: ReferenceMap,
  ): string | null {
    const { chapter, node } = meant.place
    const headings = (book.chapters.get(chapter)?.definitions ?? []).filter((definition) => {
      return definition.kind === 'heading' && definition.node <= (node ?? -1)
    })
    for (const heading of [...headings.reverse().map((each) => each.node), null]) {
      const place = map.counterpart({ chapter, node: heading })
      const by = headings[0] ?? meant.definition
      const label = place && labelFor(this.#books.built, place, { chapter: path, use, by })
      if (label) return label
    }
    return null
  }
}

function linksTo(texts: ReadonlyMap<string, EditionText>, side: 'source' | 'target'): PartLink[] {
  return [...texts.values()].flatMap((text) =>
    text.parts.flatMap((part, index): PartLink[] => {
      const there = part[side]
      const here = partPlace(text.path, text.parsed.parts[index])
      return there && here ? [{ source: there, target: here }] : []
    }),
  )
}
