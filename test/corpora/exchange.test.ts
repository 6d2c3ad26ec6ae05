import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/app/report.js'
import { EXCHANGE_FORMS, type ExchangeFormName } from '../../src/exchange/registry.js'
import { inForm } from '../../src/exchange/stamp.js'
import type { ExchangeUnit } from '../../src/exchange/unit.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { xliffFaultsOf } from '../exchange/xliff-rules.js'
import { runCli } from '../helpers/run-cli.js'
import { copySampleBook } from '../helpers/sample-book.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { SEGMENT_PLACES } from './corpora.js'
import { copyRealBook } from './real-book.js'

const NAMES = Object.keys(EXCHANGE_FORMS) as ExchangeFormName[]

describe.each(SEGMENT_PLACES)('in %s', (_, texts, least) => {
  it.each(NAMES)('every segment comes back from %s as it was', (name) => {
    const segments = new Set<string>()
    for (const { text } of texts())
      for (const part of parseChapter(text).parts) if (part.type === 'segment') segments.add(part.text)
    const units = [...segments].map((text, at) => unitOf(text, `${at}`))
    const { write, read, texts: form } = EXCHANGE_FORMS[name]
    const written = write({ sourceLanguage: 'zh-CN', targetLanguage: 'en-US', units })
    if (name === 'xliff') expect(xliffFaultsOf(written)).toEqual([])
    const read_ = read(written, 'a')
    expect(read_.map(({ target }) => target)).toEqual(
      units.map(({ source, target }) => ({ form, text: inForm(target ?? '', source, form) })),
    )
    expect(segments.size).toBeGreaterThan(least)
  })
})

function unitOf(text: string, id: string): ExchangeUnit {
  return {
    id,
    chapter: 'a.md',
    kind: 'paragraph',
    section: [],
    line: 1,
    source: text,
    target: text,
    status: 'stale',
    previous: text,
    suggestions: [{ target: text, engine: 'memory', from: text, score: 0.8 }],
    terms: [],
    notes: [{ about: 'section', text }],
  }
}

/** A project with a book, synced. */
interface Project {
  readonly root: string
  must(...argv: string[]): Promise<string>
  /** Every file of the book by its path. */
  tree(): Record<string, string>
  imported(file: string, ...argv: string[]): Promise<ImportReport>
}

async function openProject(root: string): Promise<Project> {
  const must = async (...argv: string[]) => {
    const { exitCode, stdout, stderr } = await runCli(['-C', root, ...argv])
    if (exitCode !== 0) throw new Error(`zhen ${argv.join(' ')}: ${exitCode}\n${stderr}`)
    return stdout
  }
  await must('sync')
  return {
    root,
    must,
    tree: () => treeOf(root),
    imported: async (file, ...argv) =>
      JSON.parse(await must('import', file, '--format', 'json', ...argv)) as ImportReport,
  }
}

function treeOf(root: string): Record<string, string> {
  const names = ['source-zh', 'target-en'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const files = names.filter((name) => /\.(?:md|jsonl)$/.test(name)).sort()
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]))
}

/** The schemas of OASIS as Symfony ships them, with their imports beside them. */
const SCHEMAS = '/usr/share/php/Symfony/Component/Translation/Resources/schemas'

function schemaFolder(): string {
  if (!existsSync(SCHEMAS)) throw new Error('apt-get install php-symfony-translation')
  const folder = temporaryFolder()
  for (const name of readdirSync(SCHEMAS)) {
    const text = readFileSync(join(SCHEMAS, name), 'utf8')
    writeFileSync(join(folder, name), text.replace(/schemaLocation="[^"]*\/xml\.xsd"/g, 'schemaLocation="xml.xsd"'))
  }
  return folder
}

function expectValid(file: string, schema: string): void {
  const argv = ['--nonet', '--noout', '--schema', schema]
  const { stderr } = spawnSync('xmllint', [...argv, file], { encoding: 'utf8' })
  expect(stderr.trim()).toBe(`${file} validates`)
  const bad = join(temporaryFolder(), 'bad.xlf')
  writeFileSync(bad, readFileSync(file, 'utf8').replace(/<source>(.*)<\/source>/, '<sauce>$1</sauce>'))
  expect(spawnSync('xmllint', [...argv, bad]).status).not.toBe(0)
}

async function exported({ must }: Project, name: ExchangeFormName): Promise<string> {
  const file = join(temporaryFolder(), `book.${name.startsWith('xliff') ? 'xlf' : name}`)
  await must('export', '--format', name, '--out', file)
  return file
}

/** Puts `that` for the first `the` in the English of some units without codes, and saves. */
const EDIT_WITH_TOOLKIT = `
import sys
from translate.storage import factory
source, result, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = factory.getobject(source)
done = 0
for unit in store.units:
    text = str(unit.target or '')
    element = getattr(unit, 'xmlelement', None)
    if element is not None and any(len(node) for node in element if node.tag.endswith('}target')): continue
    if unit.isheader() or done == most or ' the ' not in text or any(c in text for c in '<\`[*{$\\\\'): continue
    unit.target = text.replace(' the ', ' that ', 1)
    done += 1
store.savefile(result)
print(done)
`

const EDIT_TABLE = `
import csv, sys
source, result, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(source, encoding='utf-8-sig', newline='') as f: rows = list(csv.DictReader(f))
done = 0
for row in rows:
    if done < most and ' the ' in row['target']:
        row['target'] = row['target'].replace(' the ', ' that ', 1)
        done += 1
with open(result, 'w', encoding='utf-8-sig', newline='') as f:
    writer = csv.DictWriter(f, rows[0].keys(), delimiter=';', quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
print(done)
`

/** What an XML library makes of it: other prefixes, other quotes, no declaration. */
const EDIT_XLIFF_2 = `
import sys
from xml.etree import ElementTree
source, result, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
core = '{urn:oasis:names:tc:xliff:document:2.0}'
tree = ElementTree.parse(source)
done = 0
for segment in tree.getroot().iterfind('.//' + core + 'segment'):
    target = segment.find(core + 'target')
    if target is None or done == most or ' the ' not in (target.text or ''): continue
    target.text = target.text.replace(' the ', ' that ', 1)
    segment.set('state', 'reviewed')
    done += 1
tree.write(result, encoding='utf-8')
print(done)
`

const EDITS = 25

describe.each([
  ['the sample book', copySampleBook],
  ['the real book', copyRealBook],
] as const)('%s', (_, copy) => {
  it('comes back from every form without an edit, and keeps to schemas and to gettext', async () => {
    const project = await openProject(await copy())
    const before = project.tree()
    const schemas = schemaFolder()
    for (const name of NAMES) {
      const file = await exported(project, name)
      const report = await project.imported(file)
      expect(report).toMatchObject({ edited: [], decided: [], refused: [], suggested: [], comments: [] })
      expect(report.unchanged).toBeGreaterThan(100)
      expect(project.tree()).toEqual(before)
      if (name === 'xliff') expectValid(file, join(schemas, 'xliff-core-2.0.xsd'))
      if (name === 'xliff-1.2') expectValid(file, join(schemas, 'xliff-core-1.2-strict.xsd'))
      if (name === 'po') {
        const { status, stderr } = spawnSync('msgfmt', ['-c', '-o', '/dev/null', file], { encoding: 'utf8' })
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      }
    }
  })

  it.each([
    ['xliff-1.2', EDIT_WITH_TOOLKIT],
    ['po', EDIT_WITH_TOOLKIT],
    ['csv', EDIT_TABLE],
    ['xliff', EDIT_XLIFF_2],
  ] as const)('takes exactly what another program edited in %s', async (name, program) => {
    const project = await openProject(await copy())
    const file = await exported(project, name)
    const edited = join(temporaryFolder(), file.split('/').at(-1) ?? '')
    const done = execFileSync('/usr/bin/python3', ['-c', program, file, edited, `${EDITS}`], { encoding: 'utf8' })
    expect(Number(done)).toBe(EDITS)
    const before = project.tree()
    const report = await project.imported(edited, '--by', 'Han Meimei')
    expect(report.refused).toEqual([])
    expect(report.edited).toHaveLength(EDITS)
    expect(report.edited.every(({ before, after }) => before?.replace(' the ', ' that ') === after)).toBe(true)
    for (const { from, to } of report.edited) {
      expect(to).toBe(name === 'xliff' && from !== 'reviewed' ? 'reviewed' : 'translated')
    }
    const chapters = Object.entries(before).filter(([path]) => path.endsWith('.md'))
    const after = project.tree()
    for (const [path, text] of chapters) {
      const edits = report.edited.filter(({ chapter }) => path === `target-en/${chapter}`)
      expect(changedLines(text, after[path] ?? '')).toBe(edits.length)
    }
    expect(await project.imported(edited, '--by', 'Han Meimei')).toMatchObject({ edited: [], refused: [], decided: [] })
  })
})

/** How many lines differ, each by `that` for `the` alone; more than all where anything else does. */
function changedLines(before: string, after: string): number {
  const [older, newer] = [before.split('\n'), after.split('\n')]
  if (older.length !== newer.length) return Number.POSITIVE_INFINITY
  return older.reduce((count, line, at) => {
    if (line === newer[at]) return count
    // YAML has quotes around what would be read as something else.
    const bare = (text: string | undefined) => text?.replaceAll(/\bthat\b|\bthe\b|"/g, '')
    return bare(line) === bare(newer[at]) ? count + 1 : Number.POSITIVE_INFINITY
  }, 0)
}

const DEFAULTS = ['source', 'target', 'tm', 'glossary', 'dictionary']

/** What OmegaT makes of files of ours with these translations of its own. */
function translateWithOmegaT(files: Readonly<Record<string, string>>, pairs: readonly (readonly [string, string])[]) {
  const root = temporaryFolder()
  for (const folder of [...DEFAULTS, 'omegat', 'config']) mkdirSync(join(root, folder))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'source', name), text)
  const folders = DEFAULTS.map((name) => `<${name}_dir>__DEFAULT__</${name}_dir>`).join('')
  const languages = '<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang><sentence_seg>false</sentence_seg>'
  writeFileSync(
    join(root, 'omegat.project'),
    `<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">${folders}${languages}</project></omegat>`,
  )
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const units = pairs.map(([zh, en]) => {
    return `<tu><tuv lang="ZH-CN"><seg>${escaped(zh)}</seg></tuv><tuv lang="EN-US"><seg>${escaped(en)}</seg></tuv></tu>`
  })
  writeFileSync(
    join(root, 'omegat/project_save.tmx'),
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header creationtool="OmegaT" ' +
      'o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" ' +
      `srclang="ZH-CN"/><body>${units.join('')}</body></tmx>`,
  )
  const argv = ['--mode=console-translate', root, `--config-dir=${root}/config`]
  const { status, stderr } = spawnSync('omegat', argv, { encoding: 'utf8', env: { ...process.env, HOME: root } })
  if (status !== 0) throw new Error(stderr)
  return (name: string) => join(root, 'target', name)
}

describe('OmegaT', () => {
  it.each([
    ['xliff-1.2', 'a.xlf', '<x0/>', '<g1>', '</g1>'],
    ['po', 'a.po', '`15001`', '[', '](https://a.b)'],
  ] as const)(
    'translates %s, codes and all, and what it leaves alone is no edit',
    async (form, name, code, open, close) => {
      const root = temporaryFolder()
      mkdirSync(join(root, 'source-zh'))
      writeFileSync(join(root, 'zhen.config.json'), '{}\n')
      writeFileSync(
        join(root, 'source-zh/a.md'),
        '# 监听器\n\n监听器绑定 `15001` 端口，见[文档](https://a.b)。\n\n- 连接池\n- 熔断器\n- request_timeout\n',
      )
      mkdirSync(join(root, 'target-en'))
      const project = await openProject(root)
      const file = join(temporaryFolder(), name)
      await project.must('export', '--format', form, '--out', file)
      const made = translateWithOmegaT({ [name]: readFileSync(file, 'utf8') }, [
        ['连接池', 'Connection pool'],
        [
          `监听器绑定 ${code} 端口，见${open}文档${close}。`,
          `The listener binds port ${code}, see the ${open}documentation${close}.`,
        ],
      ])
      const report = await project.imported(made(name))
      expect(report.refused).toEqual([])
      expect(report.edited.map(({ after }) => after)).toEqual([
        'The listener binds port `15001`, see the [documentation](https://a.b).',
        'Connection pool',
      ])
      expect(readFileSync(join(root, 'target-en/a.md'), 'utf8')).toBe(
        '# 监听器\n\nThe listener binds port `15001`, see the [documentation](https://a.b).\n\n- Connection pool\n- 熔断器\n- request_timeout\n',
      )
    },
  )
})
