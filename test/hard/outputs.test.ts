import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReview } from '../../src/app/review/create-review.js'
import { openProject } from '../../src/cli/project.js'
import { type Book, openBook } from '../helpers/book.js'
import { type CliResult, runCli } from '../helpers/run-cli.js'

/** What terminals, browsers, forges, the logs of jobs and spreadsheets would obey. */
const HOSTILE = [
  '\u001b[31m\u001b]8;;http://evil.example\u0007x',
  '\u009b2J\u0090q\u009c',
  '\u202egnp\u2066x\u200f',
  '::error file=a,line=1::pwned',
  '##[error]pwned',
  '##vso[task.setvariable variable=a]pwned',
  '%0A::warning::pwned',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"\' onmouseover="alert(1)',
  "=cmd|' /C calc'!A0",
  '@SUM(1)',
  '`id` | b || \\| [x](javascript:alert(1))',
  '@everyone #1 https://evil.example',
  ']]> --> */ \u2028 \u2029 \u0085',
]

/** None of them longer than a name can be, nor in a folder. */
const NAMES = HOSTILE.map((text) => `${text.replaceAll('/', '∕').slice(0, 60)}.md`)

const ALL = 'final,reviewed,translated,omitted,obsolete,added,carried,stale,untranslated,draft'
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/
const COMMAND = /^\s*::|##\w*\[/m

let book: Book

/** All of it stands in texts, headings, names of files and people, reasons, comments and terms. */
beforeAll(async () => {
  book = openBook(mkdtempSync(join(realpathSync(tmpdir()), 'zhen-outputs-')))
  book.write('zhen.config.json', '{}')
  for (const [at, text] of HOSTILE.entries()) {
    const chinese = `# 标题 ${text}\n\n监听器绑定 15001 端口 ${text}。\n\n第${at}段没有译文 ${text}。\n\n${text}\n`
    book.write(`source-zh/${NAMES[at]}`, chinese)
    book.write(`target-en/${NAMES[at]}`, `# Title ${text}\n\nThe listener，binds port 15002 ${text}.\n`)
  }
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const terms = HOSTILE.map(
    (text, at) => `${cell(`术语${at}${text}`)},${cell(`term ${text}`)},preferred,${cell(text)}\n`,
  )
  book.write('glossary/terms.csv', `source,target,status,note\n监听器,hearer,preferred,\n${terms.join('')}`)
  await book.must('sync')
  const segments = await book.list()
  for (const [at, text] of HOSTILE.entries()) {
    const own = segments.filter(({ chapter }) => chapter === NAMES[at])
    const idOf = (status: string) => own.find((segment) => segment.status === status)?.id ?? ''
    await book.must('approve', idOf('translated'), '--by', `Li ${text}`)
    await book.must('omit', idOf('untranslated'), '--by', `Li ${text}`, '--reason', text)
  }
  const project = await openProject({ cwd: book.root, version: '1.2.3', now: () => 0 }, undefined)
  const review = createReview(project)
  for (const [at, text] of HOSTILE.entries()) await review.comment(segments[at]?.id ?? '', text, `Li ${text}`)
  project.close()
  // Stale, so that diffs and suggestions have something to say too.
  for (const name of NAMES) {
    book.write(`source-zh/${name}`, book.read(`source-zh/${name}`).replace('15001', '15003'))
  }
}, 60_000)

afterAll(() => rmSync(book.root, { recursive: true, force: true }))

/** As in a job of GitHub's. */
function run(...argv: readonly string[]): Promise<CliResult> {
  return runCli(argv, { cwd: book.root, env: { LANG: 'C', CI: 'true', GITHUB_ACTIONS: 'true' } })
}

const READERS = [
  'status',
  'status --group-by section',
  'status --group-by translator',
  `list --status ${ALL}`,
  'diff',
  'check',
  'glossary list',
  'glossary lint',
  'glossary mine --least 1',
  'adopt --dry-run',
  'assets',
  'follow --dry-run',
  'memory search 监听器绑定',
  'doctor',
  'sync --dry-run',
  'draft --dry-run',
  'waive --list',
  'build --out public --dry-run',
  'roundtrip source-zh',
  'align --source source-zh --target target-en',
].map((words) => words.split(' '))

describe.runIf(process.platform !== 'win32')('what is written for people', () => {
  const expectPlain = ({ stdout, stderr, exitCode }: CliResult) => {
    expect(`${stdout}${stderr}`).not.toMatch(OBEYED)
    expect(stdout).not.toMatch(COMMAND)
    expect(stderr).not.toMatch(COMMAND)
    expect([0, 1, 2]).toContain(exitCode)
  }

  it.each(READERS)('should be obeyed by no terminal and no job: %s %s %s', async (...argv) => {
    const result = await run(...argv.filter(Boolean))
    expectPlain(result)
    expect(result.exitCode).toBeLessThan(2)
    expect(result.stdout).not.toBe('')
  })

  it.each(HOSTILE.map((text, at) => [text, NAMES[at] as string]))(
    'should be neither where it is called %j',
    async (text, name) => {
      const segments = (await book.list('--', name)).map(({ id }) => id)
      expectPlain(await run('show', '--', segments[1] ?? ''))
      expectPlain(await run('segments', `source-zh/${name}`))
      for (const argv of [
        ['show', '--', text],
        ['list', '--', text],
        ['import', '--', `${text}.csv`],
        ['glossary', 'list', '--', text],
        ['glossary', 'add', '--dry-run', '--', text, text],
        ['memory', 'search', '--', text],
        ['check', `--only=${text}`],
        ['check', `--explain=${text}`],
        ['draft', `--engine=${text}`],
        ['status', `--project=${text}`],
        ['--', text],
      ])
        expectPlain(await run(...argv))
    },
  )
})

describe.runIf(process.platform !== 'win32')('what is written for programs', () => {
  const json = READERS.filter(([command]) => command !== 'build').map((argv) => [...argv, '--format', 'json'])

  it.each([
    ...json,
    ['report', '--format', 'json'],
    ['check', '--format', 'sarif'],
    ['check', '--format', 'codeclimate'],
  ])('should be JSON that nothing in it leaves: %s %s %s', async (...argv) => {
    const { stdout } = await run(...argv.filter(Boolean))
    expect(JSON.parse(stdout)).toBeTypeOf('object')
    expect(stdout).not.toMatch(OBEYED)
    expect(stdout).not.toMatch(COMMAND)
  })

  it.each(['junit', 'checkstyle'])('should be XML that nothing in it leaves: %s', async (format) => {
    const { stdout } = await run('check', '--format', format)
    expect(elementsOf(stdout).filter((name) => /script|img/.test(name))).toEqual([])
    expect(stdout).not.toMatch(OBEYED)
    expect(stdout).not.toMatch(COMMAND)
  })

  it('should be as many commands as there are findings to show, and no others', async () => {
    const { stdout } = await run('check', '--format', 'github')
    const commands = stdout.split('\n').filter((line) => COMMAND.test(line))
    for (const command of commands)
      expect(command).toMatch(/^::(?:error|warning|notice) file=[^:,]*,line=\d+,[^:]*::(?!.*::(?:error|warning) )/)
    expect(commands.length).toBeGreaterThan(0)
    expect(stdout).not.toMatch(OBEYED)
  })

  it('should be Markdown of our own in a comment', async () => {
    const { stdout } = await run('report', '--format', 'markdown')
    expect(stdout).not.toMatch(OBEYED)
    expect(stdout).not.toMatch(/<(?!\/?(?:b|br|details|summary)\b)|\]\(javascript:|@(?:everyone|SUM)/)
  })
})

describe.runIf(process.platform !== 'win32')('what is exported', () => {
  it.each(['xliff', 'xliff-1.2', 'po', 'csv'])('should come back as nothing, in %s', async (form) => {
    const { stdout } = await run('export', '--format', form, '--out', 'all', '--dry-run')
    expect(stdout).not.toMatch(OBEYED)
    const exported = await run('export', '--format', form)
    book.write(`out.${form}`, exported.stdout)
    const { stdout: report, stderr } = await run(
      'import',
      `out.${form}`,
      '--from',
      form,
      '--dry-run',
      '--format',
      'json',
    )
    expect(stderr).toBe('')
    expect(JSON.parse(report)).toMatchObject({ edited: [], decided: [], refused: [], suggested: [] })
    if (form.startsWith('xliff')) expect(elementsOf(exported.stdout)).not.toContain('script')
    if (form === 'csv') expect(cellsOf(exported.stdout).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    if (form === 'po')
      for (const line of exported.stdout.split('\n')) expect(line).toMatch(/^(?:|#[^\n]*|msg[a-z]+ "[^\n]*"|"[^\n]*")$/)
  })

  it.each(['csv', 'tsv', 'tbx'])('should hold the terms and run none of them, in %s', async (form) => {
    const { stdout } = await run('glossary', 'export', '--as', form)
    if (form === 'tbx') expect(elementsOf(stdout)).not.toContain('script')
    else {
      const cells = cellsOf(stdout, form === 'tsv' ? '\t' : ',')
      expect(cells.length).toBeGreaterThan(HOSTILE.length * 4)
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    }
  })

  it('should be XML in a memory', async () => {
    await run('memory', 'export', '--out', 'book.tmx')
    expect(elementsOf(book.read('book.tmx'))).not.toContain('script')
  })

  it('should be pages that load nothing and run nothing', async () => {
    expect((await run('report', '--out', 'site')).exitCode).toBe(0)
    const pages = readdirSync(book.path('site'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.html'),
    )
    expect(pages.length).toBeGreaterThan(NAMES.length)
    for (const path of pages) {
      const page = readFileSync(book.path(`site/${path}`), 'utf8')
      expect(page).not.toMatch(OBEYED)
      expect(
        elementsOf(page).filter((name) => /^(?:script|img|iframe|object)$|\bon\w+=|javascript:/.test(name)),
      ).toEqual([])
    }
  })
})

/** The elements of a well-formed document, each also with its attributes. */
function elementsOf(xml: string): string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const addresses = Object.entries(attributes).filter(([key]) => /^(?:on|href$|src$)/.test(key))
    found.push(name, ...addresses.map(([key, value]) => `${name} ${key}=${value}`))
  })
  parser.write(xml.replace(/^<!doctype html>/i, '')).close()
  return found
}

function cellsOf(table: string, delimiter = ','): string[] {
  return (parse(table, { bom: true, delimiter, relax_column_count: true }) as string[][]).flat()
}
