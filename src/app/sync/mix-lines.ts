import type { LedgerLine } from '../../core/fact.js'

/**
 * A ledger in which the lines of `ids` are as planned and all others as before. A line that is new stands behind the
 * nearest one before it in the plan that is there.
 */
export function mixLines(
  before: readonly LedgerLine[],
  planned: readonly LedgerLine[],
  ids: ReadonlySet<string>,
): LedgerLine[] {
  const wanted = new Map(planned.filter(({ id }) => ids.has(id)).map((line) => [line.id, line]))
  const mixed = before.flatMap((line) => (ids.has(line.id) ? (wanted.get(line.id) ?? []) : [line]))
  const present = new Set(mixed.map(({ id }) => id))
  let behind = -1
  for (const line of planned) {
    if (present.has(line.id)) behind = mixed.findIndex(({ id }) => id === line.id)
    else if (wanted.has(line.id)) mixed.splice(++behind, 0, line)
  }
  return mixed
}
