import type { PastReader } from '../app/adopt/edition-history.js'
import { ZhenError } from '../core/errors.js'
import { findPlace, type HistoryPlace, placeOf, readBlobs, readHistory } from './folder-history.js'
import { type PathFilter, walkFolder } from './walk.js'

interface EditionPlace {
  /** The configured folder, absolute. */
  readonly folder: string
  /** A repository to learn from; `null`: the one that holds the folder, if any. */
  readonly repository: string | null
  /** How the repository is named to people. */
  readonly shown: string
}

/** The past of two editions as git tells it. A folder without git has none. */
export function createPastReader(
  editions: Readonly<Record<'source' | 'target', EditionPlace>>,
  isChapter: PathFilter,
): PastReader {
  const places = new Map<string, Promise<HistoryPlace | null>>()
  const placeFor = (side: 'source' | 'target') => {
    const known = places.get(side) ?? locate(editions[side], isChapter)
    places.set(side, known)
    return known
  }
  return {
    async history(side) {
      const place = await placeFor(side)
      return place ? readHistory(place, isChapter) : { revisions: [], isShallow: false }
    },
    async *texts(side, blobs) {
      const place = await placeFor(side)
      if (place) yield* readBlobs(place.folder, blobs)
    },
  }
}

async function locate(
  { folder, repository, shown }: EditionPlace,
  isChapter: PathFilter,
): Promise<HistoryPlace | null> {
  const own = await placeOf(folder)
  if (repository === null) return own
  const place = await findPlace(repository, walkFolder(folder, isChapter).paths)
  if (!place) throw new ZhenError('history-unreadable', { path: shown })
  return place
}
