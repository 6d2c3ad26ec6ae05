import { areFew, bandAround, bandOf, type Position } from './band.js'
import { chooseSteps } from './decode.js'
import { describeLinks } from './describe-links.js'
import type { Features } from './features.js'
import { copyKnots, sameEnds } from './knots.js'
import { Lattice } from './lattice.js'
import { placeLeftovers } from './leftovers.js'
import { fitLengths } from './lengths.js'
import { learnFrom, type Page, readPage } from './page.js'
import { type FoundGroup, type Group, planRegions, type Region } from './regions.js'
import { findRoughPath, type RoughPath } from './rough-path.js'
import { isProse, Scorer } from './score.js'
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
  const scorer = new Scorer(first.vocabulary, first.source, first.target)
  const roughs = regions.map((region) => roughPathOf(scorer, first, region))
  const pairs = surePairs(first, regions, roughs, fixed)
  const page = learnFrom(first, pairs)
  const second = new Scorer(page.vocabulary, page.source, page.target, fitLengths(pairs))
  const groups = regions.flatMap((region, index) => chooseGroups(second, page, region, roughs[index] as RoughPath))
  return placeLeftovers(second, page, groups, TEMPERATURE)
}

function roughPathOf(scorer: Scorer, page: Page, region: Region): RoughPath {
  const source = region.source.map((index) => page.source[index] as Features)
  const target = region.target.map((index) => page.target[index] as Features)
  const knots = areFew(source.length, target.length) ? [] : copyKnots(source, target)
  const band = bandOf(source.length, target.length, knots)
  return findRoughPath(scorer, source, target, band)
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
  const source = region.source.map((index) => page.source[index] as Features)
  const target = region.target.map((index) => page.target[index] as Features)
  const band = bandAround(rough.path, BAND)
  const marginals = new Lattice(scorer, source, target, band, TEMPERATURE).marginals()
  return chooseSteps(band, marginals).map((choice) => ({
    source: region.source.slice(choice.source, choice.source + choice.sources),
    target: region.target.slice(choice.target, choice.target + choice.targets),
    confidence: choice.probability,
  }))
}
