import { identifierNumber } from './identifier.js'

/** Of a table's places at most every second is taken. */
const FIRST_PLACES = 1 << 10

/** Stands in a free place: identifiers are kept as their number and one. */
const FREE = 0

/**
 * A set of identifiers. A book may have a million: a table of numbers takes a quarter of what a `Set` of texts does, and
 * nothing of what the garbage collector looks through.
 */
export class IdentifierSet {
  #table = new Float64Array(FIRST_PLACES)
  #taken = 0
  /** What {@link createIdentifier} does not make, as a person may have written it into a ledger. */
  readonly #others = new Set<string>()

  has(id: string): boolean {
    const number = identifierNumber(id)
    return number === null ? this.#others.has(id) : this.#table[placeOf(number + 1, this.#table)] !== FREE
  }

  add(id: string): void {
    const number = identifierNumber(id)
    if (number === null) this.#others.add(id)
    else this.#put(number + 1)
  }

  #put(entry: number): void {
    const place = placeOf(entry, this.#table)
    if (this.#table[place] === entry) return
    this.#table[place] = entry
    if (++this.#taken * 2 > this.#table.length) this.#grow()
  }

  #grow(): void {
    const larger = new Float64Array(this.#table.length * 2)
    for (const entry of this.#table) if (entry !== FREE) larger[placeOf(entry, larger)] = entry
    this.#table = larger
  }
}

/** Where an entry is, or the free place where it would be: identifiers are spread evenly by how they are made. */
function placeOf(entry: number, table: Float64Array): number {
  const last = table.length - 1
  let place = entry & last
  while (table[place] !== FREE && table[place] !== entry) place = place === last ? 0 : place + 1
  return place
}
