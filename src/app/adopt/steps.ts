import { joinTexts } from '../sync/entry.js'
import { type Version, withAncestors } from './version.js'

/** What one or more versions said from a moment on. */
export interface Step {
  readonly text: string
  readonly time: number
  readonly commit: string | null
  /** It was divided since: later steps are parts of it. */
  readonly whole: boolean
}

/** More changes than this are looked at only from the latest back. */
const MOST_STEPS = 400

/**
 * What the texts said together, oldest first, each step different from the one before. Of merged texts all parents
 * count, from when there was the first of them.
 */
export function stepsOf(heads: readonly Version[]): Step[] {
  const ancestors = [...withAncestors(heads)].sort((a, b) => a.time - b.time).slice(-MOST_STEPS)
  const steps: Step[] = []
  for (const [at, { time, commit }] of ancestors.entries()) {
    if (ancestors[at + 1]?.time === time) continue
    const standing = standingAt(heads, time)
    const text = joinTexts(standing.map((version) => version.text))
    if (standing.length === 0 || text === steps.at(-1)?.text) continue
    steps.push({ text, time, commit, whole: heads.some((head) => isDividedSince(head, time)) })
  }
  return steps
}

/** Of what the texts consisted at `time`, in order; nothing before they were born. */
function standingAt(heads: readonly Version[], time: number): Version[] {
  const standing: Version[] = []
  const seen = new Set<Version>()
  const stack = [...heads].reverse()
  for (let version = stack.pop(); version; version = stack.pop()) {
    if (seen.has(version)) continue
    seen.add(version)
    if (version.time <= time) standing.push(version)
    else stack.push(...[...version.parents].reverse())
  }
  return standing
}

function isDividedSince(version: Version, time: number): boolean {
  for (let at: Version | undefined = version; at && at.time > time; at = at.parents[0]) if (at.part) return true
  return false
}
