import { groupBy } from '../core/group-by.js'
import { STATUSES } from '../core/status.js'
import type { StatusInput } from './input.js'
import type { ChapterRecord, SegmentRecord } from './ports.js'
import { type RefreshDeps, type Refreshed, refresh } from './refresh.js'
import type { ChapterProgress, Progress, SectionProgress, SegmentCounts, StatusReport } from './report.js'
import { countTranslators } from './report-translators.js'
import { resolveChapters } from './resolve-chapters.js'
import { countRecords } from './sync/derive-records.js'

/** The figures from which progress is computed. */
type Figures = Omit<ChapterRecord, 'chapter' | 'sourceHash' | 'targetHash' | 'ledgerHash' | 'pending' | 'elsewhere'>

/**
 * Counts segments by status, for each chapter and in all.
 *
 * @param known the project as it is now, for whoever has looked already
 * @throws ZhenError `chapter-unknown`, and what reading files throws
 */
export async function reportStatus(deps: RefreshDeps, input: StatusInput, known?: Refreshed): Promise<StatusReport> {
  const { sourceAvailable, notices, chapters } = known ?? (await refresh(deps))
  const wanted = new Set(
    resolveChapters(
      input.chapters,
      chapters.map(({ chapter }) => chapter),
    ),
  )
  const records = wanted.size === 0 ? chapters : chapters.filter(({ chapter }) => wanted.has(chapter))
  const segments =
    input.groupBy === 'chapter'
      ? []
      : await deps.index.loadSegments({ chapters: records.map(({ chapter }) => chapter) })
  const byChapter = groupBy(segments, ({ chapter }) => chapter)
  return {
    sourceAvailable,
    notices,
    chapters: records.map((record): ChapterProgress => {
      const progress = { chapter: record.chapter, ...progressOf(record) }
      return input.groupBy === 'section'
        ? { ...progress, sections: sectionsOf(byChapter.get(record.chapter) ?? []) }
        : progress
    }),
    total: progressOf(sumOf(records)),
    ...(input.groupBy === 'translator' && {
      translators: await countTranslators(deps.history, segments, await presentName(deps)),
    }),
  }
}

/** Where nobody has a name nobody has signed anything either. */
export async function presentName({ workspace }: RefreshDeps): Promise<string | null> {
  return workspace.personName().catch(() => null)
}

/** The figures of one or several chapters as reports tell them. */
export function progressOf(figures: Figures): Progress {
  const { counts, countedCharacters, translatedCharacters } = figures
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    segments: { total, ...counts } satisfies SegmentCounts,
    obsolete: figures.obsolete,
    added: figures.added,
    misplaced: figures.misplaced,
    sourceCharacters: figures.sourceCharacters,
    percentTranslated: percentOf(translatedCharacters, countedCharacters),
    blocks: figures.blocks,
  }
}

/** To one decimal. Never rounded up to 100: done means done. A book with nothing to translate is done. */
export function percentOf(done: number, all: number): number {
  if (all === 0 || done === all) return 100
  return Math.floor((done / all) * 1000) / 10
}

/** The figures of several chapters together. */
export function sumOf(records: readonly Figures[]): Figures {
  const sum = (pick: (figures: Figures) => number) => records.reduce((total, record) => total + pick(record), 0)
  const counts = Object.fromEntries(STATUSES.map((status) => [status, sum((record) => record.counts[status])]))
  return {
    counts: counts as Figures['counts'],
    sourceCharacters: sum((record) => record.sourceCharacters),
    translatedCharacters: sum((record) => record.translatedCharacters),
    countedCharacters: sum((record) => record.countedCharacters),
    obsolete: sum((record) => record.obsolete),
    added: sum((record) => record.added),
    misplaced: sum((record) => record.misplaced),
    blocks: {
      total: sum((record) => record.blocks.total),
      differing: sum((record) => record.blocks.differing),
      missing: sum((record) => record.blocks.missing),
    },
  }
}

/** Sections in the order in which they come; a heading belongs to the section it opens. */
function sectionsOf(segments: readonly SegmentRecord[]): SectionProgress[] {
  const sections = new Map<string, { section: readonly string[]; segments: SegmentRecord[] }>()
  for (const segment of segments) {
    if (segment.status === 'added' || segment.status === 'obsolete') continue
    const section = segment.kind === 'heading' ? [...segment.section, segment.source?.text ?? ''] : segment.section
    const key = JSON.stringify(section)
    const known = sections.get(key)
    if (known) known.segments.push(segment)
    else sections.set(key, { section, segments: [segment] })
  }
  return [...sections.values()].map(({ section, segments }) => ({ section, ...progressOf(countRecords(segments)) }))
}
