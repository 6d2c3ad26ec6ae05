import type { SegmentRecord } from '../../src/app/ports.js'
import { isCosmetic } from '../../src/core/status.js'
import { normalizeText, sameText } from '../../src/core/text.js'
import { type Book, type Paragraph, placeOf } from './book.js'
import type { Edition } from './edition.js'
import { type Fate, groupByText, isInPlace, type Judged, type Passage } from './oracle.js'
import { plausibleChanges } from './plausible-changes.js'
import { FAR, NEAR, type Resemblance } from './resemblance.js'

/**
 * What can be wrong with a sync. The first five are what the replay claims never to see.
 *
 * `lost-short`: a short text that went in one place and came in another. `copied`: a text that came in another place
 * while the one that had its English was edited where it stood. `adopted`: English that nobody made from anything was
 * taken for a translation: a comment in code, or what was the source itself until that was put into Chinese.
 * `unsettled`: people's own work was not recognised for what it is.
 */
export const FAULTS = [
  'lost',
  'called-unchanged',
  'wrong-old-source',
  'wrong-class',
  'wrong-stale',
  'wrong-predecessor',
  'orphaned',
  'unlisted',
  'unsettled',
  'lost-short',
  'copied',
  'adopted',
] as const

export type Fault = (typeof FAULTS)[number]

export interface Finding {
  readonly commit: string
  readonly fault: Fault
  readonly place: string
  readonly text: string
  readonly note: string
}

/** What sync did to a segment whose text there was not before. */
export type Outcome = 'followed' | 'followed-wrong' | 'alone'

export interface Verdict {
  readonly findings: readonly Finding[]
  /** By segment of the newer revision; `kept` and `lost` for texts there were before. */
  readonly outcomes: ReadonlyMap<Paragraph, Outcome | 'kept' | 'lost'>
}

/** A revision with what sync made of it. */
export interface Synced {
  readonly book: Book
  readonly records: readonly SegmentRecord[]
}

/** Texts of fewer characters and words than this say too little to be recognised where they stand alone. */
const SHORT = 8

export class Judge {
  readonly #commit: string
  readonly #edition: Edition
  readonly #resemblance: Resemblance
  readonly #before: RecordTable
  readonly #after: RecordTable
  readonly #findings: Finding[] = []
  readonly #outcomes = new Map<Paragraph, Outcome | 'kept' | 'lost'>()

  constructor(commit: string, edition: Edition, resemblance: Resemblance, before: Synced, after: Synced) {
    this.#commit = commit
    this.#edition = edition
    this.#resemblance = resemblance
    this.#before = new RecordTable(before)
    this.#after = new RecordTable(after)
  }

  judge(passage: Passage): Verdict {
    this.#judgeKnown(passage.judged.filter(({ fate }) => wasThere(fate)))
    this.#judgeOthers(passage)
    for (const [paragraph, record] of this.#after.live) if (!this.#isOld(record)) this.#judgeBase(paragraph, record)
    this.#judgeEnglish()
    return { findings: this.#findings, outcomes: this.#outcomes }
  }

  /** True when this sync had nothing to say of a segment that was not said before. */
  #isOld(record: SegmentRecord): boolean {
    const before = this.#before.liveById(record.id)
    return (
      before !== undefined &&
      before.status === record.status &&
      before.source?.text === record.source?.text &&
      targetOf(before) === targetOf(record)
    )
  }

  /** Texts there were before: as many as there were must have the English they had. */
  #judgeKnown(known: readonly Judged[]): void {
    const fates = new Map(known.map(({ paragraph, fate }) => [paragraph, fate]))
    for (const [text, list] of groupByText(known.map(({ paragraph }) => paragraph))) {
      const had = this.#before.byText(text)
      const english = had.flatMap((paragraph) => targetOf(this.#before.recordOf(paragraph)) ?? [])
      const without = list.filter((paragraph) => !takeFrom(english, targetOf(this.#after.recordOf(paragraph))))
      for (const paragraph of list) this.#outcomes.set(paragraph, 'kept')
      const gone = Math.max(0, had.length - list.length)
      const lost = sortCopiesLast(without, fates).slice(0, Math.max(0, english.length - gone))
      for (const paragraph of lost) {
        const alone = fates.get(paragraph) !== 'same' && unitsOf(text) < SHORT
        this.#outcomes.set(paragraph, 'lost')
        const record = this.#after.recordOf(paragraph)
        this.#find(
          english.every((text) => this.#after.hasTarget(text)) ? 'copied' : alone ? 'lost-short' : 'lost',
          paragraph,
          `${record?.status} had ${JSON.stringify(english)} has ${JSON.stringify(targetOf(record))}`,
        )
      }
    }
  }

  #judgeOthers({ judged, gone }: Passage): void {
    const others = judged.filter(({ fate }) => !wasThere(fate))
    const taken = new Set(others.flatMap(({ paragraph }) => this.#predecessors(paragraph).map(({ id }) => id)))
    const free = gone.filter((paragraph) => {
      const record = this.#before.recordOf(paragraph)
      return record !== undefined && !taken.has(record.id) && !this.#after.isLive(record.id)
    })
    for (const { paragraph } of others) this.#judgeOther(paragraph, free)
  }

  #judgeOther(paragraph: Paragraph, free: readonly Paragraph[]): void {
    const record = this.#after.recordOf(paragraph)
    const predecessors = this.#predecessors(paragraph)
    const [best, near] = this.#nearest(paragraph, free)
    const followed = predecessors.length > 0
    const own = followed ? this.#nearness(paragraph, predecessors) : 0
    if (!followed) {
      this.#outcomes.set(paragraph, 'alone')
      if (best && near >= NEAR) this.#find('orphaned', paragraph, `${near.toFixed(2)} ${placeOf(best)} ${best.text}`)
      return
    }
    const passedOver = best !== undefined && near >= NEAR && near > own + 0.1
    const strange = own < FAR && !this.#isRewritten(paragraph, predecessors)
    this.#outcomes.set(paragraph, passedOver || strange ? 'followed-wrong' : 'followed')
    if (passedOver || strange) {
      const from = predecessors.map(({ source }) => source?.text).join(' | ')
      this.#find(
        'wrong-predecessor',
        paragraph,
        `${own.toFixed(2)} from ${from}; ${near.toFixed(2)} ${best?.text ?? ''} (${record?.status})`,
      )
    }
  }

  #nearest({ text }: Paragraph, free: readonly Paragraph[]): [Paragraph | undefined, number] {
    let best: Paragraph | undefined
    let near = 0
    for (const other of free) {
      const ratio = this.#resemblance.of(other.text, text)
      if (ratio > near) [best, near] = [other, ratio]
    }
    return [best, near]
  }

  /** The segments of the older revision that sync takes a segment to have come from. */
  #predecessors(paragraph: Paragraph): SegmentRecord[] {
    const record = this.#after.recordOf(paragraph)
    if (!record) return []
    const own = this.#before.byId(record.id)
    if (own && record.group === null && record.targets.length <= 1) return [own]
    const shared = (record.group ?? []).flatMap((id) => this.#before.byId(id) ?? [])
    const merged = record.targets.length > 1 ? this.#before.byTargets(record.targets.map(({ text }) => text)) : []
    return [...new Set([...(own ? [own] : []), ...shared, ...merged])]
  }

  /** How near a segment is to where it came from; of split or merged ones the parts are taken together. */
  #nearness(paragraph: Paragraph, predecessors: readonly SegmentRecord[]): number {
    const record = this.#after.recordOf(paragraph)
    const members = (record?.group ?? []).flatMap((id) => this.#after.liveById(id)?.source?.text ?? [])
    const from = predecessors.map(({ source }) => source?.text ?? '')
    const whole = this.#resemblance.of(from.join('\n'), members.length > 0 ? members.join('\n') : paragraph.text)
    return from.reduce((best, text) => Math.max(best, this.#resemblance.of(text, paragraph.text)), whole)
  }

  #isRewritten(paragraph: Paragraph, predecessors: readonly SegmentRecord[]): boolean {
    const [first] = predecessors
    const from = first && this.#before.book.get(first.chapter)?.[first.ordinal]
    return from !== undefined && isInPlace(this.#before.book, this.#after.book, paragraph, from)
  }

  /** The English must be called what it is: made from today's source, or from the older one it was made from. */
  #judgeBase(paragraph: Paragraph, record: SegmentRecord): void {
    const target = targetOf(record)
    if (record.block) this.#judgeBlock(paragraph, record)
    if (target === null || record.block) return
    const sources = (record.group ?? [record.id]).flatMap((id) => this.#after.liveById(id)?.source?.text ?? [])
    const bases = record.targets.map(({ text }) => this.#edition.sourceOf(text))
    const today = sortedTexts(sources) === sortedTexts(bases)
    const { status, change, translatedFrom } = record
    if (status === 'stale' && today) this.#find('wrong-stale', paragraph, `from ${translatedFrom}`)
    if (paragraph.carried || status === 'untranslated') return
    if (translatedFrom === null) {
      if (!today)
        this.#find(
          this.#isAdopted(record) ? 'adopted' : 'called-unchanged',
          paragraph,
          `${status}, ${JSON.stringify(record.facts)}, from ${bases.join(' | ')}`,
        )
      return
    }
    if (today) return
    const made = this.#isAdopted(record) ? this.#saidBefore(record) : bases
    if (made && sortedTexts(translatedFrom.split('\n\n')) !== sortedTexts(made.flatMap((base) => base.split('\n\n')))) {
      this.#find('wrong-old-source', paragraph, `says ${translatedFrom}; is ${made.join(' | ')}`)
    }
    const plausible = plausibleChanges(translatedFrom, sources.join('\n\n'))
    if (change !== null && !plausible.has(change)) {
      this.#find('wrong-class', paragraph, `${change}, not ${[...plausible].join('/')}: ${translatedFrom}`)
    }
    if (change !== null && (status === 'stale') === isCosmetic(change)) {
      this.#find('wrong-stale', paragraph, `${status} for a change of ${change}`)
    }
  }

  /** True for English that nobody made from anything, linked by what it says. */
  #isAdopted({ basis, targets }: SegmentRecord): boolean {
    return basis === 'assumed' && !targets.some(({ text }) => this.#edition.wrote(text))
  }

  /** From which source English that nobody made was said to be: that must not change with the source. */
  #saidBefore(record: SegmentRecord): string[] | null {
    const before = this.#before.byId(record.id)
    if (!before || before.group !== null || targetOf(before) !== targetOf(record)) return null
    return [before.translatedFrom ?? before.source?.text ?? '']
  }

  #judgeBlock(paragraph: Paragraph, record: SegmentRecord): void {
    if (record.status !== 'stale') return
    if (record.targets.some(({ text }) => sameText(text, paragraph.text))) this.#find('wrong-stale', paragraph, 'block')
  }

  /** Every piece of English there was is still spoken of: linked, obsolete or added. */
  #judgeEnglish(): void {
    for (const [key, { paragraph, text }] of this.#before.english()) {
      if (!this.#after.speaksOf(key)) this.#find('unlisted', paragraph, text)
    }
  }

  #find(fault: Fault, paragraph: Paragraph, note: string): void {
    this.#findings.push({ commit: this.#commit, fault, place: placeOf(paragraph), text: paragraph.text, note })
  }
}

/** What the English lacks although people have just brought all of it up to date. */
export function judgeSettled(commit: string, edition: Edition, synced: Synced): Finding[] {
  const table = new RecordTable(synced)
  return [...table.live].flatMap(([paragraph, record]) => {
    if (record.block || record.status === 'carried') return []
    const target = targetOf(record)
    const settled =
      record.status === 'translated' &&
      target !== null &&
      record.change === null &&
      sameText(edition.sourceOf(target), paragraph.text)
    if (settled) return []
    const note = `${record.status} ${record.change} ${record.group} ${target}`
    return [{ commit, fault: 'unsettled', place: placeOf(paragraph), text: paragraph.text, note }]
  })
}

class RecordTable {
  readonly live: ReadonlyMap<Paragraph, SegmentRecord>
  readonly book: Book
  readonly #liveById = new Map<string, SegmentRecord>()
  readonly #byId = new Map<string, SegmentRecord>()
  readonly #byText: ReadonlyMap<string, readonly Paragraph[]>
  readonly #byTarget = new Map<string, SegmentRecord>()
  readonly #spoken = new Set<string>()

  constructor({ book, records }: Synced) {
    this.book = book
    const live = new Map<Paragraph, SegmentRecord>()
    for (const record of records) {
      this.#byId.set(record.id, record)
      for (const { path, startLine, text } of record.targets) this.#spoken.add(`${path}:${startLine} ${text}`)
      if (record.status === 'obsolete' || record.status === 'added') continue
      const paragraph = book.get(record.chapter)?.[record.ordinal]
      if (!paragraph || !sameText(paragraph.text, record.source?.text ?? '')) {
        throw new Error(`${record.chapter}: record ${record.ordinal} is not the part that stands there`)
      }
      live.set(paragraph, record)
      this.#liveById.set(record.id, record)
      for (const { text } of record.targets) this.#byTarget.set(text, record)
    }
    this.live = live
    this.#byText = groupByText([...live.keys()].filter(({ block }) => !block))
  }

  recordOf(paragraph: Paragraph): SegmentRecord | undefined {
    return this.live.get(paragraph)
  }

  isLive(id: string): boolean {
    return this.#liveById.has(id)
  }

  liveById(id: string): SegmentRecord | undefined {
    return this.#liveById.get(id)
  }

  byId(id: string): SegmentRecord | undefined {
    return this.#byId.get(id)
  }

  byText(text: string): readonly Paragraph[] {
    return this.#byText.get(text) ?? []
  }

  byTargets(texts: readonly string[]): SegmentRecord[] {
    return texts.flatMap((text) => this.#byTarget.get(text) ?? [])
  }

  /** True when a live segment has this English: a text that was edited took it along, and a copy of it did not. */
  hasTarget(text: string): boolean {
    return [...this.live.values()].some((record) => targetOf(record) === text)
  }

  /** Where English stands, by a key that says place and text. */
  english(): Map<string, { paragraph: Paragraph; text: string }> {
    const found = new Map<string, { paragraph: Paragraph; text: string }>()
    for (const [paragraph, { targets }] of this.live) {
      for (const { path, startLine, text } of targets) found.set(`${path}:${startLine} ${text}`, { paragraph, text })
    }
    return found
  }

  speaksOf(key: string): boolean {
    return this.#spoken.has(key)
  }
}

function targetOf(record: SegmentRecord | undefined): string | null {
  return record && record.targets.length > 0 ? record.targets.map(({ text }) => text).join('\n\n') : null
}

function wasThere(fate: Fate): boolean {
  return fate === 'same' || fate === 'moved' || fate === 'copy'
}

function takeFrom(list: string[], text: string | null): boolean {
  const at = text === null ? -1 : list.indexOf(text)
  if (at === -1) return false
  list.splice(at, 1)
  return true
}

function sortCopiesLast(list: readonly Paragraph[], fates: ReadonlyMap<Paragraph, string>): Paragraph[] {
  const rank = (paragraph: Paragraph) => ['same', 'moved', 'copy'].indexOf(fates.get(paragraph) ?? '')
  return [...list].sort((a, b) => rank(a) - rank(b))
}

function sortedTexts(texts: readonly string[]): string {
  return texts.map(normalizeText).sort().join('\0')
}

/** Han characters and words of other scripts. */
function unitsOf(text: string): number {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu)?.length ?? 0
}
