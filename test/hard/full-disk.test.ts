import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckReport, WatchEvent } from '../../src/app/report.js'
import { createReview } from '../../src/app/review/create-review.js'
import { openProject } from '../../src/cli/project.js'
import { startDeeplServer } from '../engines/servers/deepl-server.js'
import { type Book, openBook } from '../helpers/book.js'
import { type CliResult, runCli } from '../helpers/run-cli.js'
import { canMountDisk, mountDisk, type SmallDisk } from '../helpers/small-disk.js'

const A_ZH = '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n\n熔断器保护上游。\n'
const A_EN = `# Listeners\n
The listener binds port 15001.\n
A connection pool limits concurrent requests.\n
A circuit breaker protects upstreams.\n`

const BEGINNING = {
  'zhen.config.json': '{}\n',
  'source-zh/a.md': A_ZH,
  'target-en/a.md': A_EN,
  'source-zh/b.md': '# 熔断\n\n超时之后会重试请求。\n\n![图](b.png)\n',
  'target-en/b.md': '# Circuit breaking\n\nA request is retried after a time-out.\n\n![Figure](b.png)\n',
  'source-zh/b.png': new Uint8Array(6000),
  'source-zh/c.md': A_ZH.replace('# 监听器', '# 又一章'),
  'glossary/terms.csv': 'source,target,status\n监听器,listener,preferred\n',
  'more.csv': 'source,target,status\n熔断器,circuit breaker,preferred\n',
  'alone/a.md': '# 标题\n',
}

/** Takes more than a page of the disk. */
const LONG = `# 长章\n\n超时之后会重试请求。\n\n${'很长的一段话。'.repeat(800)}\n`

/** Makes a book in which every command has something to write: text came, changed, moved and waits for a decision. */
async function makeBusyBook(root: string): Promise<void> {
  const book = openBook(root)
  for (const [path, content] of Object.entries(BEGINNING)) book.write(path, content)
  await book.must('sync')
  await book.must('draft', 'c')
  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=Li', '-c', 'user.email=li@example.org', ...argv], { cwd: root })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', 'Begin')
  const [reopened] = await book.list('a', '--status', 'translated')
  await book.must('approve', reopened?.id ?? '', '--by', 'Li')
  await book.must('memory', 'export', '--out', book.path('pairs.tmx'))
  await book.must('export', 'a', '--out', book.path('edited.csv'))
  book.write('edited.csv', book.read('edited.csv').replace('A connection pool', 'The connection pool'))
  const [title, first, ...others] = A_ZH.trim().split('\n\n')
  book.write('source-zh/a.md', `${[title, others.at(-1), first?.replace('15001', '15006'), others[0]].join('\n\n')}\n`)
  book.write('source-zh/d.md', LONG)
  const ledger = book.read('target-en/.zhen/a.md.jsonl')
  const said = (who: string) => ledger.replace(/"by":"Li"/, `"by":"${who}"`)
  for (const [name, text] of [
    ['base', ledger],
    ['ours', said('Wang')],
    ['theirs', said('Zhao')],
  ] as const) {
    book.write(`${name}.jsonl`, text)
  }
}

const DECIDED = ['--by', 'Li', '--reason', 'none']

interface Command {
  readonly argv: readonly string[]
  /** What else it is called with, where only the book can tell. */
  readonly about?: (book: Book) => Promise<readonly string[]>
}

/** The first segment of this status. */
const firstOf = (status: string) => async (book: Book) => {
  return (await book.list('--status', status)).slice(0, 1).map(({ id }) => id)
}

async function firstFinding(book: Book): Promise<readonly string[]> {
  const { issues } = JSON.parse((await book.run('check', '--format', 'json')).stdout) as CheckReport
  return issues.slice(0, 1).map(({ fingerprint }) => fingerprint)
}

/** What each command is called with. */
const COMMANDS: Readonly<Record<string, Command>> = {
  sync: { argv: ['sync'] },
  draft: { argv: ['draft'] },
  accept: { argv: ['accept', '--by', 'Li'], about: firstOf('draft') },
  approve: { argv: ['approve', '--by', 'Li'], about: firstOf('translated') },
  'still-valid': { argv: ['still-valid', ...DECIDED], about: firstOf('stale') },
  omit: { argv: ['omit', '--chapter', 'd', ...DECIDED] },
  reopen: { argv: ['reopen', ...DECIDED], about: firstOf('reviewed') },
  waive: { argv: ['waive', ...DECIDED], about: firstFinding },
  'merge-ledger': { argv: ['merge-ledger', 'base.jsonl', 'ours.jsonl', 'theirs.jsonl'] },
  follow: { argv: ['follow'] },
  adopt: { argv: ['adopt'] },
  import: { argv: ['import', 'edited.csv', '--by', 'Li'] },
  'assets --copy': { argv: ['assets', '--copy'] },
  'check --update-baseline': { argv: ['check', '--baseline', 'known.json', '--update-baseline', '--accept-new'] },
  'memory export': { argv: ['memory', 'export', '--out', 'out/book.tmx'] },
  'memory import': { argv: ['memory', 'import', 'pairs.tmx'] },
  export: { argv: ['export', '--out', 'out/book.xlf'] },
  'export to a folder': { argv: ['export', '--out', 'out', '--format', 'po'] },
  build: { argv: ['build', '--out', 'public'] },
  report: { argv: ['report', '--out', 'site'] },
  'glossary add': { argv: ['glossary', 'add', '上游', 'upstream'] },
  'glossary import': { argv: ['glossary', 'import', 'more.csv'] },
  'glossary export': { argv: ['glossary', 'export', '--output', 'out.csv'] },
  align: { argv: ['align', '--source', 'alone', '--target', 'alone', '--out', 'links'] },
}

/** How many pages of 4 KiB are left. */
const FEW = [0, 1, 3, 8, 34]
/** The index alone takes more. */
const SOME = [0, 10, 20, 30, 40, 60, 140, 240]

let disk: SmallDisk
let folder: string

beforeAll(async () => {
  if (!canMountDisk) return
  disk = mountDisk(2048)
  folder = mkdtempSync(join(tmpdir(), 'zhen-full-'))
  await makeBusyBook(join(folder, 'template'))
})

afterAll(() => {
  disk?.unmount()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** The book as it was, on the disk; its index elsewhere, if it is not to be in the way. */
function renew(indexIsElsewhere: boolean): Book {
  const [root, elsewhere] = [join(disk.root, 'book'), join(folder, 'index')]
  disk.free()
  rmSync(root, { recursive: true, force: true })
  cpSync(join(folder, 'template'), root, { recursive: true, preserveTimestamps: true })
  if (indexIsElsewhere) {
    rmSync(elsewhere, { recursive: true, force: true })
    cpSync(join(root, '.zhen'), elsewhere, { recursive: true })
    rmSync(join(root, '.zhen'), { recursive: true })
    symlinkSync(elsewhere, join(root, '.zhen'))
  }
  return openBook(root)
}

/** Runs zhen in the book's folder, as a person there would. */
function run({ root }: Book, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  return runCli(argv, { cwd: root, env: { LANG: 'C', ...env } })
}

function filesOf(book: Book): ReadonlyMap<string, string> {
  return new Map(Object.entries(book.tree()).filter(([path]) => !path.startsWith('.git/')))
}

/** As it was, as it is to be, or for what is written more than once as it was on the way there: not cut off. */
function isWhole(path: string, text: string, before: string | undefined, after: string | undefined): boolean {
  if (text === before || text === after) return true
  if (!/\.(?:jsonl?|md)$/.test(path) || !text.endsWith('\n')) return false
  if (path.endsWith('.md')) return true
  const lines = path.endsWith('.jsonl') ? text.split('\n').filter((line) => line !== '') : [text]
  return lines.every((line) => JSON.parse(line))
}

/** Takes a command through a disk that has less and less room, until it goes well, and says how often it failed. */
async function fill(
  { argv: words, about }: Command,
  sizes: readonly number[],
  { indexIsElsewhere = true, env = {} }: { indexIsElsewhere?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<number> {
  const book = renew(indexIsElsewhere)
  const argv = [...words, ...((await about?.(book)) ?? [])]
  renew(indexIsElsewhere)
  const before = filesOf(book)
  const undisturbed = await run(book, argv, env)
  expect(undisturbed).toMatchObject({ exitCode: undisturbed.exitCode === 1 ? 1 : 0 })
  const [after, list] = [filesOf(book), await book.list()]
  let failures = 0
  for (const pages of sizes) {
    renew(indexIsElsewhere)
    disk.leave(pages)
    const { exitCode, stdout, stderr } = await run(book, argv, env)
    const torn = filesOf(book)
    if (exitCode === undisturbed.exitCode) {
      expect(torn).toEqual(after)
      return failures
    }
    failures++
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(
      /^zhen: no space is left on the disk to write [^\s:]+\n {2}Free some space and run the command again; .*\n$/,
    )
    expect([...torn.keys()].filter((path) => path.endsWith('.tmp'))).toEqual([])
    const cut = [...torn].filter(([path, text]) => !isWhole(path, text, before.get(path), after.get(path)))
    expect(cut).toEqual([])
    disk.free()
    const again = await run(book, argv, env)
    expect(again.exitCode).toBe(undisturbed.exitCode)
    expect(filesOf(book)).toEqual(after)
    expect(await book.list()).toEqual(list)
  }
  throw new Error(`${argv.join(' ')} never goes well`)
}

type Told = Pick<WatchEvent, 'event'> & { readonly code?: string; readonly total?: unknown }

/** What a watch tells first, and what it tells of a save after that, when there is space again. */
async function watchOnce(book: Book): Promise<Told[]> {
  const events: Told[] = []
  let stop = () => {}
  await runCli(['watch', '--format', 'json'], {
    cwd: book.root,
    onInterrupt(listener) {
      stop = listener
      return () => {}
    },
    out(text) {
      events.push(JSON.parse(text) as Told)
      if (events.length > 1) stop()
      disk.free()
      book.write('source-zh/d.md', LONG.replace('长章', '章'))
    },
  })
  return events
}

describe.runIf(canMountDisk)('a full disk', () => {
  it.each(Object.entries(COMMANDS))(
    'should be told by %s, which leaves whole files and goes on where there is space',
    async (_, command) => {
      expect(await fill(command, FEW)).toBeGreaterThan(0)
    },
    60_000,
  )

  it.each(['sync', 'accept', 'export'])(
    'should be told by %s where it has the index too',
    async (name) => {
      const command = COMMANDS[name] ?? { argv: [] }
      expect(await fill(command, SOME, { indexIsElsewhere: false })).toBeGreaterThan(1)
    },
    60_000,
  )

  it('should be told by a draft that is paid for', async () => {
    const server = await startDeeplServer({ characterLimit: 100_000_000 })
    const env = { DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url }
    try {
      const command = { argv: ['draft', '--engine', 'deepl'] }
      expect(await fill(command, SOME, { indexIsElsewhere: false, env })).toBeGreaterThan(1)
      expect(await fill(command, FEW, { env })).toBeGreaterThan(0)
    } finally {
      await server.close()
    }
  }, 60_000)

  it('should not keep an index from being made in memory, or again', async () => {
    const book = renew(false)
    const list = await book.list()
    for (const pages of SOME) {
      disk.free()
      rmSync(book.path('.zhen'), { recursive: true, force: true })
      disk.leave(pages)
      const { exitCode, stderr } = await run(book, ['status'])
      if (exitCode !== 0) expect(stderr).toMatch(/no space is left on the disk to write \S+zhen\.db\n/)
      disk.free()
      expect(await book.list()).toEqual(list)
    }
  })

  it('should be told by a watch, which goes on with the next save where there is space', async () => {
    let failures = 0
    for (const pages of [...SOME, null]) {
      const book = renew(false)
      rmSync(book.path('.zhen'), { recursive: true, force: true })
      if (pages !== null) disk.leave(pages)
      const before = filesOf(book)
      const [first, next] = await watchOnce(book)
      if (first?.event === 'failure') failures++
      const told = first?.event === 'failure' ? ['failure', 'disk-full', 'start'] : ['start', undefined, 'change']
      expect([first?.event, first?.code, next?.event]).toEqual(told)
      expect(next?.total).toEqual((await book.status()).total)
      expect(filesOf(book)).toEqual(new Map([...before, ['source-zh/d.md', book.tree()['source-zh/d.md'] ?? '']]))
    }
    expect(failures).toBeGreaterThan(0)
  }, 60_000)

  it('should be told by init', async () => {
    const root = join(disk.root, 'new')
    for (const pages of [0, 1, 2, 3]) {
      rmSync(root, { recursive: true, force: true })
      mkdirSync(root)
      disk.leave(pages)
      const { exitCode, stderr } = await runCli(['-C', root, 'init'])
      if (pages === 0)
        expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^zhen: no space is left on the disk/)])
      disk.free()
      await openBook(root).must('init')
      expect(Object.keys(openBook(root).tree())).toEqual(['.gitattributes', '.gitignore', 'zhen.config.json'])
      rmSync(root, { recursive: true, force: true })
    }
  })

  it('should refuse a decision in a review, lose nothing, and take it when there is space', async () => {
    const book = renew(true)
    await book.must('sync')
    const project = await openProject({ cwd: book.root, version: '1.2.3', now: () => 0 }, undefined)
    try {
      const review = createReview(project)
      const [row] = (await review.queue({ chapters: [], queues: ['draft'], check: null, search: null })).rows
      const id = row?.id ?? ''
      const { seen } = await review.segment(id)
      const input = {
        id,
        seen,
        text: 'Typed.',
        passage: 0,
        suggestion: null,
        decision: 'accept',
        reason: null,
        by: 'Li',
      } as const
      const before = filesOf(book)
      disk.leave(0)
      await expect(review.apply(input)).rejects.toMatchObject({ code: 'disk-full' })
      await expect(review.comment(id, 'Why?', 'Li')).rejects.toMatchObject({ code: 'disk-full' })
      expect(filesOf(book)).toEqual(before)
      disk.free()
      expect(await review.apply(input)).toMatchObject({ kind: 'done' })
      expect(book.read('target-en/c.md')).toContain('Typed.')
    } finally {
      project.close()
    }
  })
})
