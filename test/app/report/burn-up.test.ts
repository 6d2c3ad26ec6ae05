import { describe, expect, it } from 'vitest'
import type { Revision } from '../../../src/app/adopt/edition-history.js'
import { burnUp, MOST_POINTS } from '../../../src/app/report/burn-up.js'
import { NO_FIGURES } from '../../../src/app/report/ledger-figures.js'
import type { LedgerLine } from '../../../src/core/fact.js'
import { formatLedger } from '../../../src/core/ledger.js'

const DAY = 86_400_000
const TODAY = 1000 * DAY

const line = (id: string, source: string, ...facts: LedgerLine['facts']): LedgerLine => {
  return { id, kind: 'paragraph', source, facts }
}
const translated = (source: string, target: string) => ({ fact: 'translated', source, target }) as const

/** A past whose commits hold these ledgers, a day apart; the name of a ledger is its blob. */
function pastOf(commits: readonly Readonly<Record<string, string | null>>[], isShallow = false) {
  const texts = new Map<string, string>()
  const revisions = commits.map((ledgers, day): Revision => {
    const edits = Object.entries(ledgers).map(([path, text]) => {
      const blob = text === null ? null : `${path}@${day}`
      if (blob !== null) texts.set(blob, text ?? '')
      return { path, from: null, blob, time: day * DAY }
    })
    return { commit: `c${day}`, time: day * DAY, edits }
  })
  const asked: string[] = []
  return {
    asked,
    history: async () => ({ revisions, isShallow }),
    at: async () => [],
    async *texts(blobs: readonly string[]) {
      asked.push(...blobs)
      for (const blob of blobs) yield texts.get(blob) ?? ''
    },
  }
}

const ledger = (...lines: LedgerLine[]) => formatLedger(lines)

describe('burnUp', () => {
  it('should tell what each commit left of all ledgers', async () => {
    const past = pastOf([
      { 'a.jsonl': ledger(line('1', '第一段'), line('2', '第二')) },
      { 'a.jsonl': ledger(line('1', '第一段', translated('第一段', 'One')), line('2', '第二')) },
      { 'b.jsonl': ledger(line('3', '三')) },
      { 'a.jsonl': null },
    ])
    const { points, reach } = await burnUp(past, NO_FIGURES, TODAY)
    expect(points.map(({ commit, percentTranslated }) => [commit, percentTranslated])).toEqual([
      ['c0', 0],
      ['c1', 60],
      ['c2', 50],
      ['c3', 0],
      [null, 100],
    ])
    expect(points[2]?.segments).toMatchObject({ total: 3, translated: 1, untranslated: 2 })
    expect(points[0]?.at).toBe('1970-01-01T00:00:00Z')
    expect(reach).toBe('complete')
  })

  it('should see what is stale, shared, taken out, drafted, omitted or needs no translation', async () => {
    const group = { ...translated('一二\n\n三四', 'One to four'), group: ['5', '6'] }
    const lines = [
      line('1', '端口 15001', translated('端口 15006', 'port 15006')),
      { ...line('2', '二', translated('二', 'Two')), missing: true as const },
      line('3', '三', { fact: 'machine', source: '三', target: 'Three', engine: 'deepl' }),
      line('4', '四', { fact: 'omitted', source: '四', by: 'Li Lei', at: '2026-01-01T00:00:00Z' }),
      line('5', '一二', group),
      line('6', '三四', group),
      line('7', 'Envoy'),
      line('8', '八', { fact: 'machine', source: '八', target: 'Eight', engine: 'deepl', pending: true }),
      { ...line('9', '九', translated('九', 'Nine')), obsolete: true as const },
    ]
    const { points } = await burnUp(pastOf([{ 'a.jsonl': ledger(...lines) }]), NO_FIGURES, TODAY)
    expect(points[0]?.segments).toEqual({
      ...{
        total: 8,
        stale: 1,
        untranslated: 2,
        draft: 1,
        omitted: 1,
        translated: 2,
        carried: 1,
        final: 0,
        reviewed: 0,
      },
    })
  })

  it('should look at no more points than it may, the first and the last among them', async () => {
    const commits = Array.from({ length: 500 }, (_, day) => ({ 'a.jsonl': ledger(line('1', '字'.repeat(day + 1))) }))
    const past = pastOf(commits)
    const { points, commits: count } = await burnUp(past, NO_FIGURES, TODAY)
    expect([points.length, count]).toEqual([MOST_POINTS + 1, 500])
    expect([points[0]?.commit, points.at(-2)?.commit]).toEqual(['c0', 'c499'])
    expect(past.asked.length).toBe(MOST_POINTS)
  })

  it('should leave out what it cannot read, and say so', async () => {
    const past = pastOf([{ 'a.jsonl': '{"id":"1"}\n' }, { 'a.jsonl': ledger(line('1', '一')) }], true)
    const { points, unreadable, reach } = await burnUp(past, NO_FIGURES, TODAY)
    expect([points.map(({ commit }) => commit), unreadable, reach]).toEqual([['c1', null], 1, 'shallow'])
  })

  it('should know nothing but today where no commit holds a ledger', async () => {
    const { points, reach } = await burnUp(pastOf([]), NO_FIGURES, TODAY)
    expect([points.map(({ commit }) => commit), reach]).toEqual([[null], 'none'])
  })
})
