import type { QueueRow } from '../../app/review/view.js'

/**
 * The queue after a change. What was decided on this page stays where it was, as it is now: the list does not move under
 * the reader, and one can go back.
 *
 * @param decided what became of segments that were decided here, by id
 */
export function mergeRows(
  shown: readonly QueueRow[],
  fresh: readonly QueueRow[],
  decided: ReadonlyMap<string, QueueRow>,
): QueueRow[] {
  const there = new Set(fresh.map(({ id }) => id))
  const merged: QueueRow[] = []
  const waiting = new Map<string | null, QueueRow[]>()
  let before: string | null = null
  for (const { id } of shown) {
    const row = decided.get(id)
    if (there.has(id)) before = id
    else if (row) waiting.set(before, [...(waiting.get(before) ?? []), row])
  }
  merged.push(...(waiting.get(null) ?? []))
  for (const row of fresh) merged.push(row, ...(waiting.get(row.id) ?? []))
  return merged
}

/** The row before or behind a segment; where it is in no row, that of the place it had. */
export function neighbourOf(
  rows: readonly QueueRow[],
  id: string | null,
  lastAt: number,
  step: 1 | -1,
): QueueRow | null {
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return rows[Math.min(Math.max(0, step === 1 ? lastAt : lastAt - 1), rows.length - 1)] ?? null
  return rows[at + step] ?? null
}
