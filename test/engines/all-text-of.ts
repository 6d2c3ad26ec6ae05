import { inspect } from 'node:util'

/**
 * Every text that can be reached from a value, hidden and inherited properties, symbols, causes, maps and getters
 * included: what a log may show of it at any depth.
 */
export function allTextOf(value: unknown): string {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const queue = [value]
  while (queue.length > 0) {
    const next = queue.pop()
    if (typeof next === 'string') texts.push(next)
    if (Buffer.isBuffer(next)) texts.push(next.toString('latin1'))
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue
    seen.add(next)
    if (next instanceof Map) queue.push(...next.keys(), ...next.values())
    if (next instanceof Set) queue.push(...next)
    for (const key of Reflect.ownKeys(next)) {
      queue.push(typeof key === 'symbol' ? key.description : key)
      try {
        queue.push(Reflect.get(next, key))
      } catch {
        // A getter that throws shows nothing.
      }
    }
  }
  return [...texts, inspect(value, { depth: null, showHidden: true, getters: true })].join('\n')
}
