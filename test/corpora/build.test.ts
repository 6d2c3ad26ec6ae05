import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../helpers/run-cli.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { cloneEdition, EDITIONS } from './real-book.js'

/** A Python that has Sphinx; Debian's package belongs to the system's. */
const python = process.env.ZHEN_PYTHON ?? '/usr/bin/python3'
const hasSphinx = spawnSync(python, ['-c', 'import sphinx, myst_parser']).status === 0

/** What of the book's own `conf.py` bears on its text. Its theme and two extensions are not in Debian. */
const BOOK = `project = "book"
version = "1"
language = "en"
exclude_patterns = ["**/*.mdb"]
extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]
autosectionlabel_prefix_document = True
myst_enable_extensions = ["html_image", "colon_fence"]
epub_show_urls = "no"
`
const SAMPLE = `${BOOK}numfig = True
myst_heading_anchors = 3
myst_enable_extensions += ["dollarmath", "deflist", "tasklist", "substitution"]
`

type Policy = readonly [name: string, argv: readonly string[]]

const DEFAULTS: Policy = ['the defaults', []]

const OTHERS: readonly Policy[] = [
  [
    'everything in Chinese that can be',
    ['--dropped', 'source', '--stale', 'source', '--obsolete', 'omit', '--added', 'omit'],
  ],
  [
    'everything left out that can be',
    ['--untranslated', 'omit', '--stale', 'omit', '--obsolete', 'omit', '--added', 'omit', '--note', 'chapter'],
  ],
  ['no notes', ['--dropped', 'source', '--note', 'none']],
]

/** `dummy` reads and resolves like the others, and writes nothing. */
type Builder = 'html' | 'epub' | 'dummy'

const CASES: readonly (readonly [Builder, ...Policy])[] = [
  ['html', ...DEFAULTS],
  ['epub', ...DEFAULTS],
  ...OTHERS.map((policy) => ['dummy', ...policy] as const),
]

/** How often Sphinx gives a warning of a kind in a chapter. */
type Warnings = ReadonlyMap<string, number>

function warningsOf(folder: string, conf: string, builder: Builder): Warnings {
  const build = mkdtempSync(join(tmpdir(), 'zhen-build-'))
  writeFileSync(join(build, 'conf.py'), conf)
  const options = ['-b', builder, '-q', '-E', '-N', '-c', build]
  const run = spawnSync(python, ['-m', 'sphinx', ...options, folder, join(build, 'out')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  rmSync(build, { recursive: true, force: true })
  if (run.status !== 0) throw new Error(run.stderr)
  const counts = new Map<string, number>()
  for (const line of run.stderr.replaceAll(`${folder}/`, '').split('\n')) {
    const kind = kindOf(line)
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

/**
 * A warning as it is compared: its file and its words, without the line and without what a translation changes: labels,
 * which are headings, and what is quoted of a text. A warning of the build is new where the Chinese chapter of the same
 * path has fewer of its kind. Of a picture or a download that is missing the file counts too.
 */
function kindOf(line: string): string | null {
  const [, path, words = ''] = /^(.*?\.md)?(?::\d*)?:? ?(?:WARNING|ERROR|CRITICAL|SEVERE): (.*)$/.exec(line) ?? []
  if (words === '') return null
  const [, missing, file] = /^((?:image|download) file not readable:) (.*)$/.exec(words) ?? []
  if (missing !== undefined) return `${path ?? ''} ${missing} ${file}`
  const kind = words
    .replace(/^(duplicate label|undefined label:?|.*?target not found:).*$/, '$1')
    .replace(/'[^']*'|"[^"]*"/g, '…')
  return `${path ?? ''} ${kind}`
}

function newIn(built: Warnings, chinese: Warnings): string[] {
  return [...built].flatMap(([kind, count]) => (count > (chinese.get(kind) ?? 0) ? [`${kind} (${count})`] : []))
}

function total(warnings: Warnings): number {
  return [...warnings.values()].reduce((sum, count) => sum + count, 0)
}

/** A project with both editions of the real book. */
async function cloneBook(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'zhen-book-'))
  for (const side of EDITIONS) cloneEdition(side, join(root, side))
  const config = { source: { dir: 'zh/docs/source' }, target: { dir: 'en/docs/source' } }
  writeFileSync(join(root, 'zhen.config.json'), JSON.stringify(config))
  await must(root, 'sync')
  return root
}

async function must(root: string, ...argv: string[]): Promise<void> {
  const { exitCode, stderr } = await runCli(['-C', root, ...argv])
  if (exitCode !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
}

describe.skipIf(!hasSphinx)('what Sphinx says of the real book', () => {
  let root: string
  const chinese = new Map<Builder, Warnings>()

  beforeAll(async () => {
    root = await cloneBook()
    for (const builder of ['html', 'epub', 'dummy'] as const)
      chinese.set(builder, warningsOf(join(root, 'zh/docs/source'), BOOK, builder))
  })

  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('is more of the English edition as it is', () => {
    expect(
      newIn(warningsOf(join(root, 'en/docs/source'), BOOK, 'dummy'), chinese.get('dummy') as Warnings),
    ).not.toEqual([])
  })

  it.each(CASES)('is nothing new of what is built, as %s, with %s', async (builder, _, policy) => {
    const out = join(root, 'out')
    await must(root, 'build', '--out', out, ...policy)
    const built = warningsOf(out, BOOK, builder)
    expect(total(chinese.get(builder) as Warnings)).toBeGreaterThan(50)
    expect(newIn(built, chinese.get(builder) as Warnings)).toEqual([])
  })
})

describe.skipIf(!hasSphinx)('what Sphinx says of the sample book', () => {
  const repository = join(import.meta.dirname, '../..')
  let chinese: Warnings

  beforeAll(() => {
    chinese = warningsOf(join(repository, 'source-zh'), SAMPLE, 'dummy')
  })

  it.each([DEFAULTS, ...OTHERS])('is nothing new with %s', async (_, policy) => {
    const root = temporaryFolder()
    for (const name of ['source-zh', 'target-en', 'glossary'])
      cpSync(join(repository, name), join(root, name), { recursive: true })
    await must(root, 'init')
    await must(root, 'build', '--out', join(root, 'out'), ...policy)
    expect(readFileSync(join(root, 'out/index.md'), 'utf8')).not.toBe('')
    expect(newIn(warningsOf(join(root, 'out'), SAMPLE, 'dummy'), chinese)).toEqual([])
  })
})
