import { normalizeText } from '../../core/text.js'
import type { Entry, TargetUnit } from './entry.js'

/** English for a text that stands in its chapter more than once. */
interface RepeatPair {
  readonly entry: Entry
  readonly unit: TargetUnit
  /** Of the same text, linked to the same English. */
  readonly twin: Entry
}

/**
 * Gives texts without English what others of the same text have, where it stands free between the English of their
 * neighbours. What is equal is told apart by its order alone.
 *
 * @param live the chapter's, in source order
 * @param free of the chapter's English, in document order
 */
export function pairRepeats(live: readonly Entry[], free: readonly TargetUnit[]): RepeatPair[] {
  const twins = twinsOf(live)
  if (free.length === 0 || twins.size === 0) return []
  const queues = queuesOf(free)
  const ends = endsOf(live)
  const pairs: RepeatPair[] = []
  let start = -1
  for (const [at, entry] of live.entries()) {
    if (entry.targets.length > 0) start = Math.max(start, partOf(entry) ?? -1)
    else {
      const unit = take(queues, twins.get(textKey(entry.kind, entry.source ?? '')), start, ends[at] as number)
      if (!unit) continue
      pairs.push({ entry, ...unit })
      start = unit.unit.part
    }
  }
  return pairs
}

/** For each text, by its English, one entry that has it. */
type Twins = ReadonlyMap<string, ReadonlyMap<string, Entry>>

function twinsOf(live: readonly Entry[]): Twins {
  const twins = new Map<string, Map<string, Entry>>()
  for (const entry of live) {
    const [unit, ...more] = entry.targets
    if (!unit || more.length > 0) continue
    const key = textKey(entry.kind, entry.source ?? '')
    const known = twins.get(key) ?? new Map<string, Entry>()
    twins.set(key, known.set(textKey(unit.kind, unit.text), entry))
  }
  return twins
}

function queuesOf(free: readonly TargetUnit[]): Map<string, TargetUnit[]> {
  const queues = new Map<string, TargetUnit[]>()
  for (const unit of [...free].reverse()) {
    const key = textKey(unit.kind, unit.text)
    const queue = queues.get(key)
    if (queue) queue.push(unit)
    else queues.set(key, [unit])
  }
  return queues
}

/** For each place the first part behind it that is taken. */
function endsOf(live: readonly Entry[]): number[] {
  const ends: number[] = []
  let end = Number.POSITIVE_INFINITY
  for (let at = live.length - 1; at >= 0; at--) {
    ends[at] = end
    end = Math.min(end, partOf(live[at] as Entry) ?? end)
  }
  return ends
}

/** Where an entry's English stands in its chapter; `undefined` where it has none there. */
function partOf({ targets: [unit], chapter }: Entry): number | undefined {
  return unit?.path === chapter ? unit.part : undefined
}

/** The first English of the twins' between two parts. What stands before them is of no use to whom comes later. */
function take(
  queues: ReadonlyMap<string, TargetUnit[]>,
  twins: ReadonlyMap<string, Entry> | undefined,
  start: number,
  end: number,
): { readonly unit: TargetUnit; readonly twin: Entry } | null {
  for (const [key, twin] of twins ?? []) {
    const queue = queues.get(key) ?? []
    while (queue.length > 0 && (queue.at(-1) as TargetUnit).part <= start) queue.pop()
    const unit = queue.at(-1)
    if (!unit || unit.part >= end) continue
    queue.pop()
    return { unit, twin }
  }
  return null
}

function textKey(kind: string, text: string): string {
  return `${kind}\0${normalizeText(text)}`
}
