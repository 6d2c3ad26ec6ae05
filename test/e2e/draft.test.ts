import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { DraftReport } from '../../src/app/report.js'
import { type DeeplServer, type DeeplServerOptions, startDeeplServer } from '../engines/servers/deepl-server.js'
import { startOpenaiServer } from '../engines/servers/openai-server.js'
import { type Book, makeBook } from '../helpers/book.js'
import { type Build, build } from '../helpers/build.js'
import { runCli } from '../helpers/run-cli.js'

const CONFIG = JSON.stringify({
  engine: {
    context: 1,
    deepl: { retries: 0, concurrency: 1, price: { perMillionCharacters: 20 } },
    openai: { retries: 0, model: 'loopback' },
  },
})
const SOURCE =
  '# 监听器\n\n监听器绑定 `15001` 端口，见{ref}`集群`。\n\n连接池限制**并发**请求，详情参阅[文档](https://example.com/a)。\n'

const newBook = (files: Readonly<Record<string, string>> = { 'source-zh/a.md': SOURCE }) =>
  makeBook({ 'zhen.config.json': CONFIG, ...files })

async function deepl(options: DeeplServerOptions = {}): Promise<DeeplServer> {
  const server = await startDeeplServer(options)
  onTestFinished(() => server.close())
  return server
}

function draftWith(book: Book, env: Readonly<Record<string, string>>, ...argv: string[]) {
  return runCli(['-C', book.root, 'draft', ...argv], { env: { LANG: 'C', ...env } })
}

const access = ({ key, url }: DeeplServer) => ({ DEEPL_AUTH_KEY: key, DEEPL_SERVER_URL: url })

/** Every file of the project, the index included. */
function allFiles({ root }: Book): string {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  return files.map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1')).join('\n')
}

describe('draft --engine deepl', () => {
  it('should put verified English into the chapter and keep all markup', async () => {
    const book = await newBook()
    const server = await deepl()
    const { stdout, exitCode } = await draftWith(book, access(server), '--engine', 'deepl', '--format', 'json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ drafted: 3, refused: [], engine: 'deepl', currency: 'EUR' })
    const english = book.read('target-en/a.md')
    expect(english).not.toMatch(/\p{Script=Han}(?![^`]*`)/u)
    for (const kept of ['`15001`', '{ref}`集群`', '](https://example.com/a)', '**']) expect(english).toContain(kept)
    expect((JSON.parse(stdout) as DraftReport).billedCharacters).toBe(server.counts.billedCharacters)
  })

  it('should say what the account has used', async () => {
    const server = await deepl({ characterLimit: 5000 })
    const { stdout } = await draftWith(await newBook(), access(server), '--engine', 'deepl')
    expect(stdout).toMatch(/deepl: \d+ of 5,000 characters used this period/)
  })

  it('should end with 2 when the quota is gone, tell what was done, and go on later', async () => {
    const paragraphs = Array.from({ length: 120 }, (_, at) => `第 ${at} 段说明熔断。`).join('\n\n')
    const book = await newBook({ 'source-zh/a.md': `# 熔断\n\n${paragraphs}\n` })
    const server = await deepl({ faultAt: (nth) => (nth === 2 ? 'quota' : null) })
    const first = await draftWith(book, access(server), '--engine', 'deepl', '--format', 'json')
    expect(first.exitCode).toBe(2)
    expect(first.stderr).toContain('no more this period')
    const report = JSON.parse(first.stdout) as DraftReport
    expect(report).toMatchObject({ stopped: 'quota', failure: { code: 'engine-quota' } })
    expect(report.drafted).toBeGreaterThan(0)
    const second = await draftWith(book, access(server), '--engine', 'deepl', '--format', 'json')
    expect(second.exitCode).toBe(0)
    expect((JSON.parse(second.stdout) as DraftReport).drafted).toBe(121 - report.drafted)
    expect(Math.max(...Object.values(server.counts.timesTranslated))).toBe(1)
  })

  it('should need no key and no network for a dry run', async () => {
    const { stdout, exitCode } = await draftWith(await newBook(), {}, '--engine', 'deepl', '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('To be sent to deepl')
    expect(stdout).toMatch(/3 texts · \d+ characters · \d requests? · about 0\.\d+ EUR/)
  })
})

describe('a key', () => {
  const KEY = 'a-key-that-must-not-be-seen'

  it('should be asked for by the name of its variable', async () => {
    const { stderr, exitCode } = await draftWith(await newBook(), {}, '--engine', 'deepl')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('DEEPL_AUTH_KEY')
  })

  it('should be taken from the command that prints it', async () => {
    const book = await newBook()
    const command = [process.execPath, '-e', `console.log(${JSON.stringify(KEY)})`]
    book.write('zhen.config.json', JSON.stringify({ engine: { deepl: { keyCommand: command } } }))
    const server = await deepl({ key: KEY })
    const { exitCode } = await draftWith(book, { DEEPL_SERVER_URL: server.url }, '--engine', 'deepl')
    expect(exitCode).toBe(0)
  })

  it.each([
    ['fails', 'console.log("a-key-that-must-not-be-seen"); process.exit(3)', 'exit code 3'],
    ['prints nothing', '', 'nothing was printed'],
    ['prints more', 'console.log("a-key-that-must-not-be-seen and more")', 'more than one word was printed'],
  ])('should not be repeated when its command %s', async (_, script, found) => {
    const book = await newBook()
    const file = book.path('key.mjs')
    book.write('key.mjs', script)
    book.write('zhen.config.json', JSON.stringify({ engine: { deepl: { keyCommand: [process.execPath, file] } } }))
    const { stderr, stdout, exitCode } = await draftWith(book, {}, '--engine', 'deepl')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(found)
    expect(stderr + stdout).not.toContain(KEY)
  })

  it.each(['key-refused', 'quota', 'outage', 'overload'] as const)(
    'should be nowhere in what is said or kept: %s',
    async (fault) => {
      const book = await newBook()
      const server = await deepl({ key: KEY, faultAt: (nth) => (nth === 1 ? null : fault) })
      for (const argv of [['--no-write'], ['--retry-refused'], ['--format', 'json']]) {
        book.write('source-zh/b.md', `# ${argv.join(' ')}\n\n新的一段 ${argv.length}。\n`)
        const { stdout, stderr } = await draftWith(book, access(server), '--engine', 'deepl', ...argv)
        expect(stdout + stderr).not.toContain(KEY)
      }
      expect(allFiles(book)).not.toContain(KEY)
    },
  )
})

describe('draft --engine openai', () => {
  it('should put verified English into the chapter, without a key where the server wants none', async () => {
    const book = await newBook()
    const server = await startOpenaiServer({ model: 'loopback', key: null })
    onTestFinished(() => server.close())
    const env = { OPENAI_BASE_URL: server.url }
    const { stdout, exitCode, stderr } = await draftWith(book, env, '--engine', 'openai', '--format', 'json')
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    const report = JSON.parse(stdout) as DraftReport
    expect(report).toMatchObject({ drafted: 3, refused: [], model: 'loopback' })
    expect(report.inputTokens).toBe(server.counts.inputTokens)
    expect(book.read('target-en/a.md')).toContain('`15001`')
  })

  it('should say that a model is needed', async () => {
    const book = await makeBook({ 'source-zh/a.md': SOURCE })
    const { stderr, exitCode } = await draftWith(book, {}, '--engine', 'openai')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('engine.openai.model')
  })
})

describe('draft --evaluate', () => {
  it('should judge the engine and the memory by what people wrote, and write nothing', async () => {
    const book = await newBook({
      'source-zh/a.md': '# 监听器\n\n监听器绑定端口。\n\n连接池限制请求。\n',
      'target-en/a.md': '# Listeners\n\nA listener binds a port.\n\nA connection pool limits requests.\n',
    })
    await book.must('sync')
    const before = book.tree()
    const server = await deepl()
    const { stdout, exitCode } = await draftWith(
      book,
      access(server),
      '--engine',
      'deepl',
      '--evaluate',
      '--format',
      'json',
    )
    expect(exitCode).toBe(0)
    const report = JSON.parse(stdout) as {
      systems: { kind: string; evaluation: { segments: number; answered: number } }[]
    }
    expect(report.systems.map(({ kind }) => kind)).toEqual(['engine', 'memory', 'nearest'])
    expect(report.systems[0]?.evaluation).toMatchObject({ segments: 3, answered: 3 })
    expect(book.tree()).toEqual(before)
  })
})

describe('a draft that is killed', () => {
  let zhen: Build
  beforeAll(() => {
    zhen = build()
  })
  afterAll(() => zhen.remove())

  it('should pay again for what was under way at most, and damage nothing', async () => {
    const chapters = Array.from({ length: 3 }, (_, chapter): [string, string] => {
      const paragraphs = Array.from({ length: 12 }, (_, at) => `第 ${chapter} 章第 ${at} 段说明重试。`)
      return [`source-zh/c${chapter}.md`, `# 第 ${chapter} 章\n\n${paragraphs.join('\n\n')}\n`]
    })
    const book = await newBook(Object.fromEntries(chapters))
    const server = await deepl({ latencyMs: 60 })
    const env = { ...process.env, ...access(server) }
    const argv = [zhen.main, '-C', book.root, 'draft', '--engine', 'deepl', '--format', 'json']
    for (let kill = 1; kill <= 2; kill++) {
      const from = server.requestCount()
      const child = spawn(process.execPath, argv, { env, stdio: 'ignore' })
      const watch = setInterval(() => server.requestCount() >= from + kill && child.kill('SIGKILL'), 5)
      await new Promise((resolve) => child.on('exit', resolve))
      clearInterval(watch)
    }
    const { stdout } = await draftWith(book, access(server), '--engine', 'deepl', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ refused: [], left: 0, stopped: null })
    const segments = await book.list()
    expect(segments.map(({ status }) => status)).toEqual(Array(39).fill('draft'))
    expect(segments.map(({ origin }) => origin?.name)).toEqual(Array(39).fill('deepl'))
    // One request at a time is under way; 50 texts fit in one.
    expect(Object.values(server.counts.timesTranslated).filter((times) => times > 1).length).toBeLessThanOrEqual(2 * 50)
    expect(Math.max(...Object.values(server.counts.timesTranslated))).toBeLessThanOrEqual(3)
    expect(await book.must('sync', '--locked')).toMatchObject({ exitCode: 0 })
  }, 120_000)
})
