import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Habit } from '../../bench/replay/edition.js'
import type { Fault } from '../../bench/replay/judge.js'
import { replay } from '../../bench/replay/replay.js'
import { Resemblance } from '../../bench/replay/resemblance.js'
import { corporaFolder, readRevisions } from '../../bench/replay/revisions.js'

const ROOT = join(import.meta.dirname, '../..')

/** What must never be: docs/replay.md says what each of them means. */
const CLAIMED: readonly Fault[] = ['lost', 'called-unchanged', 'wrong-old-source', 'wrong-class', 'wrong-stale']

/** Explained one by one in docs/replay.md. */
const EXPLAINED: Readonly<Record<Habit, readonly string[]>> = {
  tidy: ['wrong-class e306e5d dev-istio/dev-istio-proxy/debug-istio-proxy/debug-istio-proxy.md:73'],
  lazy: ['wrong-old-source a79fe98 ch2-envoy/connection-life/connection-life-race.md:1'],
}

describe('the replay of a book’s history', () => {
  const bundle = join(corporaFolder(ROOT), 'istio-insider/zh.bundle')
  const revisions = readRevisions(bundle, 'docs/source', true)

  it.each(['tidy', 'lazy'] as const)(
    'should lose nothing, name every old source and wrong no one: %s',
    async (habit) => {
      const { findings, tally } = await replay(revisions, habit, new Resemblance())
      const wrong = findings
        .filter(({ fault }) => CLAIMED.includes(fault))
        .map(({ fault, commit, place }) => `${fault} ${commit.slice(0, 7)} ${place}`)
      expect(wrong.filter((finding) => !EXPLAINED[habit].includes(finding))).toEqual([])
      expect(findings.filter(({ fault }) => fault === 'unlisted')).toEqual([])
      expect(tally.count('same', 'lost')).toBe(0)
      // What is not followed cannot be followed wrongly: most of what changed must be, and most of what moved.
      expect(tally.count('changed', 'followed')).toBeGreaterThan(2 * tally.count('changed', 'alone'))
      expect(tally.count('moved', 'kept')).toBeGreaterThan(20 * tally.count('moved', 'lost'))
    },
  )
})
