import { alignChapters } from '../../align/align-chapters.js'
import { linkParts } from '../../align/link-parts.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../../core/inline.js'
import { mergeFacts } from '../../core/merge-facts.js'
import type { ParsedChapter } from '../../core/segment.js'
import { normalizeText, sameText } from '../../core/text.js'
import { matchAcross } from '../../match/match-across.js'
import { matchTexts } from '../../match/match-texts.js'
import type { Lexicon } from '../read-lexicon.js'
import { type ChapterInput, type Entry, isAdded, isLive, type TargetUnit } from './entry.js'
import { type Expectation, expectTargets, TextCensus } from './expect-target.js'
import type { FollowedSource } from './follow-source.js'
import { pairRepeats } from './pair-repeats.js'
import type { PlanInput } from './plan.js'
import { SourceCensus } from './source-census.js'
import { isBlockKind, unitsOf } from './units.js'

/** What was found of the English. `targets` of the entries is filled in. */
export interface LinkedTargets {
  /** Units no entry claims, by path. */
  readonly unclaimed: ReadonlyMap<string, readonly TargetUnit[]>
  /** How sure the links are that were concluded, not known: by entry. */
  readonly confidence: ReadonlyMap<Entry, number>
  /** English that stood there was given to Chinese that came. */
  readonly tookStanding: boolean
  /** All English that the ledger knows was found in its chapter. */
  readonly isComplete: boolean
}

/** So sure must a link be that makes a translation of what might be a translator's note: to fill the same gap is less. */
const SURE_OF_ADDED = 0.97

/** What of a chapter is to be aligned. */
interface Remainder {
  readonly chapter: string
  readonly source: ParsedChapter
  readonly target: ParsedChapter
  readonly unlinked: readonly Entry[]
  readonly free: readonly TargetUnit[]
  /** The English stood there before its Chinese: see {@link TargetLinker.alignAdded}. */
  readonly stood: boolean
}

/** Finds the English of every entry: what the ledger knows, what people edited or moved, then what is new. */
export function linkTargets(input: PlanInput, followed: FollowedSource): LinkedTargets {
  const linker = new TargetLinker(input, followed)
  linker.linkKnown()
  linker.linkAcross()
  linker.linkObsolete()
  linker.reclaim()
  linker.alignRest()
  linker.alignAdded()
  linker.shareInherited()
  return linker.finish()
}

interface PathExpectation extends Expectation {
  readonly path: string
}

function isObsolete({ entries }: Expectation): boolean {
  return entries.every((entry) => entry.obsolete)
}

class TargetLinker {
  readonly #chapters: readonly ChapterInput[]
  readonly #followed: FollowedSource
  readonly #lexicon: Lexicon
  readonly #elsewhere: NonNullable<PlanInput['elsewhere']>
  readonly #units = new Map<string, readonly TargetUnit[]>()
  readonly #claimed = new Set<TargetUnit>()
  readonly #census = new TextCensus()
  readonly #confidence = new Map<Entry, number>()
  #sources: SourceCensus | undefined
  #tookStanding = false
  readonly #missing: PathExpectation[] = []
  /** English of obsolete segments that was edited: theirs only when nobody else wants it. */
  readonly #waiting: PathExpectation[] = []

  constructor({ chapters, lexicon = [], elsewhere = [] }: PlanInput, followed: FollowedSource) {
    this.#chapters = chapters
    this.#followed = followed
    this.#lexicon = lexicon
    this.#elsewhere = elsewhere
    for (const { chapter, target } of chapters) {
      const units = target ? unitsOf(target).map((unit) => ({ ...unit, path: chapter })) : []
      this.#units.set(chapter, units)
      this.#census.add(chapter, units)
    }
  }

  linkKnown(): void {
    for (const [path, entries] of this.#entriesByPath()) {
      // Nothing is known yet of this chapter's English: alignment sees more than equal texts do.
      if (entries.every(({ facts, previousSource }) => facts.length === 0 && previousSource === null)) continue
      const expectations = expectTargets(entries, this.#census)
      const isSpare = sharedWithLive(expectations)
      const isMissing = (expectation: Expectation) => expectation.entries.every((entry) => entry.wasMissing)
      const isFirst = (expectation: Expectation) => !isMissing(expectation) && !isSpare(expectation)
      for (const isNext of [isFirst, isMissing, isSpare])
        this.#linkPath(path, expectations.filter(isNext), isNext === isFirst)
    }
  }

  /** @param edges false where the expectations are a few of many: that they come first or last says nothing */
  #linkPath(path: string, expectations: readonly Expectation[], edges: boolean): void {
    const units = this.#freeUnits(path)
    const { links, gone } = matchTexts(expectations, units, { edges })
    for (const { older, newer, kind } of links) {
      const expected = older.map((index) => expectations[index] as Expectation)
      const found = newer.map((index) => units[index] as TargetUnit)
      const equal = kind === 'unchanged' || kind === 'moved'
      if (!equal && expected.every(isObsolete)) {
        for (const expectation of expected) this.#waiting.push({ ...expectation, path })
        continue
      }
      if (!equal && expected.some((expectation) => isReplacedCopy(expectation, found))) continue
      if (isSplitAlike(expected, found)) this.#claimEach(expected, found)
      else this.#claim(expected, found)
    }
    for (const index of gone) this.#missing.push({ ...(expectations[index] as Expectation), path })
  }

  /** English that people moved to another chapter, or whose file they renamed. */
  linkAcross(): void {
    const missing = this.#missing.filter(({ copy }) => !copy)
    const free = [...this.#units.keys()].flatMap((path) => this.#freeUnits(path))
    if (missing.length === 0 || free.length === 0) return
    const { links } = matchAcross(
      missing.map(({ path, text, kind }) => ({ chapter: path, text, kind })),
      free.map(({ path, text, kind }) => ({ chapter: path, text, kind })),
    )
    for (const { older, newer } of links) {
      const expected = older.map((index) => missing[index] as Expectation)
      this.#claim(
        expected,
        newer.map((index) => free[index] as TargetUnit),
      )
    }
  }

  /**
   * Of equal texts, the one that has English may be the one that is gone: then it is the English of one that stayed.
   *
   * Facts are copied, not moved: the text may come back.
   */
  reclaim(): void {
    for (const [chapter, live] of this.#followed.live) {
      const gone = (this.#followed.rest.get(chapter) ?? []).filter(
        (entry) => entry.obsolete && entry.targets.length > 0,
      )
      if (gone.length === 0) continue
      const bySource = new Map(gone.map((entry) => [normalizeText(entry.source ?? ''), entry]))
      for (const entry of live) {
        const twin = entry.targets.length === 0 ? bySource.get(normalizeText(entry.source ?? '')) : undefined
        if (!twin || isBlockKind(twin.kind) !== isBlockKind(entry.kind)) continue
        bySource.delete(normalizeText(entry.source ?? ''))
        entry.facts = [...mergeFacts([], entry.facts, twin.facts)]
        entry.expected = twin.expected
        for (const unit of twin.targets) this.#take(entry, unit)
        twin.targets = []
      }
    }
  }

  linkObsolete(): void {
    for (const path of new Set(this.#waiting.map((waiting) => waiting.path))) {
      const waiting = this.#waiting.filter((expectation) => expectation.path === path)
      const units = this.#freeUnits(path)
      for (const { older, newer } of matchTexts(waiting, units).links) {
        this.#claim(
          older.map((index) => waiting[index] as Expectation),
          newer.map((index) => units[index] as TargetUnit),
        )
      }
    }
  }

  /** What is left on both sides is aligned, between the links there are. */
  alignRest(): void {
    for (const { chapter, source, target } of this.#chapters) {
      if (!source || !target) continue
      const unlinked = (this.#followed.live.get(chapter) ?? []).filter(isUnlinked)
      this.#alignChapter({ chapter, source, target, unlinked, free: this.#freeUnits(chapter), stood: false })
      this.#pairRepeats(chapter)
    }
  }

  /** Of many equal texts alignment may leave some: their English is what the others have, between the links around. */
  #pairRepeats(chapter: string): void {
    const live = this.#followed.live.get(chapter) ?? []
    for (const { entry, unit, twin } of pairRepeats(live, this.#freeUnits(chapter))) {
      this.#take(entry, unit)
      this.#confidence.set(entry, this.#confidence.get(twin) ?? 1)
    }
  }

  /**
   * English may be written, or moved, before its Chinese: it stood there as added when the Chinese came. Or it was the
   * source itself, which was put into Chinese.
   *
   * Only Chinese that came with this sync is looked at, so that a later one, which sees the same, changes nothing. A
   * second copy of what was made from another text says what that one says, wherever it stands.
   */
  alignAdded(): void {
    const came = new Set(this.#followed.changes.filter(({ kind }) => kind !== 'gone').map(({ id }) => id))
    for (const { chapter, source, target } of this.#chapters) {
      const unlinked = (this.#followed.live.get(chapter) ?? []).filter(
        (entry) => isUnlinked(entry) && came.has(entry.id),
      )
      const spare = (this.#followed.rest.get(chapter) ?? []).filter((entry) => isAdded(entry) || isEnglishSource(entry))
      const free = spare.flatMap(({ targets }) => targets.filter(({ path }) => path === chapter))
      if (!source || !target) continue
      this.#alignChapter({ chapter, source, target, unlinked, free, stood: true })
      const taken = new Set(unlinked.flatMap(({ targets }) => targets))
      for (const entry of spare) entry.targets = entry.targets.filter((unit) => !taken.has(unit))
    }
  }

  #alignChapter({ chapter, source, target, unlinked, free, stood }: Remainder): void {
    if (unlinked.length === 0 || free.length === 0) return
    const live = this.#followed.live.get(chapter) ?? []
    const anchors = live.flatMap((entry) =>
      entry.targets.flatMap((unit): [number, number][] =>
        unit.path === chapter && entry.unit ? [[entry.unit.part, unit.part]] : [],
      ),
    )
    const alignment = alignChapters(source, target, { anchors, lexicon: this.#lexicon })
    const byPart = new Map(unlinked.map((entry) => [entry.unit?.part ?? -1, entry]))
    const units = new Map(free.map((unit) => [unit.part, unit]))
    const parts = { sourceParts: byPart.keys(), targetParts: units.keys() }
    for (const link of linkParts(source, target, alignment, parts)) {
      if (stood && link.confidence < SURE_OF_ADDED) continue
      const found = link.target.flatMap((part) => units.get(part) ?? [])
      const entries = link.source.flatMap((part) => byPart.get(part) ?? [])
      if (found.length === 0 || (stood && this.#isOfOthers(found, entries))) continue
      this.#tookStanding ||= stood
      for (const entry of entries) {
        for (const unit of found) this.#take(entry, unit)
        this.#confidence.set(entry, link.confidence)
      }
    }
  }

  /** True for English that was made from other texts, by all that is known here. */
  #isOfOthers(found: readonly TargetUnit[], entries: readonly Entry[]): boolean {
    const { live, rest } = this.#followed
    this.#sources ??= new SourceCensus([...live.values(), ...rest.values(), this.#elsewhere].flat())
    const [known, sources] = [this.#sources, entries.map(({ source }) => source)]
    return found.some(({ text }) => known.isOfOthers(text, sources))
  }

  /** Parts of a split segment share its English; a merged one has the English of all its sources. */
  shareInherited(): void {
    for (const entries of this.#followed.live.values()) {
      for (const entry of entries) {
        for (const heir of entry.inherits) {
          if (isLive(heir) && entry.targets.length > 0) continue
          for (const unit of heir.targets) this.#take(entry, unit)
          if (!isLive(heir)) heir.targets = []
        }
        entry.targets = sortUnits(entry.targets)
      }
    }
  }

  finish(): LinkedTargets {
    const paths = [...this.#units.keys()]
    return {
      unclaimed: new Map(paths.map((path) => [path, this.#freeUnits(path)])),
      confidence: this.#confidence,
      tookStanding: this.#tookStanding,
      isComplete: this.#missing.every(({ copy }) => copy),
    }
  }

  #claim(expected: readonly Expectation[], found: readonly TargetUnit[]): void {
    for (const { entries } of expected) for (const entry of entries) for (const unit of found) this.#take(entry, unit)
  }

  /** The first member of a group gets the first piece, and so on. */
  #claimEach(expected: readonly Expectation[], found: readonly TargetUnit[]): void {
    for (const [index, entry] of (expected[0]?.entries ?? []).entries()) this.#take(entry, found[index] as TargetUnit)
  }

  #take(entry: Entry, unit: TargetUnit): void {
    if (!entry.targets.includes(unit)) entry.targets.push(unit)
    this.#claimed.add(unit)
  }

  #freeUnits(path: string): TargetUnit[] {
    return (this.#units.get(path) ?? []).filter((unit) => !this.#claimed.has(unit))
  }

  /** Entries by the path of their English, in the order in which it is expected there. */
  #entriesByPath(): Map<string, Entry[]> {
    const byPath = new Map<string, Entry[]>()
    for (const { chapter } of this.#chapters) {
      for (const entry of inLedgerOrder(
        this.#followed.live.get(chapter) ?? [],
        this.#followed.rest.get(chapter) ?? [],
      )) {
        const entries = byPath.get(entry.targetPath)
        if (entries) entries.push(entry)
        else byPath.set(entry.targetPath, [entry])
      }
    }
    return byPath
  }
}

/** Of a source that is here to be aligned, and without English. */
function isUnlinked({ targets, unit }: Entry): boolean {
  return targets.length === 0 && unit?.place != null
}

/** English whose source said the same, and is gone. */
function isEnglishSource({ obsolete, source, targets }: Entry): boolean {
  return obsolete && !hasSourceLanguage(source ?? '') && targets.every(({ text }) => sameText(text, source ?? ''))
}

/** Says which obsolete segments expect English that a live one expects too: it is the live one's. */
function sharedWithLive(expectations: readonly Expectation[]): (expectation: Expectation) => boolean {
  const live = new Set(
    expectations.filter(({ entries }) => entries.some(isLive)).map(({ text }) => normalizeText(text)),
  )
  return (expectation) => isObsolete(expectation) && live.has(normalizeText(expectation.text))
}

/** Segments that shared one piece of English find as many pieces now: people split it as the source was split. */
function isSplitAlike(expected: readonly Expectation[], found: readonly TargetUnit[]): boolean {
  const entries = expected[0]?.entries ?? []
  return expected.length === 1 && entries.length > 1 && entries.length === found.length && entries.every(isLive)
}

/** A copy of the source that gave way to English is no edit of the copy: alignment decides what the English is of. */
function isReplacedCopy({ copy, text }: Expectation, found: readonly TargetUnit[]): boolean {
  return copy && hasSourceLanguage(text) && !found.every((unit) => isMainlySourceLanguage(unit.text))
}

function sortUnits(units: readonly TargetUnit[]): TargetUnit[] {
  return [...units].sort((a, b) => (a.path === b.path ? a.part - b.part : a.path < b.path ? -1 : 1))
}

/** Live entries in source order, each followed by the obsolete and added ones that stand behind it. */
export function inLedgerOrder(
  live: readonly Entry[],
  rest: readonly Entry[],
  behindOf: (entry: Entry) => string | null = (entry) => entry.behind,
): Entry[] {
  const followers = new Map<string | null, Entry[]>()
  const ids = new Set([...live, ...rest].map(({ id }) => id))
  for (const entry of rest) {
    const behind = behindOf(entry)
    const anchor = behind !== null && ids.has(behind) ? behind : null
    const others = followers.get(anchor)
    if (others) others.push(entry)
    else followers.set(anchor, [entry])
  }
  const ordered: Entry[] = []
  /** Ids may come twice, where ledgers were copied: followers are taken once. */
  const take = (id: string | null) => {
    const taken = followers.get(id) ?? []
    followers.delete(id)
    return taken
  }
  const append = (entry: Entry) => {
    const stack = [entry]
    for (let next = stack.pop(); next; next = stack.pop()) {
      ordered.push(next)
      stack.push(...take(next.id).reverse())
    }
  }
  for (const entry of take(null)) append(entry)
  for (const entry of live) append(entry)
  for (const id of [...followers.keys()]) for (const entry of take(id)) append(entry)
  return ordered
}
