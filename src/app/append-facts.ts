import type { Fact, LedgerLine } from '../core/fact.js'
import { formatLedger, parseLedger } from '../core/ledger.js'
import { sameFact } from '../core/merge-facts.js'
import type { Workspace } from './workspace-port.js'

/** New facts by chapter and id. */
export type NewFacts = ReadonlyMap<string, ReadonlyMap<string, readonly Fact[]>>

/** Appends facts to ledgers on disk. The lock must be held and the ledgers must be synced. */
export async function appendFacts(workspace: Workspace, facts: NewFacts): Promise<string[]> {
  const written: string[] = []
  for (const [chapter, byId] of facts) {
    const path = workspace.shownPath('ledger', chapter)
    const lines = parseLedger((await workspace.read('ledger', chapter)) ?? '', path)
    const appended = lines.map((line) => withFacts(line, byId.get(line.id) ?? []))
    await workspace.writeRecord('ledger', chapter, formatLedger(appended))
    written.push(path)
  }
  return written
}

/** A decision that is made again after it was taken back counts, so only the latest facts are compared. */
function withFacts(line: LedgerLine, facts: readonly Fact[]): LedgerLine {
  const last = line.facts.at(-1)
  const fresh = facts.filter((fact) => !(last && sameFact(last, fact)))
  return fresh.length === 0 ? line : { ...line, facts: [...line.facts, ...fresh] }
}

/** Collects facts by chapter and id. */
export class FactCollection {
  readonly facts = new Map<string, Map<string, Fact[]>>()

  add(chapter: string, id: string, fact: Fact): void {
    const byId = this.facts.get(chapter) ?? new Map<string, Fact[]>()
    this.facts.set(chapter, byId)
    byId.set(id, [...(byId.get(id) ?? []), fact])
  }
}
