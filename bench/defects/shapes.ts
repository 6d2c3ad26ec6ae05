import { compareShapes } from '../../src/app/check/shapes.js'
import type { SegmentRecord } from '../../src/app/ports.js'
import type { ParsedChapter, Part, Segment } from '../../src/core/segment.js'
import { createRandom } from '../../src/evaluate/random.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import type { GoldChapter } from './pairs.js'

/** Takes an item out of an English list, one at a time, and tells how often that is seen. */
export function plantShapes(chapters: readonly GoldChapter[], count: number, seed: number) {
  const random = createRandom(seed)
  const places = chapters
    .flatMap((chapter) => linkedItemsOf(chapter).map((range) => ({ chapter, range, at: random() })))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
  let found = 0
  for (const { chapter, range } of places) {
    const { target } = chapter
    const was = shapesOf(chapter, target).size
    const broken = parseChapter(target.text.slice(0, range[0]) + target.text.slice(range[1]), { comments: 'all' })
    if (shapesOf(chapter, broken).size > was) found++
  }
  return { planted: places.length, found, others: new Map<string, number>() }
}

/** Those whose own text has a link: what is in a group of the gold is linked by nobody here. */
function linkedItemsOf({ target, linked }: GoldChapter): [start: number, end: number][] {
  const links = linked.map(([, part]) => part)
  return itemsOf(target).filter(([from, to]) => links.some(({ start, end }) => from <= start && end <= to))
}

/** Items of lists of three or more, each with the line end behind it. */
function itemsOf({ nodes, text }: ParsedChapter): [start: number, end: number][] {
  const sizes = nodes.map(() => 0)
  for (const { type, parent } of nodes) if (type === 'item') sizes[parent] = (sizes[parent] ?? 0) + 1
  return nodes.flatMap(({ type, parent, start, end }): [number, number][] => {
    return type === 'item' && (sizes[parent] ?? 0) >= 3 ? [[start, text[end] === '\n' ? end + 1 : end]] : []
  })
}

function shapesOf({ source, linked }: GoldChapter, target: ParsedChapter): ReadonlyMap<string, unknown> {
  const here = new Map<string, Segment[]>()
  for (const part of target.parts)
    if (part.type === 'segment') here.set(part.text, [...(here.get(part.text) ?? []), part])
  const records = linked.flatMap(([from, to], at) => {
    const there = to.type === 'segment' ? here.get(to.text)?.shift() : undefined
    return there ? [recordOf(String(at), from, there)] : []
  })
  return compareShapes(records, source, target, 'page.md')
}

function recordOf(id: string, from: Part, to: Segment): SegmentRecord {
  const { startLine, endLine, text, kind } = from
  const target = { path: 'page.md', startLine: to.startLine, endLine: to.endLine, text: to.text }
  return {
    ...{ id, chapter: 'page.md', ordinal: Number(id), kind, block: false, status: 'translated', section: [] },
    ...{ source: { text, startLine, endLine }, targets: [target], group: null, translatedFrom: null, change: null },
    ...{ gap: null, basis: null, targetEdited: false, origin: null, confidence: null, protected: false },
    ...{ misplaced: false, facts: [] },
  }
}
