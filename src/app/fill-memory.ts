import type { Fact } from '../core/fact.js'
import { groupBy } from '../core/group-by.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../core/inline.js'
import { sameText } from '../core/text.js'
import type { OnProgress } from './input.js'
import type {
  ChapterPairs,
  ChapterRecord,
  IndexStore,
  MemoryPair,
  MemoryStore,
  Quality,
  SegmentRecord,
} from './ports.js'
import { type TakeInDeps, takeInMemories } from './take-in-memories.js'
import type { Notice } from './workspace-port.js'

/**
 * Brings the memory up to date with all that people translated or accepted so far, earlier texts included, and with the
 * memories from elsewhere.
 *
 * Chapters whose ledger has not changed are left alone, and so are files.
 *
 * @throws ZhenError what {@link takeInMemories} throws
 */
export async function fillMemory(
  { index, memory, memories }: TakeInDeps & { readonly index: IndexStore },
  chapters: readonly ChapterRecord[],
  onProgress?: OnProgress,
): Promise<readonly Notice[]> {
  await fillOwn({ index, memory }, chapters)
  return takeInMemories({ memory, ...(memories ? { memories } : {}) }, onProgress)
}

async function fillOwn(
  { index, memory }: { readonly index: IndexStore; readonly memory: MemoryStore },
  chapters: readonly ChapterRecord[],
): Promise<void> {
  const known = await memory.versions()
  const changed = chapters.filter(({ chapter, ledgerHash }) => known.get(chapter) !== (ledgerHash ?? ''))
  const present = new Set(chapters.map(({ chapter }) => chapter))
  await memory.remove([...known.keys()].filter((chapter) => !present.has(chapter)))
  if (changed.length === 0) return
  const records = await index.loadSegments({ chapters: changed.map(({ chapter }) => chapter) })
  const byChapter = groupBy(records, ({ chapter }) => chapter)
  await memory.replace(
    changed.map(
      ({ chapter, ledgerHash }): ChapterPairs => ({
        chapter,
        version: ledgerHash ?? '',
        pairs: pairsOf(byChapter.get(chapter) ?? []),
      }),
    ),
  )
}

/** The pairs of a chapter, by id and source the latest one: what was corrected does not come back. */
function pairsOf(records: readonly SegmentRecord[]): MemoryPair[] {
  const pairs = new Map<string, MemoryPair>()
  const live = records.filter(({ status, block }) => status !== 'added' && status !== 'obsolete' && !block)
  const neighbours = new Map(live.map((record, at) => [record.id, [live[at - 1], live[at + 1]] as const]))
  for (const record of records) {
    if (record.block) continue
    const [previous, next] = neighbours.get(record.id) ?? []
    for (const fact of record.facts) {
      const quality = qualityOf(fact)
      if (quality === null || !('target' in fact) || !('source' in fact)) continue
      if (!hasSourceLanguage(fact.source) || isMainlySourceLanguage(fact.target)) continue
      const key = `${record.id}\0${fact.source}`
      const better = pairs.get(key)
      const kept = better && better.quality === 'reviewed' && sameText(better.target, fact.target)
      pairs.set(key, {
        source: fact.source,
        target: fact.target,
        previousSource: previous?.source?.text ?? null,
        nextSource: next?.source?.text ?? null,
        chapter: record.chapter,
        id: record.id,
        origin: 'by' in fact ? fact.by : '',
        quality: kept ? 'reviewed' : quality,
        ...('at' in fact ? { about: { changed: fact.at } } : {}),
      })
    }
  }
  return [...pairs.values()]
}

/** Only what a person wrote or vouched for is worth remembering. */
function qualityOf(fact: Fact): Quality | null {
  switch (fact.fact) {
    case 'approved':
    case 'final':
      return 'reviewed'
    case 'translated':
    case 'accepted':
    case 'still-valid':
      return 'translated'
    default:
      return null
  }
}
