import { isMainlySourceLanguage } from '../core/inline.js'
import { hasHan } from '../core/text.js'
import { sameBareText } from './bare-text.js'
import { longestChain } from './chain.js'
import type { FoundGroup } from './regions.js'
import type { AlignLink, AlignUnit, LinkKind } from './unit.js'

/** Groups as links: what kind each is, and in reading order. */
export function describeLinks(
  source: readonly AlignUnit[],
  target: readonly AlignUnit[],
  groups: readonly FoundGroup[],
): AlignLink[] {
  const linked = groups
    .filter((group) => group.source.length > 0 && group.target.length > 0)
    .sort((a, b) => (a.source[0] as number) - (b.source[0] as number))
  const ordered = new Set(longestChain(linked.map((group) => group.target[0] as number)).map((at) => linked[at]))
  const links = groups.map((group): AlignLink => {
    const [sources, targets] = [pick(source, group.source), pick(target, group.target)]
    const both = sources.length > 0 && targets.length > 0
    return {
      ...group,
      kind: !both || ordered.has(group) ? kindOf(sources, targets) : 'moved',
      untranslated: both && areSourceLanguage([...targets, ...sources]),
    }
  })
  return inReadingOrder(links)
}

function kindOf(source: readonly AlignUnit[], target: readonly AlignUnit[]): LinkKind {
  if (target.length === 0) return 'source-only'
  if (source.length === 0) return 'target-only'
  if (source.length + target.length > 2) return 'n-m'
  return sameBareText(source[0]?.text ?? '', target[0]?.text ?? '') ? 'copied' : '1-1'
}

function areSourceLanguage(units: readonly AlignUnit[]): boolean {
  return units.every(({ text }) => hasHan(text)) && units.every(({ text }) => isMainlySourceLanguage(text))
}

function pick(units: readonly AlignUnit[], indices: readonly number[]): AlignUnit[] {
  return indices.map((index) => units[index] as AlignUnit)
}

/** By source; a link without one stands behind the link of the target unit before its own. */
function inReadingOrder(links: readonly AlignLink[]): AlignLink[] {
  const place = new Map<number, number>()
  for (const { source, target } of links) for (const unit of target) place.set(unit, source[0] ?? -1)
  const order = [...links].sort((a, b) => (a.target[0] ?? 0) - (b.target[0] ?? 0))
  const keys = new Map<AlignLink, number>()
  for (const link of order) {
    const [first] = link.source
    if (first !== undefined) keys.set(link, first)
    else {
      const before = place.get((link.target[0] as number) - 1) ?? -1
      place.set(link.target[0] as number, before)
      keys.set(link, before + 0.5)
    }
  }
  return order.sort((a, b) => (keys.get(a) as number) - (keys.get(b) as number))
}
