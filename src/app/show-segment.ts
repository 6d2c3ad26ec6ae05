import { machineOrigin } from '../core/derive.js'
import type { SuggestionNote } from '../core/notes.js'
import { stampOf } from '../core/stamp.js'
import { diffWords } from '../match/diff-words.js'
import { findSegment } from './find-segment.js'
import type { ShowInput } from './input.js'
import { listedSegment } from './listed-segment.js'
import type { HistorySide, SegmentRecord } from './ports.js'
import { type RefreshDeps, refresh } from './refresh.js'
import type { ShowReport, Suggestion } from './report.js'
import { suggestionsFor } from './suggestions.js'

/**
 * All that is known of a segment.
 *
 * @throws ZhenError `segment-unknown`, `segment-ambiguous`, and what reading files throws
 */
export async function showSegment(deps: RefreshDeps, { id }: ShowInput): Promise<ShowReport> {
  const { sourceAvailable, notices } = await refresh(deps)
  const record = await findSegment(deps.index, id)
  return {
    sourceAvailable,
    notices,
    segment: listedSegment(record, deps.workspace.shownPath),
    words: record.translatedFrom === null ? [] : diffWords(record.translatedFrom, record.source?.text ?? ''),
    since: await firstSeen(deps, record),
    facts: record.facts,
    suggestions: (await suggestionsFor(deps.workspace, record)).map((note) =>
      shownSuggestion(note, record.source?.text ?? ''),
    ),
  }
}

async function firstSeen({ seen }: RefreshDeps, { source, targets }: SegmentRecord): Promise<ShowReport['since']> {
  const when = async (side: HistorySide, text: string | undefined) => {
    const at = text === undefined ? undefined : (await seen?.texts.firstSeen(side, [text]))?.get(text)
    return at === undefined ? null : stampOf(at)
  }
  return { source: await when('source', source?.text), target: await when('target', targets[0]?.text) }
}

/** A suggestion as reports tell it. `source` is today's. */
export function shownSuggestion({ target, engine, model, from, score }: SuggestionNote, source: string): Suggestion {
  return {
    text: target,
    origin: machineOrigin(model === undefined ? { engine } : { engine, model }),
    from: from ?? null,
    score: score ?? null,
    words: from === undefined ? [] : diffWords(from, source),
  }
}
