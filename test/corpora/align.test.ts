import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { alignChapters } from '../../src/align/align-chapters.js'
import { toAlignReport } from '../../src/align/report.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'

const corpora = process.env.ZHEN_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora')

/** Aligns every page of a gold set, in one direction or the other, and asks the corpora's own scorer. */
function scoreSet(set: string, direction: 'forward' | 'backward' = 'forward') {
  const found = mkdtempSync(join(tmpdir(), 'align-'))
  onTestFinished(() => rmSync(found, { recursive: true }))
  const gold = join(corpora, set, 'gold')
  for (const name of readdirSync(gold, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  )) {
    const { zh, en } = JSON.parse(readFileSync(join(gold, name), 'utf8'))
    const [chinese, english] = [zh, en].map((path) => parseChapter(readFileSync(join(corpora, set, path), 'utf8')))
    if (!chinese || !english) throw new Error(`no pages for ${name}`)
    mkdirSync(dirname(join(found, name)), { recursive: true })
    writeFileSync(join(found, name), JSON.stringify({ links: linksOf(chinese, english, direction) }))
  }
  return JSON.parse(
    execFileSync('python3', [join(corpora, 'score_alignment.py'), '--dir', gold, found], { encoding: 'utf8' }),
  )
}

type Chapter = ReturnType<typeof parseChapter>

function linksOf(chinese: Chapter, english: Chapter, direction: 'forward' | 'backward') {
  if (direction === 'forward') return toAlignReport('', '', alignChapters(chinese, english)).links
  const { links } = toAlignReport('', '', alignChapters(english, chinese))
  return links.map((link) => ({ ...link, source: link.target, target: link.source }))
}

describe('alignment', () => {
  it('should agree with the book, aligned by hand', () => {
    expect(scoreSet('istio-insider/gold-set').strict.F1).toBeGreaterThanOrEqual(0.995)
  })

  it('should agree with clean pages', () => {
    expect(scoreSet('kubernetes/clean').strict.F1).toBeGreaterThanOrEqual(0.999)
  })

  it.each(['forward', 'backward'] as const)('should see through edits of the English, %s', (direction) => {
    const scores = scoreSet('kubernetes/perturbed', direction)
    expect(scores.strict.F1).toBeGreaterThanOrEqual(0.998)
    expect(scores['zh-only'].P).toBeGreaterThanOrEqual(0.98)
    expect(scores['zh-only'].R).toBeGreaterThanOrEqual(0.98)
    // Two of 38 are faults of the gold: docs/alignment.md says which.
    expect(scores['en-only'].P).toBeGreaterThanOrEqual(0.94)
    expect(scores['en-only'].R).toBeGreaterThanOrEqual(0.98)
    expect(scores.strict_R_by_op.moved).toBeGreaterThanOrEqual(0.98)
    expect(scores.strict_R_by_op.merged).toBeGreaterThanOrEqual(0.98)
    expect(scores.strict_R_by_op.split).toBeGreaterThanOrEqual(0.98)
    expect(scores.strict_R_by_op['zh-copy']).toBe(1)
  })
})
