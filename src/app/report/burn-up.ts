import { parseLedger } from '../../core/ledger.js'
import { stampOf } from '../../core/stamp.js'
import type { EditionHistory, Revision } from '../adopt/edition-history.js'
import { percentOf } from '../report-status.js'
import { addFigures, type Figures, LedgerCounter, NO_FIGURES } from './ledger-figures.js'
import type { BurnUp, BurnUpPoint } from './project-report.js'

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
  const { revisions, isShallow } = await past.history()
  const states = sample(statesOf(revisions), MOST_POINTS)
  const figuresOf = await readFigures(past, [...new Set(states.flatMap(({ blobs }) => blobs))])
  const points = states.flatMap(({ commit, time, blobs }): BurnUpPoint[] => {
    const figures = blobs.map((blob) => figuresOf.get(blob) ?? null)
    if (figures.includes(null)) return []
    const sum = figures.reduce<Figures>((total, one) => addFigures(total, one ?? NO_FIGURES), NO_FIGURES)
    return [{ commit, at: stampOf(time), ...pointOf(sum) }]
  })
  const latest = Math.max(now, states.at(-1)?.time ?? 0)
  return {
    points: [...points, { commit: null, at: stampOf(latest), ...pointOf(today) }],
    commits: revisions.length,
    unreadable: states.length - points.length,
    reach: revisions.length === 0 ? 'none' : isShallow ? 'shallow' : 'complete',
  }
}

export function pointOf({ segments, characters }: Figures): Omit<BurnUpPoint, 'commit' | 'at'> {
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

function countOrNull(counter: LedgerCounter, text: string): Figures | null {
  try {
    return counter.count(parseLedger(text, ''))
  } catch {
    return null
  }
}
