import { type SeenChanges, SYNC_CHANGES, type SyncChange, type SyncedChange } from './report.js'

/** Is told what a sync sees, batch by batch, once the batch is taken in. */
export interface ChangeListener {
  take(changes: readonly SyncedChange[]): Promise<void>
  /** The book is looked at again, from the start: what was told does not hold. */
  forget(): Promise<void>
}

/** Changes that are only counted: a first sync has thousands of them. */
const COUNTED: ReadonlySet<SyncChange> = new Set(['new', 'linked', 'added'])

/** So many of the others are kept to be told of one by one. */
const TOLD = 20

/** Adds up what it is told, so that it need not be kept. */
export class ChangeSum implements ChangeListener {
  #seen = nothingSeen()

  get seen(): SeenChanges {
    return this.#seen
  }

  async take(changes: readonly SyncedChange[]): Promise<void> {
    const seen = this.#seen
    seen.all += changes.length
    for (const change of changes) {
      if (!change.block) seen.segments[change.kind]++
      if (COUNTED.has(change.kind)) continue
      if (change.block) seen.blocks++
      if (seen.telling++ < TOLD) seen.first.push(change)
    }
  }

  async forget(): Promise<void> {
    this.#seen = nothingSeen()
  }
}

function nothingSeen() {
  const segments = Object.fromEntries(SYNC_CHANGES.map((kind) => [kind, 0])) as Record<SyncChange, number>
  return { all: 0, segments, blocks: 0, telling: 0, first: [] as SyncedChange[] }
}
