import type { FoundLink, GoldLink, GoldPage, LineRange } from './gold.js'

export interface SureLink extends FoundLink {
  readonly confidence: number
}

/** Links of one tenth of confidence. */
export interface Bin {
  readonly links: number
  readonly meanConfidence: number
  /** The share that stays within one link of the gold. */
  readonly right: number
}

/** Compares confidence with being right, tenth by tenth; what is copied does not count. */
export function calibrate(pages: readonly GoldPage[], found: readonly (readonly SureLink[])[]): Bin[] {
  const bins = Array.from({ length: 10 }, () => ({ links: 0, confidence: 0, right: 0 }))
  for (const [index, page] of pages.entries()) {
    const [chinese, english] = [linkByLine(page, 'zh'), linkByLine(page, 'en')]
    for (const link of found[index] ?? []) {
      const [source, target] = [linksAt(chinese, link.zh), linksAt(english, link.en)]
      const all = new Set([...source, ...target])
      if ([...all].every((gold) => gold?.kind === 'copied' && !gold.untranslated)) continue
      const bin = bins[Math.min(9, Math.floor(link.confidence * 10))] as (typeof bins)[number]
      bin.links++
      bin.confidence += link.confidence
      bin.right += isRight(all, source.size > 0, target.size > 0) ? 1 : 0
    }
  }
  return bins
    .filter(({ links }) => links > 0)
    .map(({ links, confidence, right }) => ({ links, meanConfidence: confidence / links, right: right / links }))
}

function linkByLine(page: GoldPage, side: 'zh' | 'en'): Map<number, GoldLink> {
  const links = new Map<number, GoldLink>()
  for (const link of page.links) {
    for (const [start, end] of link[side]) for (let line = start; line <= end; line++) links.set(line, link)
  }
  return links
}

function linksAt(links: ReadonlyMap<number, GoldLink>, ranges: readonly LineRange[]) {
  return new Set(ranges.map(([start]) => links.get(start)))
}

function isRight(all: ReadonlySet<GoldLink | undefined>, hasSource: boolean, hasTarget: boolean): boolean {
  if (hasSource && hasTarget) return all.size === 1
  return [...all].every((link) => (hasSource ? link?.en : link?.zh)?.length === 0)
}
