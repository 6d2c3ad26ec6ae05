/** Counts small numbers, such as ids. */
export class Counter {
  #counts = new Int32Array(1024)
  #keys: number[] = []

  /** What was counted, in the order in which it first was. */
  get keys(): readonly number[] {
    return this.#keys
  }

  add(id: number): void {
    if (id >= this.#counts.length) this.#grow(id)
    const count = this.#counts[id] as number
    if (count === 0) this.#keys.push(id)
    this.#counts[id] = count + 1
  }

  of(id: number): number {
    return this.#counts[id] ?? 0
  }

  clear(): void {
    for (const id of this.#keys) this.#counts[id] = 0
    this.#keys = []
  }

  #grow(id: number): void {
    const grown = new Int32Array(Math.max(id + 1, this.#counts.length * 2))
    grown.set(this.#counts)
    this.#counts = grown
  }
}
