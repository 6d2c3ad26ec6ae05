import { areFew, type Band, bandAround, bandOf, cellOf, type Position } from './band.js'
import { type CertainPair, cutAtCertain, type Window } from './certain.js'
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
import { type FoundGroup, type Group, planRegions, type Region } from './regions.js'
import { findRoughPath, type RoughPath } from './rough-path.js'
import { Scorer } from './score.js'
import { type Stretch, scoreSteps } from './step-scores.js'
import type { AlignLink, AlignOptions, AlignUnit } from './unit.js'

/** How far from the rough path a better way is looked for. */
const BAND = 24
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
  const scorer = new Scorer(first)
  const roughs = regions.map((region) => roughPathOf(scorer, first, region))
  const pairs = surePairs(first, regions, roughs, fixed)
  const page = learnFrom(first, pairs)
  const second = new Scorer(page, fitLengths(pairs))
  const groups = regions.flatMap((region, index) => chooseGroups(second, page, region, roughs[index] as RoughPath))
  return placeLeftovers(second, page, groups, TEMPERATURE)
}

function unitsAt(page: Page, region: Region): { readonly source: Features[]; readonly target: Features[] } {
  return {
    source: region.source.map((index) => page.source[index] as Features),
    target: region.target.map((index) => page.target[index] as Features),
  }
}

function roughPathOf(scorer: Scorer, page: Page, region: Region): RoughPath {
  const { source, target } = unitsAt(page, region)
  const knots = areFew(source.length, target.length) ? [] : copyKnots(source, target)
  const band = bandOf(source.length, target.length, knots)
  return findRoughPath(scorer, source, scorer.columnsOf(target), band)
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

function chooseGroups(scorer: Scorer, page: Page, region: Region, rough: RoughPath): FoundGroup[] {
  const { source, target } = unitsAt(page, region)
  const band = bandAround(rough.path, BAND)
  const pairs = scorePairs(scorer, source, scorer.columnsOf(target), band)
  const { certain, windows } = cutAtCertain(rough, band, pairs)
  const found = windows.flatMap((window): FoundGroup[] => {
    const { from, inner } = placeWindow(window)
    const stretch = {
      reader: page.reader,
      source: source.slice(from[0], from[0] + inner.low.length - 1),
      target: target.slice(from[1], from[1] + (inner.high.at(-1) as number)),
      band: inner,
      pairs: cutScores(pairs, band, inner, ...from),
    }
    return weighStretch(scorer, stretch).map((group) => shift(group, ...from))
  })
  return [...certain.map(groupOf), ...found].map((group) => ({
    ...group,
    source: group.source.map((at) => region.source[at] as number),
    target: group.target.map((at) => region.target[at] as number),
  }))
}

/** Where a window begins, and the band around its piece of the way. */
function placeWindow({ path }: Window): { readonly from: Position; readonly inner: Band } {
  const from = path[0] as Position
  return {
    from,
    inner: bandAround(
      path.map(([i, j]): Position => [i - from[0], j - from[1]]),
      BAND,
    ),
  }
}

function weighStretch(scorer: Scorer, stretch: Stretch): FoundGroup[] {
  const { band, pairs } = stretch
  const marginals = new Lattice(band, scoreSteps(scorer, stretch, TEMPERATURE), TEMPERATURE).marginals()
  return chooseSteps(band, marginals).map(({ source, sources, target, targets, probability }): FoundGroup => {
    const group = { source: rangeOf(source, sources), target: rangeOf(target, targets), confidence: probability }
    if (sources !== 1 || targets !== 1) return group
    return { ...group, score: pairs[cellOf(band, source + 1, target + 1)] as number }
  })
}

function groupOf({ source, target, score, margin }: CertainPair): FoundGroup {
  return { source: [source], target: [target], score, confidence: 1 / (1 + Math.exp(-margin / TEMPERATURE)) }
}

function shift({ source, target, ...rest }: FoundGroup, sources: number, targets: number): FoundGroup {
  return { ...rest, source: source.map((at) => at + sources), target: target.map((at) => at + targets) }
}

function rangeOf(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at)
}
