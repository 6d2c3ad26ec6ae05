import { joinPath } from '../../references/names.js'
import type { SegmentRecord } from '../ports.js'

/** Where a book begins, as far as it says. */
const ROOTS = ['index.md', 'README.md', 'readme.md']

/**
 * The chapters in the order of the book: as the tables of contents lead from one to the next, then those that none
 * leads to, `ch2` before `ch10`.
 */
export function bookOrder(chapters: readonly string[], records: readonly SegmentRecord[]): string[] {
  const rest = [...chapters].sort(naturally)
  const known = new Set(rest)
  const leads = new Map<string, string[]>()
  for (const { chapter, kind, source } of records) {
    const next = kind === 'path' && source ? chapterAt(chapter, source.text, known) : undefined
    if (next !== undefined) leads.set(chapter, [...(leads.get(chapter) ?? []), next])
  }
  const ordered = new Set<string>()
  const root = ROOTS.find((name) => known.has(name))
  // A stack, since a table of contents may be as deep as it likes.
  const stack = [...rest].reverse()
  if (root !== undefined) stack.push(root)
  for (let chapter = stack.pop(); chapter !== undefined; chapter = stack.pop()) {
    if (ordered.has(chapter)) continue
    ordered.add(chapter)
    stack.push(...[...(leads.get(chapter) ?? [])].reverse())
  }
  return [...ordered]
}

/** The chapter that a path in another one names, with or without its ending. */
function chapterAt(from: string, path: string, known: ReadonlySet<string>): string | undefined {
  const named = joinPath(from, path)
  return [named, `${named}.md`].find((name) => known.has(name))
}

const byNumbers = new Intl.Collator('en', { numeric: true })

function naturally(a: string, b: string): number {
  return byNumbers.compare(a, b) || (a < b ? -1 : 1)
}
