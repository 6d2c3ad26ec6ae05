/** A pattern as numbers from 1, and its name. */
export interface Word {
  readonly units: Uint16Array
  readonly pattern: number
}

/** The automaton's tables. A state is a cell; the root is cell 0. */
export interface Tables {
  /**
   * Four numbers a state, side by side because they are read together, at {@link BASE}, {@link CHECK}, {@link FAIL}
   * and {@link HIT}. The child by unit `u` is cell `base + u`, if `check` of it is the state; `fail` is the state of
   * the longest proper suffix; `hit` is the state itself if a pattern ends here, else its `output`.
   */
  readonly cells: Int32Array
  /** The pattern that ends here, or -1. */
  readonly pattern: Int32Array
  /** Nearest proper suffix at which a pattern ends, or 0. */
  readonly output: Int32Array
  readonly depth: Int32Array
}

/** Places looked at before a node's children go behind everything else; bounds the cost of building. */
const MAX_TRIES = 64

const BASE = 0
const CHECK = 1
const FAIL = 2
export const HIT = 3

/** Follows `unit`, falling back to shorter suffixes as far as the root. */
export function step(cells: Int32Array, from: number, unit: number): number {
  let state = from
  for (;;) {
    const cell = (cells[4 * state + BASE] as number) + unit
    if (cells[4 * cell + CHECK] === state) return cell
    if (state === 0) return 0
    state = cells[4 * state + FAIL] as number
  }
}

/** Builds the tables breadth first. `words` are in lexical order and different. */
export function buildTables(words: readonly Word[]): Tables {
  const tables = new GrowingTables(words)
  const queue: Node[] = [{ state: 0, low: 0, high: words.length }]
  for (const node of queue) queue.push(...expand(node, words, tables))
  const { cells, pattern, output, depth } = tables
  return { cells, pattern, output, depth }
}

/** The words from `low` to `high` (exclusive) begin with what leads to `state`. */
interface Node {
  readonly state: number
  readonly low: number
  readonly high: number
}

function expand({ state, low, high }: Node, words: readonly Word[], tables: GrowingTables): Node[] {
  const depth = tables.depth[state] as number
  const from = words[low]?.units.length === depth ? low + 1 : low
  const starts: number[] = []
  for (let index = from; index < high; index++) {
    if (index === from || unitAt(words, index, depth) !== unitAt(words, index - 1, depth)) starts.push(index)
  }
  if (starts.length === 0) return []
  const units = starts.map((index) => unitAt(words, index, depth))
  const base = tables.place(state, units)
  return starts.map((index, child) => {
    const word = words[index] as Word
    tables.link(state, base, units[child] as number, word.units.length === depth + 1 ? word.pattern : -1)
    return { state: base + (units[child] as number), low: index, high: starts[child + 1] ?? high }
  })
}

function unitAt(words: readonly Word[], index: number, depth: number): number {
  return words[index]?.units[depth] as number
}

class GrowingTables implements Tables {
  cells = new Int32Array(0)
  pattern = new Int32Array(0)
  output = new Int32Array(0)
  depth = new Int32Array(0)
  /** Next cell that may be free, at or behind this one: links are shortened as they are followed. */
  #next = new Int32Array(0)
  #end = 1
  readonly #widest: number

  constructor(words: readonly Word[]) {
    this.#widest = words.reduce((widest, { units }) => units.reduce((a, b) => Math.max(a, b), widest), 0)
    const total = words.reduce((sum, { units }) => sum + units.length, 0)
    this.#grow(total + 4 * this.#widest + 2)
    this.#next[0] = 1
  }

  /** Finds room for children by `units` (ascending), takes it, and gives the base. */
  place(state: number, units: readonly number[]): number {
    const lowest = units[0] as number
    let base = -1
    let cell = this.#free(lowest)
    for (let tries = 0; tries < MAX_TRIES && base === -1; tries++) {
      if (units.every((unit) => this.#isFree(cell - lowest + unit))) base = cell - lowest
      else cell = this.#free(cell + 1)
    }
    if (base === -1) base = this.#end
    this.#grow(base + 2 * this.#widest + 2)
    for (const unit of units) this.#take(base + unit, state)
    this.cells[4 * state + BASE] = base
    return base
  }

  /** Completes a child whose cell is taken. All shorter states must have been linked. */
  link(parent: number, base: number, unit: number, pattern: number): void {
    const cell = base + unit
    const fail = parent === 0 ? 0 : step(this.cells, this.cells[4 * parent + FAIL] as number, unit)
    this.depth[cell] = (this.depth[parent] as number) + 1
    this.pattern[cell] = pattern
    this.cells[4 * cell + FAIL] = fail
    this.output[cell] = this.cells[4 * fail + HIT] as number
    this.cells[4 * cell + HIT] = pattern === -1 ? (this.output[cell] as number) : cell
  }

  #take(cell: number, state: number): void {
    this.cells[4 * cell + CHECK] = state
    this.#next[cell] = cell + 1
    this.#end = Math.max(this.#end, cell + 1)
  }

  #isFree(cell: number): boolean {
    return cell >= this.depth.length || (cell > 0 && this.cells[4 * cell + CHECK] === -1)
  }

  #free(from: number): number {
    this.#grow(from + 2)
    let cell = from
    while (cell < this.#next.length && this.#next[cell] !== cell) {
      const next = this.#next[cell] as number
      this.#next[cell] = this.#next[next] ?? next
      cell = next
    }
    return cell
  }

  #grow(length: number): void {
    const old = this.depth.length
    if (length <= old) return
    const size = Math.max(length, old * 2)
    this.cells = widen(this.cells, 4 * size, 0)
    this.pattern = widen(this.pattern, size, -1)
    this.output = widen(this.output, size, 0)
    this.depth = widen(this.depth, size, 0)
    this.#next = widen(this.#next, size, 0)
    for (let cell = old; cell < size; cell++) {
      this.cells[4 * cell + CHECK] = -1
      this.#next[cell] = cell
    }
  }
}

function widen(array: Int32Array<ArrayBuffer>, size: number, rest: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(size).fill(rest)
  wide.set(array)
  return wide
}
