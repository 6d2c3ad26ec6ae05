/** From here on two texts are near: one could have become the other. */
export const NEAR = 0.5

/** Below it they have nothing to do with one another. Between the two, opinions may differ. */
export const FAR = 0.3

/** Addresses are long and much alike, whatever they are addresses of: each counts as a word of this length. */
const ADDRESS = /https?:\/\/[^\s<>)\]]+/g
const ADDRESS_LENGTH = 8

/** Longer texts are compared by their beginning. */
const LONGEST = 1_500

/**
 * How alike two texts are: twice the length of their longest common subsequence over both lengths, blanks left
 * out.
 *
 * Written without a look at how sync compares texts, to judge it by.
 */
export class Resemblance {
  readonly #squeezed = new Map<string, Squeezed>()
  readonly #known = new Map<number, number>()
  readonly #addresses = new Map<string, number>()

  /** Exact from {@link FAR} on; below it an upper bound may be given instead. */
  of(a: string, b: string): number {
    if (a === b) return 1
    const [left, right] = [this.#squeeze(a), this.#squeeze(b)]
    const key = left.number * 2 ** 26 + right.number
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const bound = commonCharacters(left, right)
    const ratio = bound < FAR ? bound : commonSubsequence(left, right)
    this.#known.set(key, ratio)
    return ratio
  }

  #squeeze(text: string): Squeezed {
    const known = this.#squeezed.get(text)
    if (known) return known
    const words = text.replace(ADDRESS, (address) => this.#wordFor(address)).replace(/\s+/g, '')
    const codes = Uint16Array.from(words.slice(0, LONGEST), (character) => character.charCodeAt(0))
    const squeezed = { number: this.#squeezed.size, codes, sorted: codes.slice().sort() }
    this.#squeezed.set(text, squeezed)
    return squeezed
  }

  /** A letter of the private use area, again and again. */
  #wordFor(address: string): string {
    const letter = this.#addresses.get(address) ?? 0xe000 + (this.#addresses.size % 0x1900)
    this.#addresses.set(address, letter)
    return String.fromCharCode(letter).repeat(ADDRESS_LENGTH)
  }
}

interface Squeezed {
  readonly number: number
  readonly codes: Uint16Array
  readonly sorted: Uint16Array
}

function ratio(shared: number, a: Squeezed, b: Squeezed): number {
  const total = a.codes.length + b.codes.length
  return total === 0 ? 1 : (2 * shared) / total
}

function commonCharacters(a: Squeezed, b: Squeezed): number {
  let shared = 0
  let at = 0
  for (const code of a.sorted) {
    while (at < b.sorted.length && (b.sorted[at] as number) < code) at++
    if (at === b.sorted.length) break
    if (b.sorted[at] === code) {
      shared++
      at++
    }
  }
  return ratio(shared, a, b)
}

function commonSubsequence(a: Squeezed, b: Squeezed): number {
  let row = new Uint16Array(b.codes.length + 1)
  let next = new Uint16Array(b.codes.length + 1)
  for (const code of a.codes) {
    for (let j = 1; j <= b.codes.length; j++) {
      next[j] = b.codes[j - 1] === code ? (row[j - 1] as number) + 1 : Math.max(row[j] as number, next[j - 1] as number)
    }
    ;[row, next] = [next, row]
  }
  return ratio(row[b.codes.length] ?? 0, a, b)
}
