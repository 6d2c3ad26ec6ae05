import { encodeCodes } from '../../core/codes/encode.js'
import type { Fact } from '../../core/fact.js'
import type { Note } from '../../core/notes.js'
import type { Status } from '../../core/status.js'
import { sameText } from '../../core/text.js'
import { diffWords } from '../../match/diff-words.js'
import { leverage, type Match } from '../../memory/leverage.js'
import { fitsDecision, membersOf } from '../decide.js'
import { Neighbours } from '../draft/neighbours.js'
import { fillMemory } from '../fill-memory.js'
import { jointSource, jointTarget } from '../joint-texts.js'
import { listedSegment } from '../listed-segment.js'
import { isLiveRecord } from '../live-records.js'
import type { ChapterRecord, SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { shownSuggestion } from '../show-segment.js'
import { suggestionsAmong } from '../suggestions.js'
import { commentsAmong } from './known-notes.js'
import type { HistoryStep, MemoryHit, Neighbour, ReviewAction, ReviewSegment, Seen, TextView } from './view.js'
import type { WrittenBlocks } from './written-blocks.js'

/** How many paragraphs are shown on either side. */
const AROUND = 6

/** How alike a text is, at the least, whose English is shown, how many are, and among how many they are looked for. */
const LEAST_ALIKE = 0.5
const HITS = 5
const CANDIDATES = 20

/** A segment whose source is in the book. */
export type LiveRecord = SegmentRecord & {
  readonly status: Status
  readonly source: NonNullable<SegmentRecord['source']>
}

export function isLive(record: SegmentRecord): record is LiveRecord {
  return isLiveRecord(record) && record.source !== null
}

export interface SegmentSources {
  readonly record: LiveRecord
  readonly chapters: readonly ChapterRecord[]
  readonly notes: readonly Note[]
  readonly authors: readonly string[]
  readonly blocks: WrittenBlocks
  /** What checks and glossary say of a text as the segment's English. */
  readonly viewOf: (source: string, text: string, chapter: readonly SegmentRecord[]) => Promise<TextView>
}

/** All that a reviewer needs of one segment. The index must agree with the files. */
export async function readSegment(
  deps: ProjectDeps,
  { record, chapters, notes, authors, blocks, viewOf }: SegmentSources,
): Promise<ReviewSegment> {
  const { index, workspace } = deps
  const records = (await index.loadSegments({ chapters: [record.chapter] })).filter(isLive)
  const { text: sourceText, startLine, endLine } = record.source
  const source = jointSource(await membersOf(deps, record))
  const target = jointTarget(record)
  const suggestions = suggestionsAmong(notes, record)
  const at = records.findIndex(({ id }) => id === record.id)
  return {
    ...listedSegment(record, workspace.shownPath),
    status: record.status,
    source: {
      text: sourceText,
      path: workspace.shownPath('source', record.chapter),
      startLine,
      endLine,
      coded: encodeCodes(sourceText),
    },
    groupSource: record.group === null ? null : source,
    seen: seenOf(record, source),
    words: record.translatedFrom === null ? [] : diffWords(record.translatedFrom, source),
    suggestions: suggestions.map((note, place) => ({
      ...shownSuggestion(note, sourceText),
      number: place + 1,
      changes: diffWords(target, note.target),
    })),
    view: record.block ? { issues: [], terms: [] } : await viewOf(source, target, records),
    memory: record.block ? [] : await searchMemory(deps, chapters, record, records),
    written: await blocks.of(record),
    before: await neighboursOf(records.slice(Math.max(0, at - AROUND), at), blocks),
    after: await neighboursOf(records.slice(at + 1, at + 1 + AROUND), blocks),
    comments: commentsAmong(notes, record),
    history: record.facts.flatMap((fact) => stepOf(fact, source)),
    authors,
    actions: actionsOn(record),
  }
}

/** The segment of this id, if its source is in the book. */
export async function findLive({ index }: Pick<ProjectDeps, 'index'>, id: string): Promise<LiveRecord | null> {
  return (await index.loadSegments({ ids: [id] })).find(isLive) ?? null
}

/** What there is to be seen. A copy of the Chinese is no English: it comes with a chapter in which others were written. */
export function seenOf({ targets, gap, source: own }: SegmentRecord, source: string): Seen {
  const isCopy = gap === 'copy' && targets.every(({ text }) => sameText(text, own?.text ?? ''))
  return { source, targets: isCopy ? [] : targets.map(({ text }) => text) }
}

async function neighboursOf(records: readonly LiveRecord[], blocks: WrittenBlocks): Promise<Neighbour[]> {
  const neighbours: Neighbour[] = []
  for (const record of records) {
    const { id, kind, block, status, source } = record
    const written = await blocks.of(record)
    neighbours.push({
      id,
      kind: block ? 'block' : (kind as Neighbour['kind']),
      status,
      source: written?.source ?? source.text,
      target: written?.target ?? jointTarget(record),
    })
  }
  return neighbours
}

async function searchMemory(
  deps: ProjectDeps,
  chapters: readonly ChapterRecord[],
  record: LiveRecord,
  records: readonly LiveRecord[],
): Promise<MemoryHit[]> {
  await fillMemory(deps, chapters)
  const { text } = record.source
  const same = (await deps.memory.exact([text])).get(text) ?? []
  const candidates = await deps.memory.findCandidates(text, CANDIDATES)
  const isOwn = (pair: Match['pair']) => pair.id === record.id && sameText(pair.target, jointTarget(record))
  const pairs = [...same, ...candidates].filter((pair) => !isOwn(pair))
  const sought = new Neighbours(records).sought(record)
  const { exact, fuzzy } = leverage(sought, pairs, { threshold: LEAST_ALIKE, limit: HITS })
  return [...exact, ...fuzzy].slice(0, HITS).map(({ pair, target, similarity, kind }) => ({
    source: pair.source,
    target,
    similarity: Math.round(similarity * 100) / 100,
    kind,
    quality: pair.quality,
    chapter: pair.chapter,
    origin: pair.origin,
    words: kind === 'exact' ? [] : diffWords(pair.source, text),
  }))
}

/** What happened, as people tell it. Text that never had a source is no step of a segment's. */
function stepOf(fact: Fact, today: string): HistoryStep[] {
  if (fact.fact === 'added') return []
  const isDecision = 'by' in fact
  return [
    {
      what: fact.fact,
      by: isDecision ? fact.by : fact.fact === 'machine' ? fact.engine : null,
      at: isDecision ? fact.at : null,
      reason: isDecision ? (fact.reason ?? null) : null,
      target: 'target' in fact ? fact.target : null,
      isOfToday: sameText(fact.source, today),
      isAssumed: fact.fact === 'translated' && fact.basis === 'assumed',
    },
  ]
}

/** What a person may do with a segment as it is. */
function actionsOn(record: LiveRecord): ReviewAction[] {
  const actions: ReviewAction[] = record.block ? [] : ['edit']
  if (fitsDecision('accept', record)) actions.push('accept')
  if (fitsDecision('approve', record)) actions.push('approve', 'finalise')
  if (fitsDecision('still-valid', record)) actions.push('still-valid')
  if (fitsDecision('omit', record)) actions.push('omit')
  if (fitsDecision('reopen', record)) actions.push('reopen')
  return actions
}
