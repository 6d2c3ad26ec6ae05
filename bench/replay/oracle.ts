import { type Book, type Paragraph, paragraphsIn } from './book.js'
import { FAR, NEAR, type Resemblance } from './resemblance.js'

/**
 * What a commit did to a segment, by its text alone: `same` stands in its chapter as before, `moved` came from another
 * chapter, `copy` is one more of a text there was already. Of texts there were not: `changed` has a near text among
 * those that went, `new` has none, `unclear` lies between.
 */
export type Fate = 'same' | 'moved' | 'copy' | 'changed' | 'unclear' | 'new'

export interface Judged {
  readonly paragraph: Paragraph
  readonly fate: Fate
  /** Of texts there were not: how near the nearest text is that went. */
  readonly nearest: number
}

export interface Passage {
  /** Every segment of the newer book; blocks are not judged here. */
  readonly judged: readonly Judged[]
  /** Segments of the older book of which the newer one has fewer, as many as are missing. */
  readonly gone: readonly Paragraph[]
}

/** Compares two revisions of a book by their texts, knowing nothing of how sync matches them. */
export function compareBooks(older: Book, newer: Book, resemblance: Resemblance): Passage {
  const before = groupByText(segmentsIn(older))
  const after = groupByText(segmentsIn(newer))
  const gone = [...before].flatMap(([text, list]) => missingOf(list, after.get(text) ?? []))
  const goneTexts = [...new Set(gone.map(({ text }) => text))]
  const judged = [...after].flatMap(([text, list]) => {
    const had = before.get(text)
    if (had) return judgeKnown(list, had)
    const nearest = goneTexts.reduce((best, other) => Math.max(best, resemblance.of(other, text)), 0)
    const fate = nearest >= NEAR ? 'changed' : nearest >= FAR ? 'unclear' : 'new'
    return list.map((paragraph): Judged => ({ paragraph, fate, nearest }))
  })
  return { judged, gone }
}

/** True when the same text stands before both, or behind: whatever it says now, it took the other's place. */
export function isInPlace(older: Book, newer: Book, paragraph: Paragraph, from: Paragraph): boolean {
  const around = (book: Book, { chapter, part }: Paragraph) => {
    const list = book.get(chapter) ?? []
    return [list[part - 1]?.text ?? '', list[part + 1]?.text ?? '']
  }
  const before = around(older, from)
  return around(newer, paragraph).some((text, index) => text === before[index])
}

function segmentsIn(book: Book): Paragraph[] {
  return paragraphsIn(book).filter(({ block }) => !block)
}

export function groupByText(list: readonly Paragraph[]): Map<string, Paragraph[]> {
  const groups = new Map<string, Paragraph[]>()
  for (const paragraph of list) {
    const group = groups.get(paragraph.text)
    if (group) group.push(paragraph)
    else groups.set(paragraph.text, [paragraph])
  }
  return groups
}

/** The first of `list` that `others` has no counterpart for: its own chapter's first, then any. */
function missingOf(list: readonly Paragraph[], others: readonly Paragraph[]): Paragraph[] {
  const left = pairByChapter(list, others)
  return left.slice(Math.min(left.length, Math.max(0, others.length - (list.length - left.length))))
}

/** Those of `list` for which no other of the same chapter is left. */
function pairByChapter(list: readonly Paragraph[], others: readonly Paragraph[]): Paragraph[] {
  const free = new Map<string, number>()
  for (const { chapter } of others) free.set(chapter, (free.get(chapter) ?? 0) + 1)
  return list.filter(({ chapter }) => {
    const count = free.get(chapter) ?? 0
    free.set(chapter, count - 1)
    return count <= 0
  })
}

function judgeKnown(list: readonly Paragraph[], had: readonly Paragraph[]): Judged[] {
  const elsewhere = new Set(pairByChapter(list, had))
  let spare = had.length - (list.length - elsewhere.size)
  return list.map((paragraph) => {
    if (!elsewhere.has(paragraph)) return { paragraph, fate: 'same', nearest: 1 }
    return { paragraph, fate: spare-- > 0 ? 'moved' : 'copy', nearest: 1 }
  })
}
