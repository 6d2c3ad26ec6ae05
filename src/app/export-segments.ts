import { groupBy } from '../core/group-by.js'
import type { Note } from '../core/notes.js'
import type { Status } from '../core/status.js'
import { EXCHANGE_FORMS } from '../exchange/registry.js'
import type { ExchangeUnit } from '../exchange/unit.js'
import { compileTerms } from '../glossary/compile-terms.js'
import { groupMembers, jointOf, unitOf, withMembers } from './exchange/unit-of.js'
import type { ExportInput } from './input.js'
import { isLiveRecord } from './live-records.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { readTerms } from './read-terms.js'
import { refresh } from './refresh.js'
import type { ExportReport } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { readNotes } from './suggestions.js'

/** What is exported unless statuses are named: all that has a text to be translated. */
const BY_DEFAULT: readonly Status[] = ['untranslated', 'draft', 'stale', 'translated', 'reviewed', 'final']

/** A file to be written; `null` for the only one. */
export interface ExportedFile {
  readonly chapter: string | null
  readonly text: string
}

/**
 * Segments in a form that other programs edit: in one file, or in one for each chapter.
 *
 * Segments that share their English travel as one, by the first one's id. Blocks do not travel: they hold no text.
 *
 * @throws ZhenError `chapter-unknown`, `glossary-invalid`, and what reading files throws
 */
export async function exportSegments(
  deps: ProjectDeps,
  { chapters, statuses, form, split, languages }: ExportInput,
): Promise<{ readonly files: readonly ExportedFile[]; readonly report: Omit<ExportReport, 'written' | 'dryRun'> }> {
  const { sourceAvailable, notices, chapters: known } = await refresh(deps)
  const wanted = resolveChapters(
    chapters,
    known.map(({ chapter }) => chapter),
  )
  const records = await deps.index.loadSegments(wanted.length > 0 ? { chapters: wanted } : {})
  const asked = new Set<string>(statuses.length > 0 ? statuses : BY_DEFAULT)
  const travelling = records.filter((record) => isLiveRecord(record) && !record.block && asked.has(record.status))
  const units = await unitsOf(deps, await withMembers(deps.index, travelling))
  const { write } = EXCHANGE_FORMS[form]
  const files = parts(units, split).map(({ chapter, some }) => ({
    chapter,
    text: write({ ...languages, units: some }),
  }))
  return {
    files,
    report: {
      sourceAvailable,
      notices,
      form,
      segments: units.length,
      chapters: new Set(units.map(({ chapter }) => chapter)).size,
    },
  }
}

async function unitsOf(deps: ProjectDeps, records: readonly SegmentRecord[]): Promise<ExchangeUnit[]> {
  const terms = compileTerms(await readTerms(deps.workspace))
  const notes: Note[] = []
  for (const chapter of new Set(records.map((record) => record.chapter)))
    notes.push(...(await readNotes(deps.workspace, chapter)))
  return groupMembers(records).map((members) => unitOf(jointOf(members), { terms, notes }))
}

function parts(units: readonly ExchangeUnit[], split: boolean) {
  if (!split) return units.length === 0 ? [] : [{ chapter: null, some: units }]
  return [...groupBy(units, ({ chapter }) => chapter)].map(([chapter, some]) => ({ chapter, some }))
}
