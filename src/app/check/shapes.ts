import type { ShapeDifference } from '../../checks/define-check.js'
import type { ParsedChapter, Part } from '../../core/segment.js'
import { sameText } from '../../core/text.js'
import type { Passage, SegmentRecord } from '../ports.js'

/** A list or table that has another shape in English, by the id of its first segment that has an English. */
export type Shapes = ReadonlyMap<string, ShapeDifference>

/**
 * Compares the lists and tables of a chapter with those their texts stand in in English.
 *
 * Where one list was made two, or two lists one, all of them together are compared.
 */
export function compareShapes(
  records: readonly SegmentRecord[],
  source: ParsedChapter,
  target: ParsedChapter,
  targetPath: string,
): Shapes {
  const [from, to] = [new Containers(source), new Containers(target)]
  const families: Family[] = []
  for (const { id, block, source: here, targets } of records) {
    const [there] = targets
    if (block || !here || !there || there.path !== targetPath) continue
    const [own, other] = [from.around(here), to.around(there)]
    if (own !== null && other !== null) join(families, { first: id, from: new Set([own]), to: new Set([other]) })
  }
  const shapes = new Map<string, ShapeDifference>()
  for (const family of families) {
    const difference = differenceOf(from.shapeOf(family.from), to.shapeOf(family.to))
    if (difference) shapes.set(family.first, difference)
  }
  return shapes
}

/** Lists, or tables, of both sides that have texts in common, and the first of these texts. */
interface Family {
  readonly first: string
  readonly from: Set<number>
  readonly to: Set<number>
}

function share(some: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  return [...others].some((each) => some.has(each))
}

/** Adds a family; those that share a list with it become one. */
function join(families: Family[], added: Family): void {
  const sharing = families.filter(({ from, to }) => share(from, added.from) || share(to, added.to))
  const [first = added, ...rest] = sharing
  if (first === added) families.push(added)
  for (const family of [added, ...rest]) {
    for (const list of family.from) first.from.add(list)
    for (const list of family.to) first.to.add(list)
  }
  for (const family of rest) families.splice(families.indexOf(family), 1)
}

type Shape = Readonly<Partial<Record<ShapeDifference['of'], number>>>

function differenceOf(wanted: Shape, given: Shape): ShapeDifference | null {
  for (const of of ['columns', 'rows', 'items'] as const) {
    const [expected, found] = [wanted[of], given[of]]
    if (expected !== undefined && found !== undefined && expected !== found) return { of, expected, found }
  }
  return null
}

/** The lists and tables of a chapter, as indices of its nodes. */
class Containers {
  readonly #chapter: ParsedChapter
  readonly #parts = new Map<number, Part[]>()
  readonly #children: readonly number[]

  constructor(chapter: ParsedChapter) {
    this.#chapter = chapter
    const children = chapter.nodes.map(() => 0)
    for (const { type, parent } of chapter.nodes) if (type === 'item') children[parent] = (children[parent] ?? 0) + 1
    this.#children = children
    for (const part of chapter.parts) {
      const known = this.#parts.get(part.startLine)
      if (known) known.push(part)
      else this.#parts.set(part.startLine, [part])
    }
  }

  /** The innermost list or table in which a text stands. */
  around({ startLine, text }: Passage): number | null {
    const part = this.#parts.get(startLine)?.find((each) => each.type === 'segment' && sameText(each.text, text))
    return part ? this.#containerOf(part.node) : null
  }

  /** Items of all lists together; rows and columns of a table that is alone. */
  shapeOf(indices: ReadonlySet<number>): Shape {
    const nodes = [...indices].flatMap((index) => this.#chapter.nodes[index] ?? [])
    if (nodes.every(({ type }) => type === 'list')) {
      return { items: [...indices].reduce((sum, index) => sum + (this.#children[index] ?? 0), 0) }
    }
    const [table, ...more] = nodes
    return table && more.length === 0 ? tableShape(this.#chapter.text.slice(table.start, table.end)) : {}
  }

  #containerOf(node: number): number | null {
    for (let at = node; at >= 0; at = this.#chapter.nodes[at]?.parent ?? -1) {
      const type = this.#chapter.nodes[at]?.type
      if (type === 'list' || type === 'table') return at
    }
    return null
  }
}

/** Rows without the delimiter row, and the cells of the widest one. */
function tableShape(table: string): Shape {
  const rows = table.split('\n').filter((row) => row.includes('|'))
  const widths = rows.map(
    (row) =>
      row
        .replace(/\\\|/g, '')
        .replace(/^[\s>]*\||\|\s*$/g, '')
        .split('|').length,
  )
  return { columns: Math.max(0, ...widths), rows: rows.length - 1 }
}
