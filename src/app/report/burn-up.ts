import { parseLedger } from '../../core/ledger.js'
import { stampOf } from '../../core/stamp.js'
import type { EditionHistory, Revision } from '../adopt/edition-history.js'
import { percentOf } from '../report-status.js'
import { addFigures, type Figures, LedgerCounter, NO_FIGURES } from './ledger-figures.js'
import type { BurnUp, BurnUpPoint, ChangedPart } from './project-report.js'

/** How many points in time are looked at, today not counted. */
export const MOST_POINTS = 60

/** The past of the ledgers. Paths are those of the ledgers' files, below their folder. */
export interface LedgerPast {
  history(): Promise<EditionHistory>
  /** The ledgers that a commit holds. */
  at(commit: string): Promise<readonly string[]>
  texts(blobs: readonly string[]): AsyncIterable<string>
}

/** Reads from the ledger's commits how far the translation had got, at most {@link MOST_POINTS} times. */
export async function burnUp(past: LedgerPast, today: Figures, now: number): Promise<BurnUp> {
  const history = await past.history()
  const { revisions } = history
  const states = sample(statesOf(revisions), MOST_POINTS)
  const figuresOf = await readFigures(past, [...new Set(states.flatMap(({ blobs }) => blobs))])
  const points = states.flatMap(({ commit, time, blobs }): BurnUpPoint[] => {
    const sum = sumOfBlobs(blobs, figuresOf)
    return sum === null ? [] : [{ commit, at: stampOf(time), ...pointOf(sum) }]
  })
  const latest = Math.max(now, states.at(-1)?.time ?? 0)
  return {
    points: [...points, { commit: null, at: stampOf(latest), ...pointOf(today) }],
    commits: revisions.length,
    unreadable: states.length - points.length,
    reach: reachOf(history),
  }
}

/** How far back a past goes. */
export function reachOf({ revisions, isShallow }: EditionHistory): BurnUp['reach'] {
  return revisions.length === 0 ? 'none' : isShallow ? 'shallow' : 'complete'
}

/** The figures of a commit, as its ledgers tell; `null` where it has none, or one that this version cannot read. */
export async function figuresAt(past: LedgerPast, commit: string): Promise<ChangedPart['before']> {
  const blobs = await past.at(commit)
  const sum = sumOfBlobs(blobs, await readFigures(past, blobs))
  return blobs.length === 0 || sum === null ? null : pointOf(sum)
}

function pointOf({ segments, characters }: Figures): Omit<BurnUpPoint, 'commit' | 'at'> {
  const total = Object.values(segments).reduce((sum, count) => sum + count, 0)
  const done = characters.translated + characters.reviewed + characters.final
  const counted = done + characters.untranslated + characters.stale + characters.draft
  return { segments: { total, ...segments }, characters, percentTranslated: percentOf(done, counted) }
}

/** All ledgers there were after a commit. */
interface State {
  readonly commit: string
  readonly time: number
  readonly blobs: readonly string[]
}

/** What each commit left. No clock runs backwards: a commit is no earlier than the one before it. */
function statesOf(revisions: readonly Revision[]): State[] {
  const present = new Map<string, string>()
  let latest = 0
  return revisions.map(({ commit, time, edits }) => {
    for (const { path, from, blob } of edits) {
      if (from !== null) present.delete(from)
      if (blob === null) present.delete(path)
      else present.set(path, blob)
    }
    latest = Math.max(latest, time)
    return { commit, time: latest, blobs: [...present.values()] }
  })
}

/** The first and the last, and of equal spans of time between them the last in each. */
function sample(states: readonly State[], most: number): State[] {
  const [first, last] = [states[0], states.at(-1)]
  if (states.length <= most || !first || !last) return [...states]
  const span = Math.max(1, last.time - first.time)
  const bySpan = new Map<number, State>()
  for (const state of states.slice(1, -1)) {
    bySpan.set(Math.min(most - 3, Math.floor(((state.time - first.time) / span) * (most - 2))), state)
  }
  return [first, ...bySpan.values(), last]
}

/** By blob; `null` for what cannot be read. */
async function readFigures(past: LedgerPast, blobs: readonly string[]): Promise<ReadonlyMap<string, Figures | null>> {
  const counter = new LedgerCounter()
  const figures = new Map<string, Figures | null>()
  let at = 0
  for await (const text of past.texts(blobs)) figures.set(blobs[at++] ?? '', countOrNull(counter, text))
  return figures
}

/** `null` where one of them cannot be read. */
function sumOfBlobs(blobs: readonly string[], figuresOf: ReadonlyMap<string, Figures | null>): Figures | null {
  return blobs.reduce<Figures | null>((total, blob) => {
    const figures = figuresOf.get(blob) ?? null
    return total && figures && addFigures(total, figures)
  }, NO_FIGURES)
}

function countOrNull(counter: LedgerCounter, text: string): Figures | null {
  try {
    return counter.count(parseLedger(text, ''))
  } catch {
    return null
  }
}
