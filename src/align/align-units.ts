import { areFew, type Band, bandAround, bandOf, cellOf, type Position, straightBand } from './band.js'
import { type CertainPair, cutAtCertain } from './certain.js'
import { chooseSteps } from './decode.js'
import { describeLinks } from './describe-links.js'
import type { Features } from './features.js'
import { isProse } from './kinds.js'
import { copyKnots, sameEnds } from './knots.js'
import { Lattice } from './lattice.js'
import { placeLeftovers } from './leftovers.js'
import { fitLengths } from './lengths.js'
import { learnFrom, type Page, readPage } from './page.js'
import { cutScores, scorePairs } from './pair-scores.js'
import { GAP, PAIR_PRIOR } from './priors.js'
import { type FoundGroup, type Group, planRegions, type Region } from './regions.js'
import { repeatedPairs } from './repeats.js'
import { findRoughPath, type RoughPath } from './rough-path.js'
import { Scorer } from './score.js'
import { settleParts } from './settle-parts.js'
import { StepScorer, type Stretch } from './step-scores.js'
import type { AlignLink, AlignOptions, AlignUnit } from './unit.js'

/** How far from the rough path a better way is looked for. */
const BAND = 24
/** Where the first look is for chapters built alike. */
const NEAR = 5
/** Divides evidence before it becomes a probability: the words of a text are not independent witnesses. */
const TEMPERATURE = 1.4

/**
 * Says which units of two chapters belong together.
 *
 * Every unit is in exactly one link; links are in the order of their first source unit, units without a source
 * follow their neighbours. Works in both directions, and between texts of one language. Deterministic.
 */
export function alignUnits(
  source: readonly AlignUnit[],
  target: readonly AlignUnit[],
  options: AlignOptions = {},
): AlignLink[] {
  const plan = planRegions(source.length, target.length, options.anchors ?? sameEnds(source, target))
  const fixed = plan.fixed.map((group) => ({ ...group, confidence: 1 }))
  const found = plan.regions.length === 0 ? [] : alignRegions(source, target, plan.regions, plan.fixed, options)
  return describeLinks(source, target, [...fixed, ...found])
}

function alignRegions(
  source: readonly AlignUnit[],
  target: readonly AlignUnit[],
  regions: readonly Region[],
  fixed: readonly Group[],
  options: AlignOptions,
): FoundGroup[] {
  const first = readPage(source, target, options)
  const rough = new Scorer(first)
  const roughs = roughPathsOf(rough, first, regions)
  const pairs = surePairs(first, regions, roughs, fixed)
  const page = learnFrom(first, pairs)
  const scorer = new Scorer(page, fitLengths(pairs), page === first ? rough : undefined)
  const chosen = chooseGroups(scorer, page, regions, roughs)
  const settled = settleParts(scorer, page, { source, target }, chosen, TEMPERATURE)
  return placeLeftovers(scorer, page, settled, TEMPERATURE)
}

/** The units of all regions: those of the target side by side, `column` being the first of each region. */
function layOut(page: Page, regions: readonly Region[]) {
  const units: Features[] = []
  const places = regions.map(({ source, target }) => {
    const place = {
      source: source.map((index) => page.source[index] as Features),
      target: target.map((index) => page.target[index] as Features),
      column: units.length,
    }
    for (const unit of place.target) units.push(unit)
    return place
  })
  return { units, places }
}

function roughPathsOf(scorer: Scorer, page: Page, regions: readonly Region[]): RoughPath[] {
  const { units, places } = layOut(page, regions)
  const columns = scorer.columnsOf(units)
  return places.map(({ source, target, column }) => {
    const search = (band: Band) => findRoughPath(scorer, source, columns, column, band)
    const straight = source.length === target.length ? search(straightBand(source.length, NEAR)) : undefined
    if (straight && isBeyondDoubt(straight, source.length)) return straight
    const knots = areFew(source.length, target.length) ? [] : copyKnots(source, target)
    return search(bandOf(source.length, target.length, knots))
  })
}

/** True when every unit has its counterpart, all in order: no wider search finds a better way. */
function isBeyondDoubt({ pairs }: RoughPath, units: number): boolean {
  return pairs.length === units && pairs.every(({ score }) => score > 0)
}

function surePairs(
  page: Page,
  regions: readonly Region[],
  roughs: readonly RoughPath[],
  fixed: readonly Group[],
): (readonly [Features, Features])[] {
  const known = fixed.filter(({ source, target }) => source.length + target.length === 2)
  const places = [
    ...known.map(({ source, target }): Position => [source[0] as number, target[0] as number]),
    ...roughs.flatMap(({ pairs }, at) =>
      pairs
        .filter(({ score }) => score > 0)
        .map(({ source, target }): Position => {
          const region = regions[at] as Region
          return [region.source[source] as number, region.target[target] as number]
        }),
    ),
  ]
  return places
    .map(([i, j]) => [page.source[i] as Features, page.target[j] as Features] as const)
    .filter(([source, target]) => source.han !== target.han && isProse(source))
}

/** A stretch of a region: where in the region it begins. */
interface PlacedStretch extends Stretch {
  readonly region: Region
  readonly from: Position
}

function chooseGroups(
  scorer: Scorer,
  page: Page,
  regions: readonly Region[],
  roughs: readonly RoughPath[],
): FoundGroup[] {
  const { units, places } = layOut(page, regions)
  const columns = scorer.columnsOf(units)
  const groups: FoundGroup[] = []
  const stretches: PlacedStretch[] = []
  for (const [index, { source, target, column }] of places.entries()) {
    const region = regions[index] as Region
    const rough = roughs[index] as RoughPath
    const band = bandAround(rough.path, BAND)
    const pairs = scorePairs(scorer, source, columns, column, band)
    const { certain, windows } = cutAtCertain(rough, band, pairs, repeatedPairs(rough, source, target))
    for (const pair of certain) groups.push(placeGroup(groupOf(pair), region, [0, 0]))
    for (const { path } of windows) {
      const [from, to] = [path[0] as Position, path.at(-1) as Position]
      const inner = bandAround(
        path.map(([i, j]): Position => [i - from[0], j - from[1]]),
        BAND,
      )
      stretches.push({
        region,
        from,
        source: source.slice(from[0], to[0]),
        target: target.slice(from[1], to[1]),
        column: column + from[1],
        band: inner,
        pairs: cutScores(pairs, band, inner, ...from),
      })
    }
  }
  const steps = new StepScorer(scorer, page.reader, columns, stretches, TEMPERATURE)
  for (const [index, stretch] of stretches.entries()) {
    for (const group of weighStretch(steps, stretch, index))
      groups.push(placeGroup(group, stretch.region, stretch.from))
  }
  return groups
}

function weighStretch(scorer: StepScorer, stretch: Stretch, index: number): FoundGroup[] {
  const { band, pairs, source, target } = stretch
  if (source.length === 0 || target.length === 0)
    return [...source.keys()].map(leftSource).concat([...target.keys()].map(leftTarget))
  if (source.length === 1 && target.length === 1) return weighPair(pairs[band.cells - 1] as number)
  const marginals = new Lattice(band, scorer.score(stretch, index), TEMPERATURE).marginals()
  return chooseSteps(band, marginals).map(({ source, sources, target, targets, probability }): FoundGroup => {
    const group = { source: rangeOf(source, sources), target: rangeOf(target, targets), confidence: probability }
    if (sources !== 1 || targets !== 1) return group
    return { ...group, score: pairs[cellOf(band, source + 1, target + 1)] as number }
  })
}

function leftSource(unit: number): FoundGroup {
  return { source: [unit], target: [], confidence: 1 }
}

function leftTarget(unit: number): FoundGroup {
  return { source: [], target: [unit], confidence: 1 }
}

/** Two units by themselves: one pair, or both left alone. What {@link Lattice} would say. */
function weighPair(score: number): FoundGroup[] {
  const confidence = 1 / (1 + Math.exp((GAP.open + GAP.instead - PAIR_PRIOR - score) / TEMPERATURE))
  if (confidence >= 0.5) return [{ source: [0], target: [0], confidence, score }]
  return [leftSource(0), leftTarget(0)].map((group) => ({ ...group, confidence: 1 - confidence }))
}

function groupOf({ source, target, score, margin }: CertainPair): FoundGroup {
  return { source: [source], target: [target], score, confidence: 1 / (1 + Math.exp(-margin / TEMPERATURE)) }
}

/** A group of a piece of a region that begins at `from`, as a group of the chapters. */
function placeGroup(group: FoundGroup, region: Region, [sources, targets]: Position): FoundGroup {
  return {
    ...group,
    source: group.source.map((at) => region.source[at + sources] as number),
    target: group.target.map((at) => region.target[at + targets] as number),
  }
}

function rangeOf(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at)
}
