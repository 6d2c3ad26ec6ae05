import type { RefreshDeps, Refreshed } from './refresh.js'
import { refresh } from './refresh.js'
import { writeLedgers } from './sync-project.js'

/** Plans and writes the ledgers, so that what follows can append to them. The lock must be held. */
export async function syncUnderLock(deps: RefreshDeps): Promise<Refreshed> {
  const refreshed = await refresh(deps, true)
  await writeLedgers(deps, refreshed)
  return refreshed
}
