import { expect, it } from 'vitest'
import { profileOf } from '../../src/core/similarity.js'
import { normalizeText } from '../../src/core/text.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { classifyChange } from '../../src/match/classify-change.js'
import { WEIGHTY_FEATURES } from '../../src/match/exact.js'
import { matchAcross, type PooledUnit } from '../../src/match/match-across.js'
import { matchTexts } from '../../src/match/match-texts.js'
import type { MatchResult } from '../../src/match/match-unit.js'
import { commitsIn } from './history.js'

function unitsOf(path: string, text: string | null): PooledUnit[] {
  return text === null ? [] : parseChapter(text).parts.map((part) => ({ ...part, chapter: path }))
}

/** Texts long enough to be recognised anywhere that stand once on either side and are not linked to each other. */
function lost(older: readonly PooledUnit[], newer: readonly PooledUnit[], { links }: MatchResult): string[] {
  const places = (units: readonly PooledUnit[]) => {
    const byText = new Map<string, number[]>()
    for (const [at, { kind, text }] of units.entries()) {
      const key = `${kind} ${normalizeText(text)}`
      byText.set(key, [...(byText.get(key) ?? []), at])
    }
    return byText
  }
  const newerPlaces = places(newer)
  const linked = new Map(links.flatMap((link) => link.older.map((at) => [at, link.newer] as const)))
  return [...places(older)].flatMap(([key, [at = -1, ...more]]) => {
    const [newerAt, ...others] = newerPlaces.get(key) ?? []
    const isTold =
      profileOf(older[at]?.text ?? '').length >= WEIGHTY_FEATURES &&
      newerAt !== undefined &&
      more.length + others.length === 0
    return isTold && linked.get(at)?.[0] !== newerAt ? [key] : []
  })
}

class Tally {
  readonly counts = new Map<string, number>()

  add(key: string, count = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + count)
  }
}

it.each(['istio-insider/zh.bundle', 'istio-insider/en.bundle'])(
  'follows every text through the history of %s',
  (bundle) => {
    const tally = new Tally()
    const problems: string[] = []
    for (const { commit, files } of commitsIn(bundle)) {
      const pools = { gone: [] as PooledUnit[], added: [] as PooledUnit[] }
      const take = (older: readonly PooledUnit[], newer: readonly PooledUnit[], result: MatchResult, where: string) => {
        for (const text of lost(older, newer, result))
          problems.push(`${commit.slice(0, 8)} ${where} ${text.slice(0, 80)}`)
        for (const link of result.links) {
          tally.add(`${where} ${link.kind}`)
          if (link.kind !== 'changed') continue
          tally.add(classifyChange(older[link.older[0] ?? -1]?.text ?? '', newer[link.newer[0] ?? -1]?.text ?? ''))
        }
      }
      for (const { path, older, newer } of files) {
        const [before, after] = [unitsOf(path, older), unitsOf(path, newer)]
        if (older !== null && newer !== null) {
          const result = matchTexts(before, after)
          take(before, after, result, 'in chapter')
          pools.gone.push(...result.gone.map((at) => before[at] as PooledUnit))
          pools.added.push(...result.added.map((at) => after[at] as PooledUnit))
        } else {
          pools.gone.push(...before)
          pools.added.push(...after)
        }
      }
      const across = matchAcross(pools.gone, pools.added)
      take(pools.gone, pools.added, across, 'across')
      tally.add('gone', across.gone.length)
      tally.add('added', across.added.length)
    }
    process.stdout.write(`${bundle} ${JSON.stringify(Object.fromEntries([...tally.counts].sort()), null, 2)}\n`)
    expect(problems).toEqual([])
    expect(tally.counts.get('in chapter unchanged')).toBeGreaterThan(1_000)
  },
)
