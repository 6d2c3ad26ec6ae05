import { type BaselineEntry, formatBaseline, matchBaseline, parseBaseline } from '../../core/baseline.js'
import { ZhenError } from '../../core/errors.js'
import type { CheckInput } from '../input.js'
import type { BaselineOutcome } from '../report.js'
import type { FoundIssue } from './found.js'

/** How much of the text a baseline shows. */
const SHOWN = 40

/**
 * Sets findings aside that the baseline has, and updates it where that is asked for: what is gone goes out, and new
 * findings come in only where there was no baseline, or with `acceptNew`.
 *
 * @param isLookedAt whether an entry's finding would have been found if it were still there
 * @throws ZhenError `baseline-missing`, `baseline-invalid`, `target-unwritable`
 */
export async function settleBaseline(
  issues: readonly FoundIssue[],
  { baseline, dryRun }: CheckInput,
  isLookedAt: (entry: BaselineEntry) => boolean,
): Promise<{ readonly fresh: readonly FoundIssue[]; readonly outcome: BaselineOutcome | null }> {
  if (!baseline) return { fresh: issues, outcome: null }
  const { file, update } = baseline
  const text = await file.read()
  if (text === null && !update) throw new ZhenError('baseline-missing', { path: file.shown })
  const entries = text === null ? [] : parseBaseline(text, file.shown)
  const { fresh, known, gone } = matchBaseline(entries, issues, (issue) => issue)
  const lost = gone.filter(isLookedAt)
  const outcome = { file: file.shown, known: known.length, gone: lost, added: 0, updated: false, dryRun }
  if (!update) return { fresh, outcome }
  const added = text === null || baseline.acceptNew ? fresh : []
  const kept = gone.filter((entry) => !isLookedAt(entry))
  const next = formatBaseline([...kept, ...[...known, ...added].map(entryOf)])
  const updated = next !== text
  if (updated && !dryRun) await file.write(next)
  return {
    fresh: fresh.filter((issue) => !added.includes(issue)),
    outcome: { ...outcome, known: known.length + added.length, added: added.length, updated },
  }
}

function entryOf({ fingerprint, check, chapter, passage, excerpt }: FoundIssue): BaselineEntry {
  const text = (passage?.text ?? excerpt ?? '').replace(/\s+/g, ' ').trim()
  return { fingerprint, check, chapter, text: text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text }
}
