import type { Profile } from '../core/similarity.js'

/** A feature in more texts than this tells nothing apart. */
const MOST_POSTINGS = 32

/** How many of a text's rarest features are looked up. */
const FEATURES_ASKED = 12

/** Which texts have which features: an inverted index in typed arrays, built once and asked often. */
export class FeatureIndex {
  readonly #mask: number
  /** Open addressing: the feature of a slot, and one more than the number of texts that have it. */
  readonly #features: Int32Array
  readonly #counts: Int32Array
  readonly #starts: Int32Array
  readonly #postings: Int32Array
  readonly #votes: Float64Array
  #touched: number[] = []

  constructor(profiles: readonly Profile[]) {
    const entries = profiles.reduce((sum, profile) => sum + profile.length, 0)
    const size = 2 ** Math.ceil(Math.log2(entries * 0.75 + 16))
    this.#mask = size - 1
    this.#features = new Int32Array(size)
    this.#counts = new Int32Array(size)
    this.#votes = new Float64Array(profiles.length)
    for (const profile of profiles) eachFeature(profile, (feature) => this.#count(feature))
    this.#starts = new Int32Array(size)
    let start = 0
    for (let slot = 0; slot < size; slot++) {
      this.#starts[slot] = start
      if (this.#isTelling(slot)) start += (this.#counts[slot] as number) - 1
    }
    this.#postings = new Int32Array(start)
    this.#fill(profiles)
  }

  #count(feature: number): void {
    const slot = this.#slotOf(feature)
    this.#features[slot] = feature
    this.#counts[slot] = Math.max(this.#counts[slot] as number, 1) + 1
  }

  #fill(profiles: readonly Profile[]): void {
    const filled = this.#starts.slice()
    for (const [at, profile] of profiles.entries()) {
      eachFeature(profile, (feature) => {
        const slot = this.#slotOf(feature)
        if (this.#isTelling(slot)) this.#postings[(filled[slot] as number)++] = at
      })
    }
  }

  #isTelling(slot: number): boolean {
    const count = this.#counts[slot] as number
    return count > 0 && count - 1 <= MOST_POSTINGS
  }

  #slotOf(feature: number): number {
    const mixed = Math.imul(feature ^ (feature >>> 16), 0x45d9f3b)
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask
    while (this.#counts[slot] !== 0 && this.#features[slot] !== feature) slot = (slot + 1) & this.#mask
    return slot
  }

  /** The texts that share the most rare features with `profile`, best first, at most `most` of them. */
  nearest(profile: Profile, most: number): number[] {
    for (const slot of this.#rarest(profile)) {
      const count = (this.#counts[slot] as number) - 1
      const start = this.#starts[slot] as number
      for (let index = start; index < start + count; index++) {
        const at = this.#postings[index] as number
        if (this.#votes[at] === 0) this.#touched.push(at)
        this.#votes[at] = (this.#votes[at] as number) + 1 / count
      }
    }
    const votes = this.#votes
    const best = topOf(this.#touched, votes, most)
    for (const at of this.#touched) votes[at] = 0
    this.#touched = []
    return best
  }

  #rarest(profile: Profile): number[] {
    const byCount: number[][] = []
    eachFeature(profile, (feature) => {
      const slot = this.#slotOf(feature)
      const count = this.#counts[slot] as number
      if (!this.#isTelling(slot)) return
      byCount[count] ??= []
      byCount[count]?.push(slot)
    })
    const rarest: number[] = []
    for (const slots of byCount) {
      for (const slot of slots ?? []) if (rarest.length < FEATURES_ASKED) rarest.push(slot)
      if (rarest.length >= FEATURES_ASKED) break
    }
    return rarest
  }
}

/** Visits every pair of tokens once: single tokens are in too many texts to tell them apart. */
function eachFeature(profile: Profile, visit: (feature: number) => void): void {
  for (let index = 0; index < profile.length; index++) {
    const feature = profile[index] as number
    if ((feature & 1) === 1 && (index === 0 || feature !== profile[index - 1])) visit(feature)
  }
}

/** The `most` places with the most votes, ties by place. One pass each, for `most` is small. */
function topOf(places: readonly number[], votes: Float64Array, most: number): number[] {
  const top: number[] = []
  for (const at of places) {
    const vote = votes[at] as number
    let rank = top.length
    while (rank > 0 && isBefore(at, vote, top[rank - 1] as number, votes)) rank--
    if (rank >= most) continue
    top.splice(rank, 0, at)
    if (top.length > most) top.pop()
  }
  return top
}

function isBefore(at: number, vote: number, other: number, votes: Float64Array): boolean {
  const difference = vote - (votes[other] as number)
  return difference > 0 || (difference === 0 && at < other)
}
