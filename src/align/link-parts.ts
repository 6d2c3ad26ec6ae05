import type { ParsedChapter, Part } from '../core/segment.js'
import type { ChapterAlignment } from './align-chapters.js'
import { alignUnits } from './align-units.js'
import { type PlacedPart, partUnits, placeParts } from './part-units.js'
import { linkCells } from './table-rows.js'
import type { AlignLink, AlignOptions } from './unit.js'

export interface LinkPartsOptions extends Pick<AlignOptions, 'lexicon' | 'memory'> {
  /** Indices of the parts to link; all where absent. Others are taken to be linked already. */
  readonly sourceParts?: Iterable<number>
  readonly targetParts?: Iterable<number>
}

/** Parts that belong together, by ascending index in their chapters. Neither side is empty. */
export interface PartLink {
  readonly source: readonly number[]
  readonly target: readonly number[]
  /** Probability that the link is right. */
  readonly confidence: number
}

/**
 * Refines the links of units to links of their parts: segments with segments, blocks with blocks of their kind.
 *
 * Where both sides of a link are built alike, part by part; where they differ, by what the parts say; paragraphs that
 * were split or merged stay one link of several parts. Parts without a counterpart are left out.
 */
export function linkParts(
  source: ParsedChapter,
  target: ParsedChapter,
  alignment: ChapterAlignment,
  options: LinkPartsOptions = {},
): PartLink[] {
  const freeSource = options.sourceParts && new Set(options.sourceParts)
  const freeTarget = options.targetParts && new Set(options.targetParts)
  const links = alignment.links.flatMap((link): PartLink[] => {
    if (link.source.length === 0 || link.target.length === 0) return []
    const left = link.source.flatMap((unit) => placeParts(source, alignment.sourceUnits[unit]?.parts ?? []))
    const right = link.target.flatMap((unit) => placeParts(target, alignment.targetUnits[unit]?.parts ?? []))
    return linkUnitParts(left, right, link, {
      ...options,
      isFree: {
        source: (part) => freeSource?.has(part) ?? true,
        target: (part) => freeTarget?.has(part) ?? true,
      },
    })
  })
  return links.sort((a, b) => (a.source[0] as number) - (b.source[0] as number))
}

interface Context extends Pick<AlignOptions, 'lexicon' | 'memory'> {
  readonly isFree: { readonly source: (part: number) => boolean; readonly target: (part: number) => boolean }
}

function linkUnitParts(
  source: readonly PlacedPart[],
  target: readonly PlacedPart[],
  link: AlignLink,
  context: Context,
): PartLink[] {
  const group = link.source.length + link.target.length > 2
  const { isFree } = context
  if (!group && sameShape(source, target) && sameFreedom(source, target, isFree)) {
    return source.flatMap(({ index }, place): PartLink[] => {
      const other = (target[place] as PlacedPart).index
      return isFree.source(index) ? [{ source: [index], target: [other], confidence: link.confidence }] : []
    })
  }
  const left = source.filter(({ index }) => isFree.source(index))
  const right = target.filter(({ index }) => isFree.target(index))
  const text = group ? joinText(left, right, link.confidence) : []
  const joined = new Set(text.flatMap((found) => [...found.source.map((part) => -1 - part), ...found.target]))
  const restLeft = left.filter(({ index }) => !joined.has(-1 - index))
  const restRight = right.filter(({ index }) => !joined.has(index))
  return [...text, ...linkBySimilarity(restLeft, restRight, link.confidence, context)]
}

/** True when both sides have parts of the same kinds in the same order. */
function sameShape(source: readonly PlacedPart[], target: readonly PlacedPart[]): boolean {
  return (
    source.length === target.length &&
    source.every(({ part }, place) => {
      const other = target[place]?.part
      return part.type === other?.type && (part.kind === other.kind || isText(part) === isText(other))
    })
  )
}

function sameFreedom(source: readonly PlacedPart[], target: readonly PlacedPart[], isFree: Context['isFree']): boolean {
  return source.every(({ index }, place) => isFree.source(index) === isFree.target((target[place] as PlacedPart).index))
}

/** Running text: what may be split, merged, or be a list item here and a paragraph there. */
function isText(part: Part): boolean {
  return part.type === 'segment' && (part.kind === 'paragraph' || part.kind === 'list-item')
}

/** The running text of split or merged paragraphs is one link. */
function joinText(source: readonly PlacedPart[], target: readonly PlacedPart[], confidence: number): PartLink[] {
  const left = source.filter(({ part }) => isText(part)).map(({ index }) => index)
  const right = target.filter(({ part }) => isText(part)).map(({ index }) => index)
  return left.length === 0 || right.length === 0 ? [] : [{ source: left, target: right, confidence }]
}

function linkBySimilarity(
  source: readonly PlacedPart[],
  target: readonly PlacedPart[],
  confidence: number,
  options: Pick<AlignOptions, 'lexicon' | 'memory'>,
): PartLink[] {
  if (source.length === 0 || target.length === 0) return []
  const { lexicon, memory } = options
  const known = { ...(lexicon && { lexicon }), ...(memory && { memory }) }
  const cells = linkCells(source, target, known)
  if (cells) return cells.map((link) => ({ ...link, confidence: confidence * link.confidence }))
  return alignUnits(partUnits(source), partUnits(target), known).flatMap((link): PartLink[] => {
    const left = link.source.map((place) => source[place] as PlacedPart)
    const right = link.target.map((place) => target[place] as PlacedPart)
    if (left.length === 0 || right.length === 0 || !areOneSort([...left, ...right])) return []
    return [
      {
        source: left.map(({ index }) => index),
        target: right.map(({ index }) => index),
        confidence: confidence * link.confidence,
      },
    ]
  })
}

/** Segments go with segments, blocks with blocks of their kind. */
function areOneSort(parts: readonly PlacedPart[]): boolean {
  const [first] = parts
  return parts.every(
    ({ part }) => part.type === first?.part.type && (part.type === 'segment' || part.kind === first.part.kind),
  )
}
