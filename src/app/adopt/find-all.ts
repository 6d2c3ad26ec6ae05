import { hasSourceLanguage } from '../../core/inline.js'
import { hasHan, normalizeText, sameText } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import { isMarkupBroken } from './broken-markup.js'
import { hasChineseLeft } from './chinese-left.js'
import { membersOf, speaks } from './correct-ledgers.js'
import { type DerivedOrigin, deriveOrigin } from './derive-origin.js'
import { type Editions, sourceSteps } from './edition.js'
import { foldLanguage } from './evidence.js'
import { findDamaged } from './find-damaged.js'
import { judgeMissing } from './judge-missing.js'
import type { Lengths } from './lengths.js'
import type { AdoptFinding, FindingClass, FoundPlace } from './report.js'
import { FINDING_CLASSES } from './report.js'

/** Names a file as people know it. */
export type ShownPath = (side: 'source' | 'target', path: string) => string

/** Links less certain than this are for people to look at. */
const WEAK = 0.5

/** Blocks that readers read; the others are how a page is built. */
const READ = new Set(['fence', 'math', 'html', 'definition'])

/** Of these, those that say the same in all languages, comments apart. */
const CODE = new Set(['fence', 'math'])

interface Cause {
  readonly class: FindingClass
  readonly confidence: number
  readonly translatedFrom?: string | null
  readonly commit?: { readonly commit: string | null; readonly time: number } | null | undefined
}

/** The whole book as it was taken over. */
export interface AdoptedBook {
  readonly editions: Editions
  readonly byId: ReadonlyMap<string, SegmentRecord>
  readonly lengths: Lengths
}

/** Finds what an author should know of a chapter. `records` are all of it; of a group the first member speaks. */
export function findInChapter(book: AdoptedBook, records: readonly SegmentRecord[], shown: ShownPath): AdoptFinding[] {
  const findings: AdoptFinding[] = []
  const add = (record: SegmentRecord, cause: Cause, within: SegmentRecord = record) =>
    findings.push(toFinding(record, within, cause, shown))
  const silent = new Set<SegmentRecord>()
  for (const { block, within, swallowed } of findDamaged(records)) {
    if (silent.has(block)) continue
    add(within.block && within.source ? within : block, { class: 'damaged', confidence: 0.85 }, within)
    for (const record of [block, within, ...swallowed]) silent.add(record)
  }
  const isInside = insideMissing(records)
  for (const { record, why, confidence, born } of judgeMissing(book.editions, records)) {
    if (silent.has(record) || why === 'rendering' || isInside(record)) continue
    add(record, { class: why, confidence, commit: born })
  }
  for (const record of records) {
    if (silent.has(record)) continue
    const cause = causeOf(book, record)
    if (cause) add(record, cause)
  }
  return findings
}

function causeOf({ editions, byId, lengths }: AdoptedBook, record: SegmentRecord): Cause | null {
  if (record.status === 'obsolete' && record.targets.length > 0 && !record.block) return deletedCause(editions, record)
  if (!speaks(record)) return null
  const copied = copiedShare(record)
  if (copied !== null) return { class: 'copy', confidence: copied, commit: sourceSteps(editions, [record]).at(-1) }
  const origin = deriveOrigin(editions, membersOf(record, byId))
  const changed = origin && changeCause(record, origin)
  if (changed?.class === 'stale') return changed
  const broken = brokenShare(record, origin)
  if (broken !== null) return { class: 'damaged', confidence: broken }
  const short = record.basis === 'assumed' ? lengths.cutShort(record) : null
  if (short !== null) return { class: 'dropped', confidence: short, commit: sourceSteps(editions, [record])[0] }
  return changed ?? weakCause(record)
}

/** How sure it is that English is still Chinese, all of it or a part; `null` when it is not. */
function copiedShare({ gap, block, kind, source, targets }: SegmentRecord): number | null {
  const target = joinTexts(targets.map(({ text }) => text))
  if (gap === 'copy') return hasChineseLeft(target) || sameText(target, source?.text ?? '') ? 0.98 : 0.5
  if (block) return READ.has(kind) && hasHan(target) ? 0.6 : null
  return hasSourceLanguage(source?.text ?? '') && hasChineseLeft(target) ? 0.8 : null
}

/** How sure it is that code or markup was broken in translation; `null` where all is well. */
function brokenShare(record: SegmentRecord, origin: DerivedOrigin | null): number | null {
  const [chinese, english] = [record.source?.text ?? '', joinTexts(record.targets.map(({ text }) => text))]
  if (!record.block) return isMarkupBroken(chinese, english) ? 0.75 : null
  return isStrangeCode(record, origin) && foldLanguage(chinese) !== foldLanguage(english) ? 0.65 : null
}

/** Code that says what the source never said, in all its past. What it says in Chinese may be translated. */
function isStrangeCode({ kind, status, source }: SegmentRecord, origin: DerivedOrigin | null): boolean {
  if (!CODE.has(kind) || status !== 'stale' || hasHan(source?.text ?? '')) return false
  return origin?.change === 'none' && origin.today.commit !== null
}

function deletedCause({ source }: Editions, record: SegmentRecord): Cause {
  const text = normalizeText(record.source?.text ?? '')
  const removal = [...source.removed].findLast(([version]) => version.text === text)?.[1]
  return { class: 'deleted-in-source', confidence: 0.8, translatedFrom: record.source?.text ?? null, commit: removal }
}

/** What a change of the source since means, where the facts do not say that it has been dealt with. */
function changeCause(record: SegmentRecord, { from, since, change, confidence }: DerivedOrigin): Cause | null {
  const cause = { confidence, translatedFrom: from.text, commit: since }
  if (record.status === 'stale' && change === 'meaning') {
    if (!record.block || READ.has(record.kind)) return { class: 'stale', ...cause }
  }
  if (record.block || (change !== 'form' && change !== 'slip')) return null
  return record.basis === 'assumed' ? { class: 'cosmetic', ...cause } : null
}

function weakCause({ confidence, block, basis, status }: SegmentRecord): Cause | null {
  if (block || basis !== 'assumed' || status === 'carried' || confidence === null || confidence >= WEAK) return null
  return { class: 'weak-link', confidence }
}

/** What stands in a block that is missing as a whole is not missed by itself. */
function insideMissing(records: readonly SegmentRecord[]): (record: SegmentRecord) => boolean {
  const lines = new Set<number>()
  for (const { block, status, source } of records) {
    if (!block || status !== 'untranslated' || !source) continue
    for (let line = source.startLine; line <= source.endLine; line++) lines.add(line)
  }
  return ({ block, source }) => !block && source !== null && lines.has(source.startLine)
}

function toFinding(record: SegmentRecord, within: SegmentRecord, cause: Cause, shown: ShownPath): AdoptFinding {
  const { commit, confidence, translatedFrom = null } = cause
  return {
    class: cause.class,
    confidence: Math.round(confidence * 100) / 100,
    source: sourcePlace(record, shown),
    target: targetPlace(within, shown),
    translatedFrom,
    sourceCommit: commit?.commit ?? null,
    sourceDate: commit?.commit ? new Date(commit.time).toISOString() : null,
    segment: record.id,
  }
}

function sourcePlace({ chapter, source, status }: SegmentRecord, shown: ShownPath): FoundPlace | null {
  if (!source || status === 'obsolete') return null
  return { path: shown('source', chapter), startLine: source.startLine, endLine: source.endLine, text: source.text }
}

function targetPlace({ targets }: SegmentRecord, shown: ShownPath): FoundPlace | null {
  const [first] = targets
  if (!first) return null
  const own = targets.filter(({ path }) => path === first.path)
  return {
    path: shown('target', first.path),
    startLine: first.startLine,
    endLine: own.at(-1)?.endLine ?? first.endLine,
    text: joinTexts(own.map(({ text }) => text)),
  }
}

/** Most certain first; among equals the most pressing, in the order of the book. */
export function inOrder(findings: readonly AdoptFinding[]): AdoptFinding[] {
  const rank = new Map(FINDING_CLASSES.map((name, index) => [name, index]))
  return [...findings].sort(
    (a, b) => b.confidence - a.confidence || (rank.get(a.class) ?? 0) - (rank.get(b.class) ?? 0) || comparePlaces(a, b),
  )
}

function comparePlaces(a: AdoptFinding, b: AdoptFinding): number {
  const [left, right] = [a.source ?? a.target, b.source ?? b.target]
  if (left?.path !== right?.path) return (left?.path ?? '') < (right?.path ?? '') ? -1 : 1
  return (left?.startLine ?? 0) - (right?.startLine ?? 0)
}
