import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { createBook } from '../../src/references/book.js'
import { conventionsOf } from '../../src/references/conventions.js'
import { foldName, normalizeName } from '../../src/references/names.js'
import { readReferences } from '../../src/references/read-chapter.js'
import { readSphinxConf } from '../../src/references/read-conf.js'
import { cloneEdition, EDITIONS } from './real-book.js'

/** A Python that has Sphinx; Debian's package belongs to the system's. */
const python = process.env.ZHEN_PYTHON ?? '/usr/bin/python3'
const hasSphinx = spawnSync(python, ['-c', 'import sphinx, myst_parser']).status === 0

interface Configuration {
  readonly name: string
  readonly conf: string
}

const BASE = [
  'project = "book"',
  'exclude_patterns = ["**/*.mdb"]',
  'myst_enable_extensions = ["html_image", "colon_fence"]',
]
const LABELS: readonly (readonly [string, readonly string[]])[] = [
  ['no section labels', ['extensions = ["myst_parser"]']],
  ['section labels', ['extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]']],
  [
    'section labels with document',
    ['extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]', 'autosectionlabel_prefix_document = True'],
  ],
]
const CONFIGURATIONS: readonly Configuration[] = LABELS.flatMap(([name, lines]) =>
  [0, 3].map((anchors) => ({
    name: `${name}, anchors ${anchors}`,
    conf: [...BASE, ...lines, ...(anchors > 0 ? [`myst_heading_anchors = ${anchors}`] : []), ''].join('\n'),
  })),
)

const clones: Record<string, string> = {}

beforeAll(() => {
  for (const side of EDITIONS) clones[side] = cloneEdition(side, mkdtempSync(join(tmpdir(), 'zhen-sphinx-')))
})

afterAll(() => {
  for (const clone of Object.values(clones)) rmSync(clone, { recursive: true, force: true })
})

interface SphinxReport {
  /** What it does not resolve, as `kind file label`. */
  readonly nowhere: string[]
  /**
   * Images whose tag it could not read, as `file:line`: it does not look for their files, and does not know the labels
   * of their figures. To this MyST a colon in an alternative text is YAML; later ones read it.
   */
  readonly unread: ReadonlySet<string>
}

function reportedBySphinx(folder: string, conf: string): SphinxReport {
  const build = mkdtempSync(join(tmpdir(), 'zhen-build-'))
  try {
    writeFileSync(join(build, 'conf.py'), conf)
    const options = ['-b', 'dummy', '-n', '-q', '-E', '-N', '-c', build]
    const argv = ['-m', 'sphinx', ...options, folder, join(build, 'out')]
    const run = spawnSync(python, argv, { encoding: 'utf8', maxBuffer: 2 ** 28 })
    if (run.status !== 0) throw new Error(run.stderr)
    const lines = run.stderr.replaceAll(`${folder}/`, '').split('\n')
    const unread = lines.flatMap((line) => /^(\S+\.md:\d+): ERROR: Directive 'image': Invalid/.exec(line)?.[1] ?? [])
    return { nowhere: lines.flatMap((line, index) => warningIn(line, lines[index + 2]) ?? []), unread: new Set(unread) }
  } finally {
    rmSync(build, { recursive: true, force: true })
  }
}

const WARNINGS: readonly (readonly [string, RegExp])[] = [
  ['label', /undefined label: '?(.*?)'?$/],
  ['label', /Any number is not assigned: '?(.*?)'?$/],
  ['label', /A title or caption not found: '?(.*?)'?$/],
  ['doc', /unknown document: '?(.*?)'?$/],
  ['term', /term not in glossary: '?(.*?)'?$/],
  ['eq', /math:numref reference target not found: (.*)$/],
  ['eq', /equation not found: '?(.*?)'?$/],
  ['any', /'any' reference target not found: (.*)$/],
  ['link', /'myst' (?:cross-reference|reference) target not found: (.*)$/],
  ['file', /download file not readable: (.*)$/],
  ['file', /image file not readable: (.*)$/],
  ['file', /Include file '(.*?)' not found/],
  ['file', /Directive "include": error reading file: (.*)$/],
  ['toctree', /toctree contains reference to (?:nonexisting|excluded) document '(.*)'$/],
]

function warningIn(line: string, shown = ''): string | null {
  const [, path = '', warning = ''] = /^(.*?\.md)(?::\d*)?: (?:WARNING|ERROR|CRITICAL): (.*)$/.exec(line) ?? []
  // Options it cannot read: zhen takes their lines for entries.
  if (warning.startsWith("Directive 'toctree': Invalid options"))
    return `toctree ${path} ${posix.join(path, '..', shown)}`
  for (const [kind, pattern] of WARNINGS) {
    const found = pattern.exec(warning)
    if (found) return `${kind} ${path} ${found[1] ?? ''}`
  }
  return null
}

/** What zhen does not resolve, in the same form, and the labels of figures that Sphinx could not read. */
function reportedByZhen(folder: string, conf: string, unread: ReadonlySet<string>) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))
  const chapters = paths.map((path) => readReferences(path, parseChapter(readFileSync(join(folder, path), 'utf8'))))
  const conventions = conventionsOf(readSphinxConf(conf))
  const book = createBook({ chapters, conventions, isFile: (path) => existsSync(join(folder, path)) })
  const lost = chapters.flatMap(({ path, parsed, definitions }) =>
    definitions.flatMap(({ kind, label, node }) => {
      const { startLine = 0, endLine = 0 } = parsed.nodes[node] ?? {}
      const lines = Array.from({ length: endLine - startLine }, (_, index) => `${path}:${startLine + index}`)
      return kind === 'name' && lines.some((line) => unread.has(line)) ? [normalizeName(label)] : []
    }),
  )
  const nowhere = chapters.flatMap(({ path, uses }) =>
    uses.flatMap((use) => {
      const found = book.resolve(path, use)
      if (found.leads !== 'nowhere' || unread.has(`${path}:${use.line}`)) return []
      switch (use.kind) {
        case 'ref':
        case 'numref':
          return [`label ${path} ${foldName(use.label)}`]
        case 'link':
          return [`link ${path} ${decodeURIComponent(use.label)}`]
        case 'toctree':
          return [`toctree ${path} ${found.path}`]
        case 'image':
        case 'download':
        case 'include':
          return [`file ${path} ${found.path}`]
        default:
          return [`${use.kind} ${path} ${use.label}`]
      }
    }),
  )
  return { nowhere, lost: new Set(lost) }
}

const FIXTURE = join(import.meta.dirname, '../fixtures/references/book')
const SAMPLE = join(import.meta.dirname, '../..')

/** As the book's own `conf.py` has it. */
const OWN = CONFIGURATIONS.at(-2) as Configuration

describe.skipIf(!hasSphinx)('what leads nowhere', () => {
  it.each(CONFIGURATIONS.flatMap(({ name, conf }) => EDITIONS.map((side) => [side, name, conf] as const)))(
    'is in %s, with %s, what Sphinx says',
    (side, _, conf) => {
      const { ours, theirs } = compare(join(clones[side] as string, 'docs/source'), conf)
      expect(theirs.length).toBeGreaterThan(50)
      expect(ours).toEqual(theirs)
    },
    60_000,
  )

  it.each([
    ['en', 140],
    ['en', 110],
    ['en', 80],
    ['en', 50],
    ['zh', 200],
    ['zh', 100],
  ])(
    'was in %s, %i commits ago, what Sphinx says',
    (side, ago) => {
      const { ours, theirs } = compare(join(pastOf(clones[side] as string, ago), 'docs/source'), OWN.conf)
      expect(theirs.length).toBeGreaterThan(10)
      expect(ours).toEqual(theirs)
    },
    60_000,
  )

  it.each(CONFIGURATIONS)(
    'is in an invented book, with $name, what Sphinx says',
    ({ conf }) => {
      const more = [
        'numfig = True',
        'exclude_patterns.append("old/*")',
        'myst_enable_extensions.append("dollarmath")',
        '',
      ]
      const { ours, theirs } = compare(FIXTURE, conf + more.join('\n'))
      expect(theirs.length).toBeGreaterThan(50)
      expect(ours).toEqual(theirs)
    },
    60_000,
  )

  it.each(['source-zh', 'target-en'])(
    'is in the sample book, %s, what Sphinx says',
    (folder) => {
      const more = 'numfig = True\nmyst_enable_extensions += ["dollarmath", "deflist", "tasklist", "substitution"]\n'
      const { ours, theirs } = compare(join(SAMPLE, folder), OWN.conf + more)
      expect(ours).toEqual(theirs)
    },
    60_000,
  )
})

/** The book as it was so many commits ago. */
function pastOf(clone: string, ago: number): string {
  const past = mkdtempSync(join(tmpdir(), 'zhen-past-'))
  onTestFinished(() => rmSync(past, { recursive: true, force: true }))
  const archive = execFileSync('git', ['-C', clone, 'archive', `HEAD~${ago}`], { maxBuffer: 2 ** 30 })
  execFileSync('tar', ['-x', '-C', past], { input: archive })
  return past
}

function compare(folder: string, conf: string) {
  const { nowhere, unread } = reportedBySphinx(folder, conf)
  const ours = reportedByZhen(folder, conf, unread)
  const isLost = (line: string) => ours.lost.has(/^label \S+ (.*)$/.exec(line)?.[1] ?? '')
  return { ours: ours.nowhere.sort(), theirs: nowhere.filter((line) => !isLost(line)).sort() }
}
