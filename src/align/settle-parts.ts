import type { Features } from './features.js'
import { isProse } from './kinds.js'
import type { Page } from './page.js'
import { GAP, partPrior } from './priors.js'
import type { FoundGroup } from './regions.js'
import type { Scorer } from './score.js'
import type { AlignUnit } from './unit.js'

type Side = 'source' | 'target'

/** A text that is longer is not cut: its words would not all have been read. */
const LONGEST = 8000
/** No more places to cut a text are tried than this. */
const MOST_CUTS = 12
/** Groups have up to this many units of a side. */
const MOST_PARTS = 3
/** Shorter markup stands in many places. */
const LEAST_MARKUP = 8
/** Where a sentence or a clause ends. */
const ENDS = /[。！？；：，]\s*|[.!?;:,)](?=\s)\s*|\n+/g

/**
 * Looks again, sentence by sentence, at units that stand beside what they may be a part of: a translator's paragraph
 * divided in two says in each half what a part of the original says. Words of a whole paragraph hardly show that a
 * short sentence is in it; those of the part do.
 */
export function settleParts(
  scorer: Scorer,
  page: Page,
  units: Readonly<Record<Side, readonly AlignUnit[]>>,
  groups: readonly FoundGroup[],
  temperature: number,
): FoundGroup[] {
  return new PartSettler(scorer, page, units, groups, temperature).settle()
}

class PartSettler {
  readonly #scorer: Scorer
  readonly #page: Page
  readonly #units: Readonly<Record<Side, readonly AlignUnit[]>>
  readonly #groups: FoundGroup[]
  readonly #temperature: number
  /** Which group each unit is in. */
  readonly #places: Record<Side, Map<number, number>> = { source: new Map(), target: new Map() }

  constructor(
    scorer: Scorer,
    page: Page,
    units: Readonly<Record<Side, readonly AlignUnit[]>>,
    groups: readonly FoundGroup[],
    temperature: number,
  ) {
    this.#scorer = scorer
    this.#page = page
    this.#units = units
    this.#groups = [...groups]
    this.#temperature = temperature
    for (const [place, group] of groups.entries()) {
      for (const side of ['source', 'target'] as const)
        for (const unit of group[side]) this.#places[side].set(unit, place)
    }
  }

  settle(): FoundGroup[] {
    for (let place = 0; place < this.#groups.length; place++) this.#letGo(place)
    for (let place = 0; place < this.#groups.length; place++) this.#takeIn(place)
    return this.#groups.filter(({ source, target }) => source.length + target.length > 0)
  }

  /** Lets a unit at the edge of a group go that says nothing its counterpart says. */
  #letGo(place: number): void {
    const { source, target } = this.#groups[place] as FoundGroup
    const side = source.length === 1 ? 'target' : 'source'
    const whole = side === 'target' ? source[0] : target[0]
    const parts = side === 'target' ? target : source
    if (whole === undefined || (side === 'source' && target.length !== 1) || parts.length < 2) return
    const edges = [
      { unit: parts[0] as number, rest: parts.slice(1) },
      { unit: parts.at(-1) as number, rest: parts.slice(0, -1) },
    ].map((edge) => ({ ...edge, gain: this.#gainInAnyOrder(side, edge.unit, edge.rest, whole) }))
    const worst = edges.reduce((a, b) => (b.gain < a.gain ? b : a))
    if (!(worst.gain < 0) || worst.gain === Number.NEGATIVE_INFINITY) return
    this.#put(place, side, worst.rest, this.#chance(-worst.gain))
    const alone = { source: [], target: [], [side]: [worst.unit], confidence: this.#chance(-worst.gain) }
    this.#places[side].set(worst.unit, this.#groups.push(alone) - 1)
  }

  /** Gives a unit that was left alone to the group beside it of which it is a part. */
  #takeIn(place: number): void {
    const { source, target } = this.#groups[place] as FoundGroup
    if (source.length + target.length !== 1) return
    const side = source.length === 1 ? 'source' : 'target'
    const unit = (source[0] ?? target[0]) as number
    const takers = [unit - 1, unit + 1].flatMap((beside) => {
      const at = this.#places[side].get(beside)
      const group = at === undefined ? undefined : this.#groups[at]
      const wholes = group?.[side === 'source' ? 'target' : 'source']
      if (at === undefined || !group || wholes?.length !== 1 || group[side].length >= MOST_PARTS) return []
      return [{ at, group, gain: this.#gainOf(side, unit, group[side], wholes[0] as number) }]
    })
    const taker = takers.reduce((a, b) => (b.gain > a.gain ? b : a), { gain: 0 } as { gain: number; at?: number })
    if (taker.at === undefined || taker.gain <= 0) return
    const group = this.#groups[taker.at] as FoundGroup
    const parts = [...group[side], unit].sort((a, b) => a - b)
    this.#groups[place] = { source: [], target: [], confidence: 0 }
    this.#put(taker.at, side, parts, Math.min(group.confidence, this.#chance(taker.gain)))
    this.#places[side].set(unit, taker.at)
  }

  /** A group with other units of a side: what a pair by itself scores says nothing of it any more. */
  #put(place: number, side: Side, parts: readonly number[], confidence: number): void {
    const { source, target } = this.#groups[place] as FoundGroup
    this.#groups[place] = { source, target, [side]: parts, confidence }
  }

  #chance(gain: number): number {
    return 1 / (1 + Math.exp(-gain / this.#temperature))
  }

  /** The parts may have changed places when they were divided. */
  #gainInAnyOrder(side: Side, unit: number, rest: readonly number[], whole: number): number {
    const isFront = unit < (rest[0] as number)
    return Math.max(...[isFront, !isFront].map((front) => this.#gainOf(side, unit, rest, whole, front)))
  }

  /**
   * How much likelier it is that `whole`, of the other side, says what `rest` and `unit` say one after the other, than
   * that it says what `rest` says and `unit` is by itself. Negative infinity where that cannot be told.
   */
  #gainOf(
    side: Side,
    unit: number,
    rest: readonly number[],
    whole: number,
    isFront = unit < (rest[0] as number),
  ): number {
    const other = side === 'source' ? 'target' : 'source'
    const features = this.#page[side][unit] as Features
    const counterpart = this.#page[other][whole] as Features
    const others = this.#page.reader.join(rest.map((at) => this.#page[side][at] as Features))
    const text = (this.#units[other][whole] as AlignUnit).text
    if (!isProse(features)) return this.#holdsMarkup(side, unit, rest, text) ? MARKUP_GAIN : Number.NEGATIVE_INFINITY
    if (!isProse(counterpart) || !isProse(others)) return Number.NEGATIVE_INFINITY
    const pieces = cut(text, features.size / (features.size + others.size), isFront)
    if (pieces.length === 0) return Number.NEGATIVE_INFINITY
    const read = (piece: string): Features =>
      this.#page.read({ ...(this.#units[other][whole] as AlignUnit), text: piece }, other)
    const first = this.#scoresOf(
      side,
      features,
      pieces.map(([own]) => read(own)),
    )
    const second = this.#scoresOf(side, others, [counterpart, ...pieces.map(([, theirs]) => read(theirs))])
    const best = Math.max(...pieces.map((_, at) => (first[at] as number) + (second[at + 1] as number)))
    return best + partPrior(rest.length + 1) - ((second[0] as number) + partPrior(rest.length) + GAP.open)
  }

  /** Scores of a unit, or run, of `side` with pieces of the other. */
  #scoresOf(side: Side, own: Features, pieces: readonly Features[]): number[] {
    if (side === 'target') {
      const columns = this.#scorer.columnsOf([own])
      return pieces.map((piece) => {
        this.#scorer.scoreRow(piece, columns, 0, 0)
        return columns.scores[0] as number
      })
    }
    const columns = this.#scorer.columnsOf(pieces)
    this.#scorer.scoreRow(own, columns, 0, pieces.length - 1)
    return Array.from(columns.scores)
  }

  /** True when all of a unit's markup stands in the counterpart's text, and not in that of the units linked so far. */
  #holdsMarkup(side: Side, unit: number, rest: readonly number[], text: string): boolean {
    const own = bare((this.#units[side][unit] as AlignUnit).text)
    if (own.length < LEAST_MARKUP || !bare(text).includes(own)) return false
    return !rest.some((at) => bare((this.#units[side][at] as AlignUnit).text).includes(own))
  }
}

/** A unit whose text stands in the counterpart as it is, is a part of it. */
const MARKUP_GAIN = 6

function bare(text: string): string {
  return text.replace(/\s+/g, '')
}

/**
 * Ways to cut a text at the ends of sentences and clauses, into what is like the unit and the rest: those near the
 * `share` of the text that the unit, which is at the front or at the back, would have.
 */
function cut(text: string, share: number, isFront: boolean): [own: string, rest: string][] {
  if (text.length > LONGEST) return []
  const ideal = text.length * (isFront ? share : 1 - share)
  const ends = Array.from(text.matchAll(ENDS), ({ index, 0: end }) => index + end.length)
  return ends
    .filter((end) => text.slice(0, end).trim() !== '' && text.slice(end).trim() !== '')
    .sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal))
    .slice(0, MOST_CUTS)
    .map((end) => (isFront ? [text.slice(0, end), text.slice(end)] : [text.slice(end), text.slice(0, end)]))
}
