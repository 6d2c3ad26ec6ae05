import type { ParsedChapter } from '../core/segment.js'
import { alignUnits } from './align-units.js'
import type { AlignLink, AlignOptions } from './unit.js'
import { type ChapterUnit, unitsOf } from './units-of.js'

export interface ChapterAlignOptions extends Omit<AlignOptions, 'anchors'> {
  /** Pairs of parts that are known to belong together, by index in the chapters' parts. */
  readonly anchors?: readonly (readonly [sourcePart: number, targetPart: number])[]
}

export interface ChapterAlignment {
  readonly sourceUnits: readonly ChapterUnit[]
  readonly targetUnits: readonly ChapterUnit[]
  /** Every unit of both chapters is in exactly one. */
  readonly links: readonly AlignLink[]
}

/** Aligns two chapters block by block. */
export function alignChapters(
  source: ParsedChapter,
  target: ParsedChapter,
  options: ChapterAlignOptions = {},
): ChapterAlignment {
  const sourceUnits = unitsOf(source)
  const targetUnits = unitsOf(target)
  const { anchors = [], ...rest } = options
  const links = alignUnits(sourceUnits, targetUnits, {
    ...rest,
    anchors: unitAnchors(anchors, sourceUnits, targetUnits),
  })
  return { sourceUnits, targetUnits, links }
}

function unitAnchors(
  anchors: readonly (readonly [number, number])[],
  source: readonly ChapterUnit[],
  target: readonly ChapterUnit[],
): (readonly [number, number])[] {
  const ofSource = unitByPart(source)
  const ofTarget = unitByPart(target)
  return anchors.flatMap(([sourcePart, targetPart]): (readonly [number, number])[] => {
    const [i, j] = [ofSource.get(sourcePart), ofTarget.get(targetPart)]
    return i === undefined || j === undefined ? [] : [[i, j]]
  })
}

function unitByPart(units: readonly ChapterUnit[]): Map<number, number> {
  return new Map(units.flatMap(({ parts }, unit) => parts.map((part): [number, number] => [part, unit])))
}
