import { type ChapterTally, tallyPairs } from '../../checks/tally.js'
import { type ChapterUses, type Landmarks, readSheet } from '../../references/chapter-sheet.js'
import { readReferences } from '../../references/read-chapter.js'
import type { ReferringChapter } from '../../references/reference.js'
import { linksOf } from '../load-references.js'
import { digest } from './digest.js'
import type { OpenChapter } from './open-chapter.js'
import { pairsOf } from './pairs.js'

/** What checks of the whole book have to know of a chapter, so that they need not look into it. Plain data, to be kept. */
export interface ChapterSheets {
  readonly landmarks: KnownLandmarks
  readonly uses: ChapterUses
  readonly tally: ChapterTally
}

export interface KnownLandmarks extends Landmarks {
  /** Names the segments that all sheets of the chapter were made from. */
  readonly segments: string
}

export async function readSheets(open: OpenChapter): Promise<ChapterSheets> {
  const { chapter: path, records } = open
  const source = await open.source()
  const targets = new Map<string, ReferringChapter>()
  for (const place of new Set([path, ...records.flatMap((record) => record.targets.map((target) => target.path))])) {
    const target = await open.target(place)
    if (target) targets.set(place, readReferences(place, target))
  }
  const links = records.flatMap(linksOf)
  const { landmarks, uses } = readSheet({ path, source: source && readReferences(path, source), targets, links })
  const pairs = await pairsOf(open)
  return {
    landmarks: { ...landmarks, segments: digest(records) },
    uses,
    tally: tallyPairs(pairs.map(({ pair }) => pair)),
  }
}
