import { alignChapters } from '../../src/align/align-chapters.js'
import { linkParts } from '../../src/align/link-parts.js'
import type { SegmentRecord } from '../../src/app/ports.js'
import type { ParsedChapter } from '../../src/core/segment.js'
import { normalizeText } from '../../src/core/text.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

export const VERDICTS = ['agree', 'differ', 'only ledger', 'only fresh'] as const

export type LinkVerdict = (typeof VERDICTS)[number]

export interface JudgedLink {
  readonly verdict: LinkVerdict
  readonly place: string
  readonly source: string
  readonly ledger: readonly string[]
  readonly fresh: readonly string[]
}

/** Compares the English of every segment with what an alignment of the same chapters, knowing no past, gives it. */
export function judgeFinalLinks(
  records: readonly SegmentRecord[],
  source: ReadonlyMap<string, string>,
  target: ReadonlyMap<string, string>,
): JudgedLink[] {
  const fresh = new Map([...source].flatMap(([path, text]) => [...alignFresh(path, text, target.get(path))]))
  return records.filter(isText).flatMap((record): JudgedLink[] => {
    const place = `${record.chapter}:${record.source?.startLine}`
    const mine = record.targets.map(({ path, startLine, text }) => keyOf(path, startLine, text))
    const theirs = fresh.get(keyOf(record.chapter, record.source?.startLine ?? 0, record.source?.text ?? '')) ?? []
    if (mine.length + theirs.length === 0) return []
    return [{ verdict: compare(mine, theirs), place, source: record.source?.text ?? '', ledger: mine, fresh: theirs }]
  })
}

function isText({ block, status, source }: SegmentRecord): boolean {
  return !block && source !== null && status !== 'obsolete' && status !== 'carried'
}

function compare(mine: readonly string[], theirs: readonly string[]): LinkVerdict {
  if (mine.length === 0) return 'only fresh'
  if (theirs.length === 0) return 'only ledger'
  return [...mine].sort().join('\0') === [...theirs].sort().join('\0') ? 'agree' : 'differ'
}

function alignFresh(path: string, zh: string, en: string | undefined): Map<string, string[]> {
  const links = new Map<string, string[]>()
  if (en === undefined) return links
  const [source, target] = [parseChapter(zh), parseChapter(en, { comments: 'all' })]
  for (const link of linkParts(source, target, alignChapters(source, target))) {
    const english = link.target.map((part) => partKey(path, target, part))
    for (const part of link.source) links.set(partKey(path, source, part), english)
  }
  return links
}

function partKey(path: string, chapter: ParsedChapter, index: number): string {
  const part = chapter.parts[index]
  return keyOf(path, part?.startLine ?? 0, part?.type === 'segment' ? part.text : '')
}

function keyOf(path: string, line: number, text: string): string {
  return `${path}:${line} ${normalizeText(text)}`
}
