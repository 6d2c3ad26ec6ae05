import type { SegmentRecord } from '../../src/app/ports.js'
import { normalizeText, sameText } from '../../src/core/text.js'
import { type Census, countEach } from './texts.js'

/** What a sync left, and the texts it had before it. */
export interface Snapshot {
  readonly records: readonly SegmentRecord[]
  readonly source: Census
  readonly target: Census
}

export const FAULTS = [
  'link lost',
  'link moved',
  'stale gone for no reason',
  'stale gone by another link',
  'stale for no reason',
  'stale by another link',
] as const

export type Fault = (typeof FAULTS)[number]

export interface Finding {
  readonly fault: Fault
  readonly place: string
  readonly source: string
  readonly english: string
  readonly note: string
}

export interface StepFigures {
  readonly kept: number
  readonly keptUnderAnotherId: number
  readonly made: number
  readonly becameStale: number
  readonly ceasedStale: Readonly<Record<'english' | 'source' | 'gone', number>>
  readonly findings: readonly Finding[]
}

/** Judges what a sync made of one commit, from texts alone: those that stand on both sides of it must stay as they were. */
export function judgeStep(before: Snapshot, after: Snapshot): StepFigures {
  const links = judgeLinks(before, after)
  const stale = judgeStale(before, after)
  return { ...links, ...stale, findings: [...links.findings, ...stale.findings] }
}

/** Text to translate that has English which is no copy of it. */
function isLinked(record: SegmentRecord): boolean {
  const { block, status, targets, source } = record
  if (block || source === null || targets.length === 0) return false
  if (status === 'obsolete' || status === 'added' || status === 'carried') return false
  return !targets.every(({ text }) => sameText(text, source.text))
}

type Links = Map<string, { readonly source: string; readonly english: string; readonly records: SegmentRecord[] }>

function linksOf(records: readonly SegmentRecord[]): Links {
  const links: Links = new Map()
  for (const record of records.filter(isLinked)) {
    const source = normalizeText(record.source?.text ?? '')
    for (const english of record.targets.map(({ text }) => normalizeText(text))) {
      const key = `${source}\0${english}`
      links.set(key, { source, english, records: [...(links.get(key)?.records ?? []), record] })
    }
  }
  return links
}

function judgeLinks(before: Snapshot, after: Snapshot) {
  const [older, newer] = [linksOf(before.records), linksOf(after.records)]
  const rivals = new Set(after.records.flatMap((record) => record.targets.map(({ text }) => normalizeText(text))))
  const known = new Set(before.records.filter(isLinked).map(({ id }) => id))
  const findings: Finding[] = []
  let kept = 0
  let keptUnderAnotherId = 0
  for (const [key, { source, english, records }] of older) {
    const possible = Math.min(records.length, after.source.get(source) ?? 0, after.target.get(english) ?? 0)
    const found = newer.get(key)?.records ?? []
    const ids = new Set(found.map(({ id }) => id))
    kept += Math.min(possible, found.length)
    keptUnderAnotherId += Math.max(0, Math.min(possible, found.length) - records.filter(({ id }) => ids.has(id)).length)
    for (const record of records.filter(({ id }) => !ids.has(id)).slice(0, Math.max(0, possible - found.length))) {
      const now = after.records.find(({ id }) => id === record.id)
      if (now && hasNewSource(record, now)) continue
      const other = now?.targets.map(({ text }) => text).join(' / ') ?? ''
      const fault = other !== '' || rivals.has(english) ? 'link moved' : 'link lost'
      findings.push({ fault, place: placeOf(record), source, english, note: `now ${now?.status}: ${other}` })
    }
  }
  const made = after.records.filter((record) => isLinked(record) && !known.has(record.id)).length
  return { kept, keptUnderAnotherId, made, findings }
}

/** Its own Chinese was changed and it kept its English; that the old text still stands is another segment's doing. */
function hasNewSource(was: SegmentRecord, now: SegmentRecord): boolean {
  const isChanged = now.status !== 'obsolete' && !sameText(was.source?.text ?? '', now.source?.text ?? '')
  return isChanged && sameText(englishOf(was), englishOf(now))
}

function judgeStale(before: Snapshot, after: Snapshot) {
  const older = new Map(before.records.map((record) => [record.id, record]))
  const newer = new Map(after.records.map((record) => [record.id, record]))
  const pairsBefore = countEach(before.records.filter(isLinked).map(pairOf))
  const pairsAfter = countEach(after.records.filter(isLinked).map(pairOf))
  const findings: Finding[] = []
  const ceasedStale = { english: 0, source: 0, gone: 0 }
  let becameStale = 0
  for (const record of before.records.filter(isStale)) {
    const now = newer.get(record.id)
    if (now && isStale(now)) continue
    const cause = causeOf(record, now, after)
    if (cause in ceasedStale) ceasedStale[cause as keyof typeof ceasedStale]++
    else if (pairsAfter.has(pairOf(record)) || cause !== 'none') findings.push(goneFor(cause, record, now))
    else findings.push(goneFor('none', record, now))
  }
  for (const record of after.records.filter(isStale)) {
    const was = older.get(record.id)
    if (was && isStale(was)) continue
    becameStale++
    const source = normalizeText(record.source?.text ?? '')
    if (!before.source.has(source)) continue
    const isOldPair = pairsBefore.has(pairOf(record))
    const isOldEnglish = record.targets.every(({ text }) => before.target.has(normalizeText(text)))
    const fault = isOldPair ? 'stale for no reason' : 'stale by another link'
    const note = `was ${was?.status} ${was && !sameText(was.source?.text ?? '', source) ? 'of other Chinese' : ''}, ${isOldEnglish ? 'English was there' : 'English is new'}; made from: ${record.translatedFrom}`
    findings.push({ fault, place: placeOf(record), source, english: englishOf(record), note })
  }
  return { becameStale, ceasedStale, findings }
}

/** Why a segment is stale no longer. */
function causeOf(record: SegmentRecord, now: SegmentRecord | undefined, after: Snapshot) {
  if (!now || now.source === null || now.status === 'obsolete') return 'gone'
  if (!sameText(now.source.text, record.source?.text ?? '')) return 'source'
  if (sameText(englishOf(now), englishOf(record))) return 'none'
  const stillThere = record.targets.every(({ text }) => after.target.has(normalizeText(text)))
  return stillThere ? 'link' : 'english'
}

function goneFor(cause: string, record: SegmentRecord, now: SegmentRecord | undefined): Finding {
  const fault = cause === 'link' ? 'stale gone by another link' : 'stale gone for no reason'
  const note = `now ${now?.status}: ${now ? englishOf(now) : ''}`
  return { fault, place: placeOf(record), source: record.source?.text ?? '', english: englishOf(record), note }
}

function isStale(record: SegmentRecord): boolean {
  return record.status === 'stale' && !record.block
}

function pairOf(record: SegmentRecord): string {
  return `${normalizeText(record.source?.text ?? '')}\0${normalizeText(englishOf(record))}`
}

function englishOf({ targets }: SegmentRecord): string {
  return targets.map(({ text }) => text).join('\n\n')
}

export function placeOf({ chapter, source }: SegmentRecord): string {
  return `${chapter}:${source?.startLine ?? 0}`
}
