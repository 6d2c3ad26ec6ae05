import type { Clump } from './clumps.js'
import type { FollowedChapter, Rename } from './plan.js'

/**
 * Finds the English chapters whose source has another name now: it is gone, and half or more of its English belongs to
 * one new chapter that has no English file.
 */
export function findRenames(
  chapters: readonly FollowedChapter[],
  clumps: readonly Clump[],
  pathOf: (clump: Clump) => string | null,
): Rename[] {
  const named = new Map(chapters.map((chapter) => [chapter.chapter, chapter]))
  const counts = new Map<string, Map<string, number>>()
  for (const clump of clumps) {
    const from = pathOf(clump)
    if (clump.block || clump.scattered || from === null || named.get(from)?.source !== null) continue
    const shares = counts.get(from) ?? new Map<string, number>()
    shares.set(clump.chapter, (shares.get(clump.chapter) ?? 0) + 1)
    counts.set(from, shares)
  }
  const best = new Map<string, Rename & { readonly count: number }>()
  for (const [from, shares] of counts) {
    const total = [...shares.values()].reduce((sum, count) => sum + count, 0)
    const [to = '', count = 0] = [...shares].sort((a, b) => b[1] - a[1])[0] ?? []
    const chapter = named.get(to)
    const isNew = chapter !== undefined && chapter.source !== null && chapter.target === null
    if (isNew && count * 2 >= total && count > (best.get(to)?.count ?? 0)) best.set(to, { from, to, count })
  }
  return [...best.values()].map(({ from, to }) => ({ from, to }))
}
