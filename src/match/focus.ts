/** Texts up to here are looked at whole. */
const LONGEST = 100_000

/** What is kept around the difference of longer ones, for the words and codes it stands in. */
const MARGIN = 1_000

/**
 * The parts of two texts in which they differ, cut at the same places of both; texts of an ordinary length stay whole.
 * `undefined` when they differ over so long a stretch that there is nothing to say but that they do.
 */
export function focus(older: string, newer: string): readonly [string, string] | undefined {
  if (Math.max(older.length, newer.length) <= LONGEST) return [older, newer]
  const shorter = Math.min(older.length, newer.length)
  let start = 0
  while (start < shorter && older[start] === newer[start]) start++
  let end = 0
  while (end < shorter - start && older[older.length - 1 - end] === newer[newer.length - 1 - end]) end++
  const [from, back] = [Math.max(0, start - MARGIN), Math.max(0, end - MARGIN)]
  const texts = [older.slice(from, older.length - back), newer.slice(from, newer.length - back)] as const
  return Math.max(texts[0].length, texts[1].length) <= LONGEST ? texts : undefined
}
