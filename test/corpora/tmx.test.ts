import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MemoryImportReport, MemorySearchReport } from '../../src/app/report.js'
import type { MemoryPair } from '../../src/core/pair.js'
import { openTmx } from '../../src/exchange/read-tmx.js'
import { TMX_END, tmxStart, tmxUnit } from '../../src/exchange/tmx.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { tmxFaultsOf } from '../exchange/tmx-rules.js'
import { makeBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'
import { copySampleBook } from '../helpers/sample-book.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { SEGMENT_PLACES } from './corpora.js'

const LANGUAGES = { source: 'zh-CN', target: 'en-US' }

describe.each(SEGMENT_PLACES)('in %s', (_, texts, least) => {
  it('every segment comes back from TMX as it was, in TMX that keeps the rules', () => {
    const segments = new Set<string>()
    for (const { text } of texts())
      for (const part of parseChapter(text).parts) if (part.type === 'segment') segments.add(part.text)
    // Every text stands on both sides of a pair, with a word that makes it Chinese, or English.
    const pairs = [...segments].map((text, at) => pairOf(`监听器${text}`, `${'Listener '.repeat(99)}${text}`, `${at}`))
    const xml =
      tmxStart({ ...LANGUAGES, version: '1' }) + pairs.map((pair) => tmxUnit(pair, LANGUAGES)).join('') + TMX_END
    expect(tmxFaultsOf(xml)).toEqual([])
    const reader = openTmx('a.tmx', LANGUAGES)
    const read = reader.write(xml)
    reader.close()
    const ids = new Set(read.map(({ id }) => id))
    const known = pairs.filter(({ id }) => ids.has(id))
    expect(read).toEqual(known)
    expect(known.length).toBeGreaterThan(least)
  })
})

function pairOf(source: string, target: string, id: string): MemoryPair {
  const [previousSource, nextSource] = [null, null]
  return { source, target, previousSource, nextSource, chapter: 'a.md', id, origin: '', quality: 'translated' }
}

/** The memory of the sample book as TMX, and what zhen says of a TMX file without taking it. */
async function exportSample() {
  const root = await copySampleBook()
  const run = (...argv: string[]) => runCli(['-C', root, ...argv])
  const tmx = join(temporaryFolder(), 'book.tmx')
  await run('sync')
  const { exitCode, stderr } = await run('memory', 'export', '--out', tmx)
  if (exitCode !== 0) throw new Error(stderr)
  const look = async (file: string): Promise<MemoryImportReport['files'][number] | undefined> => {
    const { stdout } = await run('memory', 'import', '--dry-run', '--format', 'json', file)
    return (JSON.parse(stdout) as MemoryImportReport).files[0]
  }
  return { tmx, look }
}

/** Opens a file, adds a unit, changes another, and saves. */
const EDIT = `
import sys
from translate.storage import tmx
store = tmx.tmxfile.parsefile(sys.argv[1])
store.units[2].target = 'Edited by a person'
store.addtranslation('一个新的段落。', 'zh-CN', 'A new paragraph.', 'en-US')
store.savefile(sys.argv[2])
print(len(store.units), store.units[2].source)
`

describe('other programs', () => {
  it('are given TMX that keeps the rules', async () => {
    const { tmx } = await exportSample()
    execFileSync('xmllint', ['--noout', tmx])
    expect(tmxFaultsOf(readFileSync(tmx, 'utf8'))).toEqual([])
  })

  it('Translate Toolkit opens, edits and saves it, and what it saved comes back', async () => {
    const { tmx, look } = await exportSample()
    const edited = join(temporaryFolder(), 'edited.tmx')
    const out = execFileSync('/usr/bin/python3', ['-c', EDIT, tmx, edited], { encoding: 'utf8' })
    const [count = '', source = ''] = out.trim().split(/ (.*)/s)
    const { pairs = 0, persons = 0 } = (await look(tmx)) ?? {}
    expect(Number(count)).toBe(pairs + 1)
    expect(await look(edited)).toMatchObject({ pairs: pairs + 1, persons, unusable: 0, otherLanguages: 0 })
    const other = await makeBook({ 'source-zh/x.md': '无关\n' })
    await other.must('memory', 'import', edited)
    for (const [text, target] of [
      ['一个新的段落。', 'A new paragraph.'],
      [source, 'Edited by a person'],
    ] as const) {
      const { stdout } = await other.must('memory', 'search', text, '--format', 'json')
      expect((JSON.parse(stdout) as MemorySearchReport).matches[0]).toMatchObject({ kind: 'exact', target })
    }
  })

  it('OmegaT reads it as a memory and as its own, translates by it, and what it saves comes back', async () => {
    const { tmx, look } = await exportSample()
    const project = omegatProject(readFileSync(tmx, 'utf8'))
    const argv = ['--mode=console-translate', project.root, `--config-dir=${project.root}/config`]
    const env = { ...process.env, HOME: project.root }
    const { stdout, stderr } = spawnSync('omegat', argv, { encoding: 'utf8', env })
    const log = stdout + stderr
    expect(log.match(/TMXR_INFO_READING_COMPLETE/g)).toHaveLength(2)
    expect(log).not.toMatch(/TMXR_(?:ERROR|WARNING|EXCEPTION)/)
    const translated = readFileSync(join(project.root, 'target/a.txt'), 'utf8')
    expect(translated.trim().split('\n\n')).toEqual(project.english)
    const level2 = join(project.root, `${project.name}-level2.tmx`)
    expect(await look(level2)).toMatchObject({ pairs: project.english.length, unusable: 0, otherLanguages: 0 })
  })
})

/** A project of OmegaT's whose text is some of a memory's; it reads the memory from `tm`, and as its own. */
function omegatProject(tmx: string) {
  const root = temporaryFolder()
  for (const folder of ['source', 'target', 'omegat', 'tm', 'glossary', 'dictionary', 'config'])
    mkdirSync(join(root, folder))
  const folders = ['source', 'target', 'tm', 'glossary', 'dictionary'].map(
    (name) => `<${name}_dir>__DEFAULT__</${name}_dir>`,
  )
  const languages = '<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang><sentence_seg>false</sentence_seg>'
  writeFileSync(
    join(root, 'omegat.project'),
    `<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">${folders.join('')}${languages}</project></omegat>`,
  )
  const units = Array.from(tmx.matchAll(/<seg>([^<\n&]+)<\/seg><\/tuv>\s*<tuv[^>]*><seg>([^<\n&]+)<\/seg>/g))
  // A source that occurs twice may have another English by then.
  const byChinese = new Map(units.map(([, zh = '', en = '']) => [zh, en]))
  writeFileSync(join(root, 'source/a.txt'), `${[...byChinese.keys()].join('\n\n')}\n`)
  writeFileSync(join(root, 'tm/book.tmx'), tmx)
  // Its own memory takes units that say where they stand for translations of that place alone.
  const everywhere = tmx.replace(/ *<prop type="(?:file|id|prev|next)">[^<]*<\/prop>\n/g, '')
  writeFileSync(join(root, 'omegat/project_save.tmx'), everywhere)
  return { root, name: root.split('/').at(-1) ?? '', english: [...byChinese.values()] }
}
