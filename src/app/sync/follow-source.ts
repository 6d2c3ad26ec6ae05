import type { Fact, LedgerLine } from '../../core/fact.js'
import { createIdentifier } from '../../core/identifier.js'
import { mergeFacts } from '../../core/merge-facts.js'
import { uniteTwo } from '../../core/merge-lines.js'
import { sameText } from '../../core/text.js'
import { classifyChange } from '../../match/classify-change.js'
import { matchAcross, type PooledUnit } from '../../match/match-across.js'
import { matchTexts } from '../../match/match-texts.js'
import type { MatchResult } from '../../match/match-unit.js'
import type { SyncChange, SyncedChange } from '../report.js'
import type { ChapterInput, Entry } from './entry.js'
import type { PlanInput } from './plan.js'
import { renamedChapters } from './renamed-chapters.js'
import { canTravel, findTravellers, type Travellers, travellerKey } from './travellers.js'
import { isBlockKind, type Unit, unitsOf, unitsOfLedger } from './units.js'

/** What became of the source since the last sync. */
export interface FollowedSource {
  /** Live entries by chapter, in source order; empty for a chapter that is gone. */
  readonly live: ReadonlyMap<string, readonly Entry[]>
  /** Obsolete and added entries by the chapter whose ledger holds them, in ledger order. */
  readonly rest: ReadonlyMap<string, readonly Entry[]>
  readonly changes: readonly SyncedChange[]
  /** Chapters outside the plan whose obsolete lines came back here. They must be planned too. */
  readonly needed: ReadonlySet<string>
  /** Something stands in the place of another text and is hardly like it: other chapters may know more of either. */
  readonly hasReplaced: boolean
}

/** Matches today's source with the ledger: which line is which segment now, what is new, what is gone. */
export function followSource(input: PlanInput): FollowedSource {
  const follower = new SourceFollower(input)
  follower.followAll()
  follower.uniteTwins()
  follower.followAcross()
  return follower.finish()
}

/** Below this similarity a text is no edit of the one in whose place it stands, if it is known from elsewhere. */
const ALIKE = 0.5

interface Line {
  readonly chapter: string
  readonly line: LedgerLine
  readonly behind: string | null
}

/** A place in a chapter's source that still wants its line. */
interface Slot {
  readonly chapter: string
  readonly unit: Unit
  readonly index: number
}

class SourceFollower {
  readonly #input: PlanInput
  readonly #live = new Map<string, (Entry | undefined)[]>()
  readonly #rest = new Map<string, Entry[]>()
  readonly #gone: Line[] = []
  #unfilled: Slot[] = []
  readonly #changes: SyncedChange[] = []
  readonly #needed = new Set<string>()
  readonly #ids = new Set<string>()
  readonly #travellers: Travellers
  #hasReplaced = false

  constructor(input: PlanInput) {
    this.#input = input
    this.#travellers = findTravellers(input)
    for (const { lines } of input.chapters) for (const { id } of lines) this.#ids.add(id)
    for (const { line } of input.obsolete) this.#ids.add(line.id)
  }

  followAll(): void {
    const { chapters, sourceAvailable } = this.#input
    const renamed = sourceAvailable ? renamedChapters(chapters) : new Map<string, ChapterInput>()
    const left = new Set(renamed.values())
    for (const chapter of chapters) this.#follow(chapter, left.has(chapter))
    for (const [chapter, from] of renamed) {
      const { source } = chapters.find((other) => other.chapter === chapter) as ChapterInput
      const lines = from.lines.filter((line) => line.source !== null && !line.obsolete)
      const live = lines.map((line) => ({ chapter: from.chapter, line, behind: null }))
      this.#unfilled = this.#unfilled.filter((slot) => slot.chapter !== chapter)
      this.#matchChapter(chapter, live, source ? unitsOf(source) : [])
    }
  }

  /** @param renamed its live lines are another chapter's now */
  #follow({ chapter, source, lines }: ChapterInput, renamed: boolean): void {
    const rest = this.#restOf(chapter)
    const live: Line[] = []
    let behind: string | null = null
    for (const line of lines) {
      if (line.source === null) rest.push(entryOf({ chapter, line, behind }, null))
      else if (line.obsolete) this.#gone.push({ chapter, line, behind })
      else if (!renamed) live.push({ chapter, line, behind })
      behind = line.id
    }
    if (!this.#input.sourceAvailable) this.#takeFromLedger(chapter, lines, live)
    else this.#matchChapter(chapter, live, source ? unitsOf(source) : [])
  }

  #takeFromLedger(chapter: string, lines: readonly LedgerLine[], live: readonly Line[]): void {
    const units = unitsOfLedger(lines)
    this.#live.set(
      chapter,
      live.map((line, index) => entryOf(line, units[index] as Unit)),
    )
  }

  #matchChapter(chapter: string, live: readonly Line[], units: readonly Unit[]): void {
    const slots: (Entry | undefined)[] = units.map(() => undefined)
    this.#live.set(chapter, slots)
    const older = live.map(({ line }) => ({ text: line.source ?? '', kind: line.kind }))
    const { links, gone, added } =
      live.length === 0 ? { links: [], gone: [], added: units.keys() } : matchTexts(older, units)
    for (const link of links) {
      const lines = link.older.map((index) => live[index] as Line)
      const places = link.newer.map((index) => ({ chapter, unit: units[index] as Unit, index }))
      if (link.similarity < ALIKE && this.#haveTravelled(lines, places)) {
        this.#gone.push(...lines)
        this.#unfilled.push(...places)
      } else this.#fill(lines, places, link.kind === 'unchanged' && lines[0]?.chapter !== chapter ? 'moved' : link.kind)
    }
    for (const index of gone) this.#gone.push(live[index] as Line)
    for (const index of added) this.#unfilled.push({ chapter, unit: units[index] as Unit, index })
  }

  /** What stands in the place of another text, and is hardly like it, may have come from another chapter as it is. */
  #haveTravelled(lines: readonly Line[], places: readonly Slot[]): boolean {
    if (places.some(({ unit }) => canTravel(unit))) this.#hasReplaced = true
    const { left, came } = this.#travellers
    const haveLeft = lines.some(({ line }) => left.has(line.id))
    return haveLeft || places.some(({ chapter, unit }) => came.has(travellerKey(chapter, unit)))
  }

  /**
   * A line that one branch moved to another chapter, and of which the other branch had something new to say, is in both
   * ledgers after they are merged: what was said here belongs to the segment there.
   */
  uniteTwins(): void {
    if (this.#gone.length === 0) return
    const live = new Map<string, Entry>()
    for (const slots of this.#live.values()) for (const entry of slots) if (entry) live.set(entry.id, entry)
    const kept = new Map<string, Line>()
    for (const gone of this.#gone.splice(0)) {
      const { id } = gone.line
      const [twin, other] = [live.get(id), kept.get(id)]
      if (twin && twin.chapter !== gone.chapter) {
        twin.facts = [...mergeFacts([], twin.facts, gone.line.facts)]
        this.#note(twin, 'moved', gone.chapter, twin.chapter)
      } else if (other) {
        kept.set(id, { ...other, line: uniteTwo(other.line, gone.line) })
        this.#note(entryOf(other, null), 'moved', gone.chapter, other.chapter)
      } else kept.set(id, gone)
    }
    this.#gone.push(...kept.values())
  }

  /** What left one chapter, or left earlier and is kept as obsolete, may be what is new in another. */
  followAcross(): void {
    const elsewhere = this.#input.obsolete.map(({ chapter, line }) => ({ chapter, line, behind: null }))
    const pool = [...this.#gone, ...elsewhere]
    const slots = this.#unfilled
    const pooled = (chapter: string, text: string, kind: string): PooledUnit => ({ chapter, text, kind })
    const { links } = matchPools(
      pool.map(({ chapter, line }) => pooled(chapter, line.source ?? '', line.kind)),
      slots.map(({ chapter, unit }) => pooled(chapter, unit.text, unit.kind)),
    )
    const used = new Set<Line>()
    const filled = new Set<Slot>()
    for (const { older, newer } of links) {
      const lines = older.map((index) => pool[index] as Line)
      const places = newer.map((index) => slots[index] as Slot)
      for (const line of lines) used.add(line)
      for (const slot of places) filled.add(slot)
      for (const index of older) if (index >= this.#gone.length) this.#needed.add(pool[index]?.chapter ?? '')
      this.#fill(lines, places, lines[0]?.line.obsolete ? 'restored' : 'moved')
    }
    for (const slot of slots) if (!filled.has(slot)) this.#create(slot, null)
    for (const line of this.#gone) if (!used.has(line)) this.#lose(line)
  }

  finish(): FollowedSource {
    const live = new Map(
      [...this.#live].map(([chapter, slots]) => [chapter, slots.filter((entry) => entry !== undefined)]),
    )
    const [rest, changes, needed, hasReplaced] = [this.#rest, this.#changes, this.#needed, this.#hasReplaced]
    return { live, rest, changes, needed, hasReplaced }
  }

  /** Gives lines to slots: the first line keeps its id in the first slot; the others share its English. */
  #fill(lines: readonly Line[], slots: readonly Slot[], kind: 'unchanged' | SyncChange): void {
    const [line, ...merged] = lines as [Line, ...Line[]]
    const [slot, ...parts] = slots as [Slot, ...Slot[]]
    const entry = entryOf(line, slot.unit, slot.chapter)
    const was = line.line.source ?? ''
    this.#place(slot, entry)
    for (const other of merged) entry.inherits.push(this.#keep(other))
    for (const part of parts) this.#create(part, entry)
    const changed = !sameText(was, slot.unit.text)
    const from = kind === 'moved' || kind === 'restored' ? line.chapter : was
    const to = kind === 'moved' || kind === 'restored' ? slot.chapter : slot.unit.text
    if (kind !== 'unchanged' && kind !== 'changed') this.#note(entry, kind, from, to)
    if (changed) this.#note(entry, 'changed', was, slot.unit.text)
  }

  #create({ chapter, unit, index }: Slot, splitFrom: Entry | null): void {
    const id = createIdentifier([chapter, unit.kind, unit.text], (id) => this.#ids.has(id) || this.#input.isTaken(id))
    this.#ids.add(id)
    const line: LedgerLine = { id, kind: unit.kind, source: unit.text, facts: [] }
    const entry: Entry = { ...entryOf({ chapter, line, behind: null }, unit), previousSource: null }
    if (splitFrom) entry.inherits.push(splitFrom)
    this.#place({ chapter, unit, index }, entry)
    this.#note(entry, splitFrom ? 'split' : 'new', null, unit.text)
  }

  #lose(line: Line): void {
    const entry = this.#keep(line)
    if (!line.line.obsolete) this.#note(entry, 'gone', line.line.source, null)
  }

  /** A line without a source stays for its facts. */
  #keep(line: Line): Entry {
    const entry = entryOf(line, null)
    this.#restOf(line.chapter).push(entry)
    return entry
  }

  #place({ chapter, index }: Slot, entry: Entry): void {
    const slots = this.#live.get(chapter) as (Entry | undefined)[]
    slots[index] = entry
  }

  #note(entry: Entry, kind: SyncChange, from: string | null, to: string | null): void {
    const change = kind === 'changed' && from !== null && to !== null ? classifyChange(from, to) : null
    this.#changes.push({ id: entry.id, chapter: entry.chapter, kind, from, to, change, block: isBlockKind(entry.kind) })
  }

  #restOf(chapter: string): Entry[] {
    const rest = this.#rest.get(chapter) ?? []
    this.#rest.set(chapter, rest)
    return rest
  }
}

/** Nothing can have moved when nothing is gone: a first sync does not pay for the search. */
function matchPools(gone: readonly PooledUnit[], added: readonly PooledUnit[]): Pick<MatchResult, 'links'> {
  return gone.length === 0 || added.length === 0 ? { links: [] } : matchAcross(gone, added)
}

/** The entry of a line: live when it has a unit, else obsolete or added. */
function entryOf({ chapter: home, line, behind }: Line, unit: Unit | null, chapter = home): Entry {
  const facts: Fact[] = [...line.facts]
  return {
    id: line.id,
    kind: unit?.kind ?? line.kind,
    chapter,
    source: unit ? unit.text : line.source,
    previousSource: line.source,
    obsolete: unit === null && line.source !== null,
    unit,
    facts,
    targetPath: line.target ?? home,
    expected: null,
    targets: [],
    inherits: [],
    behind: unit ? null : behind,
    wasMissing: line.missing === true,
  }
}
