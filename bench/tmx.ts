/**
 * A TMX file of many units taken into the memory, searched, and its peak memory: `bench/tmx.ts [UNITS]`, a process each.
 *
 * The Chinese is made of the corpora's paragraphs (found by ZHEN_CORPORA); the English of words by the Chinese's length.
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TMX_END, tmxStart, tmxUnit } from '../src/exchange/tmx.js'
import { corporaFolder } from './corpora.js'
import { MadeTexts } from './made-texts.js'
import { type Run, runZhen } from './measure.js'

const LANGUAGES = { source: 'zh-CN', target: 'en-US' }
const WORDS = ['listener', 'filter chain', 'upstream', 'of', 'the', 'connection', 'is', 'closed', 'by', 'a', 'cluster']

const units = Number(process.argv[2] ?? 100_000)
const texts = new MadeTexts(corporaFolder(), 11)
const folder = mkdtempSync(join(tmpdir(), 'zhen-bench-'))

try {
  mkdirSync(join(folder, 'source-zh'))
  writeFileSync(join(folder, 'source-zh/a.md'), '监听器绑定端口。\n')
  writeFileSync(join(folder, 'zhen.config.json'), '{}')
  const file = join(folder, 'made.tmx')
  makeTmx(file)
  const size = statSync(file).size
  row(`${units} units, ${(size / 1e6).toFixed(0)} MB: dry run of the import`, () =>
    runZhen(folder, ['memory', 'import', '--dry-run', file]),
  )
  row('import', () => runZhen(folder, ['memory', 'import', file]))
  row('list, nothing changed', () => runZhen(folder, ['memory', 'list']))
  const sought = texts.edited(texts.pick(texts.paragraphs), 0.1)
  row('first search, which indexes', () => runZhen(folder, ['memory', 'search', sought]))
  row('second search', () => runZhen(folder, ['memory', 'search', sought]))
  row('search for a short term', () => runZhen(folder, ['memory', 'search', '监听器']))
  row('search of the English', () => runZhen(folder, ['memory', 'search', '--in', 'target', 'filter chain cluster']))
  console.log(`database ${(statSync(join(folder, '.zhen/zhen.db')).size / 1e6).toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function makeTmx(file: string): void {
  const descriptor = openSync(file, 'w')
  writeSync(descriptor, tmxStart({ ...LANGUAGES, version: '1' }))
  let [previousSource, source] = ['', texts.next()]
  for (let at = 0; at < units; at++) {
    const nextSource = texts.next()
    const target = Array.from({ length: 1 + source.length / 3 }, () => texts.pick(WORDS)).join(' ')
    const [chapter, id] = [`chapter-${Math.floor(at / 150)}.md`, `${at}`]
    const pair = {
      source,
      target,
      previousSource,
      nextSource,
      chapter,
      id,
      origin: 'Ann',
      quality: 'translated',
    } as const
    writeSync(descriptor, tmxUnit(pair, LANGUAGES))
    ;[previousSource, source] = [source, nextSource]
  }
  writeSync(descriptor, TMX_END)
  closeSync(descriptor)
}

function row(what: string, run: () => Run): void {
  const { seconds, megabytes } = run()
  console.log(`| ${what} | ${seconds.toFixed(2)} s | ${megabytes.toFixed(0)} MB |`)
}
