import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AdoptFinding, AdoptReport, FoundPlace } from '../../src/app/adopt/report.js'
import { runCli } from '../helpers/run-cli.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { corpora } from './corpora.js'
import { cloneEdition, EDITIONS } from './real-book.js'

const book = join(corpora, 'istio-insider')

/** A finding made by hand: lines of today's book, and what should have been told of them. */
interface Example {
  readonly cls: string
  readonly path: string
  readonly zh: readonly (readonly [number, number])[]
  readonly en: readonly (readonly [number, number])[]
}

/** What must be told of each class of examples. */
const EXPECTED: Readonly<Record<string, string>> = {
  'meaning-stale': 'stale',
  'added-later-missing': 'added-since',
  'untranslated-copy': 'copy',
  'untranslated-fragment': 'copy',
  'cosmetic-zh-change': 'cosmetic',
  'damaged-in-en': 'damaged',
  'dropped-when-translated': 'dropped',
}

async function adoptBook(): Promise<readonly AdoptFinding[]> {
  const root = temporaryFolder()
  for (const side of EDITIONS) cloneEdition(side, join(root, side))
  mkdirSync(join(root, 'project'))
  const configuration = { source: { dir: '../zh/docs/source' }, target: { dir: '../en/docs/source' } }
  writeFileSync(join(root, 'project', 'zhen.config.json'), JSON.stringify(configuration))
  const { stdout } = await runCli(['adopt', '--dry-run', '--format', 'json'], { cwd: join(root, 'project') })
  return (JSON.parse(stdout) as AdoptReport).findings
}

function touches(place: FoundPlace | null, path: string, ranges: Example['zh']): boolean {
  if (!place?.path.endsWith(`/docs/source/${path}`)) return false
  return ranges.some(([start, end]) => place.startLine <= end && place.endLine >= start)
}

it('should tell of the book what was found by hand, and call nothing stale that was touched up', async () => {
  const findings = await adoptBook()
  const { items } = JSON.parse(readFileSync(join(book, 'stale-examples.json'), 'utf8')) as { items: Example[] }
  const missed = items.filter(({ cls, path, zh, en }) => {
    const expected = EXPECTED[cls] as string
    const told = findings.filter(({ source, target }) => touches(source, path, zh) || touches(target, path, en))
    const isWrong = expected === 'cosmetic' && told.some((finding) => finding.class === 'stale')
    return isWrong || !told.some((finding) => finding.class === expected)
  })
  expect(missed).toEqual([])
}, 120_000)
