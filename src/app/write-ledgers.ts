import { formatLedger, parseLedger } from '../core/ledger.js'
import type { Workspace } from './workspace-port.js'

/** A ledger that changes. */
export interface LedgerRevision {
  readonly chapter: string
  /** With LF; empty where there is none. */
  readonly before: string
  readonly after: string
}

/**
 * Writes ledgers that changed together. Lines that go to another chapter are written there before they go here: wherever
 * all ends, each is in a ledger. If it is in two, the next sync unites them.
 *
 * @param write puts one ledger in place; called twice for a chapter to which lines come and from which others go
 */
export async function writeLedgers(
  workspace: Pick<Workspace, 'shownPath'>,
  revised: readonly LedgerRevision[],
  write: (chapter: string, text: string) => Promise<void>,
): Promise<void> {
  const leaving = leavingLines(revised)
  for (const { chapter, after } of revised) if (!leaving.has(chapter)) await write(chapter, after)
  for (const { chapter, before, after } of revised) {
    const ids = leaving.get(chapter)
    if (!ids || !brings(before, after)) continue
    const path = workspace.shownPath('ledger', chapter)
    const left = parseLedger(before, path).filter(({ id }) => ids.has(id))
    await write(chapter, formatLedger([...parseLedger(after, path), ...left]))
  }
  for (const { chapter, after } of revised) if (leaving.has(chapter)) await write(chapter, after)
}

/** Ids that a ledger has now and another will have, by the chapter that they leave. */
function leavingLines(revised: readonly LedgerRevision[]): Map<string, Set<string>> {
  const leaving = new Map<string, Set<string>>()
  if (revised.every(({ before }) => before === '')) return leaving
  const homes = new Set(revised.flatMap(({ after }) => idsIn(after)))
  for (const { chapter, before, after } of revised) {
    const kept = new Set(idsIn(after))
    const gone = idsIn(before).filter((id) => !kept.has(id) && homes.has(id))
    if (gone.length > 0) leaving.set(chapter, new Set(gone))
  }
  return leaving
}

function brings(before: string, after: string): boolean {
  const known = new Set(idsIn(before))
  return idsIn(after).some((id) => !known.has(id))
}

/** Read off the text, whoever wrote it and with whatever blanks: quotes within texts are escaped. */
function idsIn(ledger: string): string[] {
  return Array.from(ledger.matchAll(/"id"\s*:\s*("(?:[^"\\]|\\.)*")/g), ([, id = '']) => JSON.parse(id) as string)
}
