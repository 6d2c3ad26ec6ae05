import type { ChapterAlignment } from './align-chapters.js'
import type { LinkKind } from './unit.js'
import type { ChapterUnit } from './units-of.js'

/** Lines, 1-based and inclusive. */
type LineRange = readonly [start: number, end: number]

/** What `zhen align --format json` says of one pair of files. */
export interface AlignReport {
  readonly source: string
  readonly target: string
  readonly links: readonly ReportedLink[]
}

interface ReportedLink {
  readonly source: readonly LineRange[]
  readonly target: readonly LineRange[]
  readonly kind: LinkKind
  readonly untranslated: boolean
  readonly confidence: number
}

export function toAlignReport(source: string, target: string, alignment: ChapterAlignment): AlignReport {
  const { sourceUnits, targetUnits, links } = alignment
  return {
    source,
    target,
    links: links.map((link) => ({
      source: rangesOf(sourceUnits, link.source),
      target: rangesOf(targetUnits, link.target),
      kind: link.kind,
      untranslated: link.untranslated,
      confidence: Math.round(link.confidence * 1000) / 1000,
    })),
  }
}

function rangesOf(units: readonly ChapterUnit[], indices: readonly number[]): LineRange[] {
  return indices.map((index) => {
    const { startLine, endLine } = units[index] as ChapterUnit
    return [startLine, endLine]
  })
}
