import type { FoundLink, LineRange } from './gold.js'

/**
 * The plain aligner to compare with: Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993),
 * over paragraphs, runs of lines between blank ones. It sees lengths and nothing else.
 */
export function alignByLength(zh: string, en: string): FoundLink[] {
  const [source, target] = [paragraphsOf(zh), paragraphsOf(en)]
  const ratio = sum(target, target.length) / Math.max(1, sum(source, source.length))
  const width = target.length + 1
  const best = new Float64Array((source.length + 1) * width).fill(Number.POSITIVE_INFINITY)
  const taken = new Uint8Array(best.length)
  best[0] = 0
  for (let i = 0; i <= source.length; i++) {
    for (let j = 0; j <= target.length; j++) {
      for (const [index, [sources, targets, prior]] of BEADS.entries()) {
        if (sources > i || targets > j) continue
        const cost = costOf(sum(source, i, sources) * ratio, sum(target, j, targets)) + prior
        const total = (best[(i - sources) * width + j - targets] as number) + cost
        if (total >= (best[i * width + j] as number)) continue
        best[i * width + j] = total
        taken[i * width + j] = index
      }
    }
  }
  const links: FoundLink[] = []
  for (let i = source.length, j = target.length; i > 0 || j > 0; ) {
    const [sources, targets] = BEADS[taken[i * width + j] as number] as (typeof BEADS)[number]
    const lines = (side: readonly Paragraph[], end: number, count: number) =>
      side.slice(end - count, end).map((paragraph) => paragraph.lines)
    links.push({ zh: lines(source, i, sources), en: lines(target, j, targets) })
    i -= sources
    j -= targets
  }
  return links.reverse()
}

/** How many paragraphs of either side go together, and minus the logarithm of how often: the paper's table 5. */
const BEADS = (
  [
    [1, 1, 0.89],
    [1, 0, 0.0099],
    [0, 1, 0.0099],
    [2, 1, 0.089],
    [1, 2, 0.089],
    [2, 2, 0.011],
  ] as const
).map(([sources, targets, share]) => [sources, targets, -Math.log(share)] as const)

/** The paper's variance of the length of a translation, per character. */
const VARIANCE = 6.8

export interface Paragraph {
  readonly lines: LineRange
  readonly length: number
}

export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let start = 0
  const lines = [...text.split('\n'), '']
  for (const [index, line] of lines.entries()) {
    if (line.trim() && start === 0) start = index + 1
    if (line.trim() || start === 0) continue
    paragraphs.push({ lines: [start, index], length: lines.slice(start - 1, index).join('\n').length })
    start = 0
  }
  return paragraphs
}

function sum(side: readonly Paragraph[], end: number, count = end): number {
  let length = 0
  for (let at = end - count; at < end; at++) length += side[at]?.length ?? 0
  return length
}

/** Minus the logarithm of the chance of two lengths that differ at least so much. */
function costOf(expected: number, found: number): number {
  const mean = (expected + found) / 2
  if (mean === 0) return 0
  const deviations = Math.abs(found - expected) / Math.sqrt(VARIANCE * mean)
  return -Math.log(Math.max(1e-300, 2 * (1 - normal(deviations))))
}

/** The normal distribution's cumulative function (Abramowitz and Stegun, 26.2.17). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * x)
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
