/** For each id the places it is found at, ascending: `places` from `start[id]` up to `start[id + 1]`. */
export interface Postings {
  readonly start: Int32Array
  readonly places: Int32Array
}

/** Turns lists of ids by place into lists of places by id. No list holds an id twice. */
export function postingsOf(ids: number, lists: readonly (readonly number[])[]): Postings {
  const start = new Int32Array(ids + 1)
  let all = 0
  for (const list of lists) {
    all += list.length
    for (let at = 0; at < list.length; at++) increase(start, (list[at] as number) + 1, 1)
  }
  for (let id = 0; id < ids; id++) increase(start, id + 1, start[id] as number)
  const places = new Int32Array(all)
  const next = start.slice()
  for (let place = 0; place < lists.length; place++) {
    const list = lists[place] as readonly number[]
    for (let at = 0; at < list.length; at++) {
      const id = list[at] as number
      places[next[id] as number] = place
      increase(next, id, 1)
    }
  }
  return { start, places }
}

/** Index of the first place of `id` that is not before `from`. */
export function firstFrom({ start, places }: Postings, id: number, from: number): number {
  let low = start[id] as number
  if (from === 0) return low
  let high = start[id + 1] as number
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds to a number that is there. */
export function increase(numbers: Int32Array, at: number, by: number): void {
  numbers[at] = (numbers[at] as number) + by
}
