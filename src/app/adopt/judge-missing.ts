import { hasSourceLanguage } from '../../core/inline.js'
import { similarity } from '../../core/similarity.js'
import { hasHan } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import { type Editions, sourceSteps, targetSteps } from './edition.js'
import { leaningOf, marksOf } from './evidence.js'
import { englishOf } from './made-from.js'
import type { Step } from './steps.js'

/** Why English has nothing for a source: it came later, it was left out, or it renders English that is in the source. */
export interface MissingVerdict {
  readonly record: SegmentRecord
  readonly why: 'added-since' | 'dropped' | 'rendering'
  readonly confidence: number
  /** The source as it first was. */
  readonly born: Step
}

const DAY = 24 * 3_600_000

/** From here on a text is a translation made anew, not an edit. */
const ANEW = 0.5

/** Of the words and codes of Chinese sentences, how many the English ones beside them have if they say the same. */
const RENDERED = 0.6

/** Judges the records of a chapter that have no English, in document order. */
export function judgeMissing(editions: Editions, records: readonly SegmentRecord[]): MissingVerdict[] {
  const live = records.filter(({ source }) => source !== null && source.startLine > 0)
  const isMissing = ({ status, targets }: SegmentRecord) => status === 'untranslated' && targets.length === 0
  if (!live.some(isMissing)) return []
  const made = live.map((record) => (record.targets.length === 0 ? null : madeAt(editions, record)))
  const [before, after] = [lastKnown(made), lastKnown([...made].reverse()).reverse()]
  const rendered = renderings(live)
  return live.flatMap((record, at): MissingVerdict[] => {
    const [born] = isMissing(record) ? sourceSteps(editions, [record]) : []
    if (!born) return []
    if (rendered.has(record)) return [{ record, why: 'rendering', confidence: 0.8, born }]
    const time = Math.max(before[at] ?? 0, after[at] ?? 0)
    if (born.time <= time) return [{ record, why: 'dropped', confidence: 0.9, born }]
    return [{ record, why: 'added-since', confidence: born.time - time > DAY ? 0.95 : 0.6, born }]
  })
}

/** When English was written, or written anew. */
function madeAt(editions: Editions, record: SegmentRecord): number {
  const [birth, ...edits] = englishOf(targetSteps(editions, record))
  let before = birth
  let time = birth?.time ?? 0
  for (const edit of edits) {
    if (before && similarity(before.text, edit.text) < ANEW) time = edit.time
    before = edit
  }
  return time
}

/** For each place the last value at or before it that is known, else 0. */
function lastKnown(values: readonly (number | null)[]): number[] {
  let last = 0
  return values.map((value) => {
    last = value ?? last
    return last
  })
}

/**
 * Chinese that says once more what a passage quoted in English says beside it, run by run: the English edition has the
 * quotation, and needs no translation of its translation.
 */
function renderings(live: readonly SegmentRecord[]): ReadonlySet<SegmentRecord> {
  const found = new Set<SegmentRecord>()
  for (let start = 0; start < live.length; start++) {
    if (!isMissingChinese(live[start])) continue
    let end = start
    while (end < live.length && isMissingChinese(live[end])) end++
    const run = live.slice(start, end)
    const beside = [...quoted(live, start - 1, -1, run.length), ...quoted(live, end, 1, run.length)]
    if (beside.length > 0 && share(run, beside) >= RENDERED) for (const record of run) found.add(record)
    start = end
  }
  return found
}

function isMissingChinese(record: SegmentRecord | undefined): boolean {
  return record !== undefined && !record.block && record.targets.length === 0 && hasHan(textOf(record))
}

/** English segments of the source next to a run, as many as it has at most. */
function quoted(live: readonly SegmentRecord[], from: number, step: 1 | -1, most: number): SegmentRecord[] {
  const passage: SegmentRecord[] = []
  for (let at = from; live[at] && passage.length < most + 1; at += step) {
    const record = live[at] as SegmentRecord
    if (record.block || hasSourceLanguage(textOf(record))) break
    passage.push(record)
  }
  return passage
}

/** How many of the marks of the run the passage has. */
function share(run: readonly SegmentRecord[], passage: readonly SegmentRecord[]): number {
  const { side, marks } = leaningOf(new Set(), marksOf(textsOf(run)), marksOf(textsOf(passage)))
  return marks < run.length ? 0 : (side + 1) / 2
}

function textsOf(records: readonly SegmentRecord[]): string {
  return records.map(textOf).join('\n\n')
}

function textOf({ source }: SegmentRecord): string {
  return source?.text ?? ''
}
