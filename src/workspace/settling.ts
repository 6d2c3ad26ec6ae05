/** How files look from outside, by name. Two equal stamps are taken for the same content. */
export type Stamps = ReadonlyMap<string, Stamp>

export interface Stamp {
  readonly mark: string
  readonly size: number
}

/** How long files are left alone. Milliseconds. */
export interface Patience {
  /** A file is quiet when it has been the same for so long. */
  readonly quiet: number
  /** No batch waits longer for quiet, so that endless saving is seen too. */
  readonly most: number
  /** The same for what is gone, empty or much shorter: it is likely in the middle of a save. */
  readonly doubtfulQuiet: number
  readonly doubtfulMost: number
}

const PATIENCE: Patience = { quiet: 150, most: 500, doubtfulQuiet: 400, doubtfulMost: 2_000 }

export interface Settled {
  /** Names that came, went or changed; empty while something is still being saved. */
  readonly changed: readonly string[]
  /** In how many milliseconds to look again; `null` when all is told. */
  readonly again: number | null
}

interface Pending {
  readonly stamp: Stamp | undefined
  readonly first: number
  readonly last: number
}

/**
 * Decides when changes are whole enough to be told.
 *
 * All that is pending is told at once: whoever is told reads the whole book, the file in the middle of a save included.
 */
export class Settling {
  #told: Stamps
  readonly #pending = new Map<string, Pending>()
  readonly #patience: Patience

  constructor(told: Stamps, patience: Patience = PATIENCE) {
    this.#told = told
    this.#patience = patience
  }

  /** Takes in what was seen at `now`. */
  look(seen: Stamps, now: number): Settled {
    for (const name of new Set([...this.#told.keys(), ...seen.keys(), ...this.#pending.keys()]))
      this.#note(name, seen.get(name), now)
    const start = Math.min(...[...this.#pending.values()].map(({ first }) => first))
    const again = Math.max(0, ...[...this.#pending].map(([name, pending]) => this.#until(name, pending, start) - now))
    if (again > 0) return { changed: [], again }
    const changed = [...this.#pending.keys()].sort()
    this.#pending.clear()
    this.#told = seen
    return { changed, again: null }
  }

  /** True while every file is as it was last told. */
  holds(seen: Stamps): boolean {
    return seen.size === this.#told.size && [...seen].every(([name, stamp]) => same(stamp, this.#told.get(name)))
  }

  #note(name: string, stamp: Stamp | undefined, now: number): void {
    const pending = this.#pending.get(name)
    if (same(stamp, this.#told.get(name))) this.#pending.delete(name)
    else if (!pending) this.#pending.set(name, { stamp, first: now, last: now })
    else if (!same(stamp, pending.stamp)) this.#pending.set(name, { stamp, first: pending.first, last: now })
  }

  /** Until when this one is to be left alone, where something has been pending since `start`. */
  #until(name: string, { stamp, first, last }: Pending, start: number): number {
    const { quiet, most, doubtfulQuiet, doubtfulMost } = this.#patience
    if (isDoubtful(this.#told.get(name), stamp)) return Math.min(last + doubtfulQuiet, first + doubtfulMost)
    return Math.min(last + quiet, start + most)
  }
}

function isDoubtful(before: Stamp | undefined, stamp: Stamp | undefined): boolean {
  if (!stamp || stamp.size === 0) return true
  return before !== undefined && stamp.size < before.size / 2
}

function same(one: Stamp | undefined, other: Stamp | undefined): boolean {
  return one?.mark === other?.mark
}
