/** Gathers distinct small numbers, such as ids. One collector serves many sets, one after another. */
export class Collector {
  #stamps = new Int32Array(1024)
  #stamp = 1
  #found: number[] = []

  /** True when `id` was not in the present set yet. */
  add(id: number): boolean {
    if (id >= this.#stamps.length) this.#grow(id)
    if (this.#stamps[id] === this.#stamp) return false
    this.#stamps[id] = this.#stamp
    this.#found.push(id)
    return true
  }

  addAll(ids: readonly number[]): void {
    for (let at = 0; at < ids.length; at++) this.add(ids[at] as number)
  }

  /** The set, in the order in which it was gathered. The next one begins. */
  take(): number[] {
    const taken = this.#found
    this.#found = []
    this.#stamp++
    return taken
  }

  #grow(id: number): void {
    const grown = new Int32Array(Math.max(id + 1, this.#stamps.length * 2))
    grown.set(this.#stamps)
    this.#stamps = grown
  }
}
