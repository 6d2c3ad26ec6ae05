import type { ChangeListener } from '../app/add-up-changes.js'
import type { Shelf } from '../app/ports.js'
import type { SyncedChange } from '../app/report.js'

/** Puts what a sync sees aside, until all of it is told. */
export function shelveChanges(shelf: Shelf): ChangeListener {
  return {
    take: async (changes) => {
      if (changes.length > 0) await shelf.put(JSON.stringify(changes))
    },
    forget: () => shelf.clear(),
  }
}

/** What was put aside, as it came. */
export async function* shelvedChanges(shelf: Shelf): AsyncGenerator<readonly SyncedChange[]> {
  for await (const text of shelf.all()) yield JSON.parse(text) as SyncedChange[]
}
