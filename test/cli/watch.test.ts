import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Book, makeBook, makeSyncedBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'

interface Told {
  readonly event: string
  readonly code?: string
  readonly files?: readonly { readonly kind: string; readonly path: string }[]
  readonly segments?: readonly { readonly from: string | null; readonly to: string | null }[]
  readonly issues?: { readonly came: readonly { readonly check: string }[] }
}

/** A watch that runs beside the test. */
function startWatch(book: Book, ...argv: string[]) {
  let stdout = ''
  let stderr = ''
  let press = () => {}
  let wake = () => {}
  let read = 0
  const ended = runCli(['-C', book.root, 'watch', ...argv], {
    out(text) {
      stdout += text
      wake()
    },
    err(text) {
      stderr += text
    },
    onInterrupt(listener) {
      press = listener
      return () => {
        press = () => {}
      }
    },
  })
  const stop = async () => {
    press()
    return (await ended).exitCode
  }
  onTestFinished(async () => void (await stop()))
  /** The next lines up to one that says `last`. */
  const until = async (last: string): Promise<string[]> => {
    for (;;) {
      const lines = stdout.slice(read).split('\n').slice(0, -1)
      const end = lines.findIndex((line) => line.includes(last))
      if (end !== -1) {
        read += lines.slice(0, end + 1).join('\n').length + 1
        return lines.slice(0, end + 1)
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const next = async (event: string): Promise<Told> =>
    JSON.parse((await until(`"event":"${event}"`)).at(-1) ?? '') as Told
  return { until, next, stop, stdout: () => stdout, stderr: () => stderr }
}

const ledgers = (book: Book) =>
  Object.entries(book.tree()).filter(([path]) => path.startsWith('target-en/.zhen/') || path.startsWith('source-zh/'))

describe('zhen watch', () => {
  it('should tell line by line, write nothing, and end with 0 at Ctrl-C', async () => {
    const book = await makeSyncedBook()
    const before = ledgers(book)
    const watch = startWatch(book, '--format', 'json')
    await watch.next('start')
    book.write('target-en/a.md', book.read('target-en/a.md').replace('15001', '15002'))
    expect(await watch.next('change')).toMatchObject({
      files: [{ kind: 'target', path: 'target-en/a.md' }],
      issues: { came: [{ check: 'number-mismatch' }], gone: [] },
    })
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
    expect(await watch.next('change')).toMatchObject({ segments: [{ from: 'translated', to: 'stale' }] })
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15006', '15001'))
    expect(await watch.next('change')).toMatchObject({ segments: [{ from: 'stale', to: 'translated' }] })
    expect(await watch.stop()).toBe(0)
    expect(ledgers(book)).toEqual(before)
  })

  it('should keep every ledger as it is while half-typed text is saved, and remember none of it', async () => {
    const book = await makeSyncedBook()
    const text = book.read('target-en/a.md')
    const [before, whole] = [ledgers(book), book.tree()]
    const watch = startWatch(book, '--format', 'json')
    await watch.next('start')
    for (const share of [0.9, 0.7, 0.5, 0.3, 0.1, 0]) {
      book.write('target-en/a.md', text.slice(0, Math.floor(text.length * share)))
      await watch.next('change')
      expect(ledgers(book)).toEqual(before)
    }
    book.write('target-en/a.md', text)
    await watch.next('change')
    await watch.stop()
    expect(book.tree()).toEqual(whole)
    await book.must('sync')
    expect(book.tree()).toEqual(whole)
  })

  it('should not blink while editors save', async () => {
    const book = await makeSyncedBook()
    const file = book.path('target-en/a.md')
    const text = readFileSync(file)
    const watch = startWatch(book, '--format', 'json')
    await watch.next('start')
    // Away for a moment.
    renameSync(file, `${file}~`)
    await pass(200)
    renameSync(`${file}~`, file)
    await watch.next('change')
    // Emptied, then in two pieces that part a character.
    const opened = openSync(file, 'w')
    await pass(200)
    writeSync(opened, text.subarray(0, text.length - 8))
    writeSync(opened, Buffer.from([0xe4, 0xb8]))
    await pass(100)
    writeSync(opened, text, text.length - 6, 6, text.length - 6)
    writeSync(opened, text, text.length - 8, 2, text.length - 8)
    closeSync(opened)
    const told = await watch.next('change')
    expect(watch.stdout()).not.toContain('"untranslated","place"')
    expect(watch.stdout()).not.toContain('"failure"')
    expect(told.segments).toEqual([])
  })

  it('should tell of what is broken, go on, and say when it is whole again', async () => {
    const book = await makeSyncedBook()
    const watch = startWatch(book, '--format', 'json')
    await watch.next('start')
    const text = book.read('target-en/a.md')
    book.write('target-en/a.md', Buffer.from([...Buffer.from(text), 0xff, 0xfe]))
    expect(await watch.next('failure')).toMatchObject({ code: 'file-not-utf8' })
    book.write('target-en/a.md', text)
    expect(await watch.next('change')).toMatchObject({ segments: [] })
    book.write('glossary/t.csv', 'no\n')
    expect(await watch.next('failure')).toMatchObject({ files: [{ kind: 'glossary', path: 'glossary/t.csv' }] })
    rmSync(book.path('glossary/t.csv'))
    await watch.next('change')
    book.write('zhen.config.json', '{"checks"')
    expect(await watch.next('failure')).toMatchObject({ code: 'config-syntax' })
    book.write('target-en/a.md', text.replace('15001', '15002'))
    expect((await watch.next('change')).issues?.came).toMatchObject([{ severity: 'error' }])
    book.write('zhen.config.json', '{"checks": {"number-mismatch": "info"}}')
    expect((await watch.next('change')).issues?.came).toMatchObject([{ severity: 'info' }])
    rmSync(book.path('zhen.config.json'))
    expect(await watch.next('failure')).toMatchObject({ code: 'project-not-found' })
    book.write('zhen.config.json', '{}')
    expect((await watch.next('change')).issues?.came).toMatchObject([{ severity: 'error' }])
    expect(await watch.stop()).toBe(0)
  })

  it('should bear other zhens at work', async () => {
    const book = await makeSyncedBook()
    const watch = startWatch(book, '--format', 'json')
    await watch.next('start')
    for (let turn = 0; turn < 5; turn++) {
      book.write('source-zh/b.md', `${book.read('source-zh/b.md')}\n第 ${turn} 段。\n`)
      await Promise.all([book.must('sync'), book.must('check', '--fail-on', 'error'), book.must('status')])
    }
    await book.must('omit', '--chapter', 'b.md', '--reason', 'not for readers abroad')
    const segments: string[] = []
    while (!segments.includes('omitted'))
      segments.push(...((await watch.next('change')).segments ?? []).map(({ to }) => to ?? ''))
    expect(watch.stdout()).not.toContain('"failure"')
    expect(await watch.stop()).toBe(0)
  })

  it('should write a log for people', async () => {
    const book = await makeSyncedBook()
    const watch = startWatch(book)
    const [start = ''] = await watch.until('translated')
    expect(start).toMatch(/^\d\d:\d\d:\d\d {2}2 chapters · \d+(?:\.\d)?% translated · .*no findings$/)
    book.write('target-en/a.md', book.read('target-en/a.md').replace('15001', '15002'))
    const lines = await watch.until('% translated')
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}target-en\/a\.md$/)
    expect(lines[1]).toMatch(/^ {10}target-en\/a\.md:3:\d+ {2}\+ error {2}.*15002.* {2}number-mismatch$/)
    expect(lines[2]).toMatch(/ · 1 error$/)
  })

  it('should refuse what it is asked for and there is not', async () => {
    const book = await makeSyncedBook()
    expect(await book.run('watch', 'none.md')).toMatchObject({ exitCode: 2, stdout: '' })
    expect(await book.run('watch', '--only', 'none')).toMatchObject({ exitCode: 2, stdout: '' })
    rmSync(book.path('zhen.config.json'))
    expect(await book.run('watch')).toMatchObject({ exitCode: 2, stdout: '' })
  })
})

interface Task {
  readonly problemMatcher: {
    readonly pattern: Readonly<Record<string, string | number>>
    readonly background: { readonly beginsPattern: string; readonly endsPattern: string }
  }
}

/** The task that a page shows. */
function taskIn(page: string): Task {
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8')
  const block = [...text.matchAll(/```json\n(.*?)```/gs)].find(([, json = '']) => json.includes('problemMatcher'))?.[1]
  const [task] = (JSON.parse(block ?? '') as { readonly tasks: readonly Task[] }).tasks
  if (!task) throw new Error(`${page} has no task`)
  return task
}

/** Reads lines as VS Code's background matcher does. */
function problemsIn(lines: readonly string[], { problemMatcher: { pattern, background } }: Task) {
  const { regexp, ...groups } = pattern
  const cycles: Record<string, string>[][] = []
  let open = true
  for (const line of lines) {
    if (new RegExp(background.beginsPattern).test(line)) {
      open = true
      cycles.push([])
    } else if (new RegExp(background.endsPattern).test(line)) open = false
    const match = new RegExp(String(regexp)).exec(line)
    if (match && open)
      cycles
        .at(-1)
        ?.push(Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, match[Number(group)] ?? ''])))
  }
  return { cycles, open }
}

describe('the task for VS Code', () => {
  it.each(['README.md', 'README.zh-CN.md', 'docs/watch.md'])('should read what is written: %s', async (page) => {
    const chapter = '监听 器/a:1:2 b.md'
    const book = await makeBook({
      [`source-zh/${chapter}`]: '# 监听器\n\n监听器绑定 15001 端口：见 `a:b: error: c [d]`。\n',
      [`target-en/${chapter}`]: '# Listeners\n\nThe listener binds port 15002: see `a:b: error: c [e]`.\n',
    })
    await book.must('sync')
    const watch = startWatch(book, '--format', 'vscode', '--only', 'number-mismatch,code-span-mismatch')
    const first = await watch.until('zhen watch: end')
    book.write(
      `target-en/${chapter}`,
      book.read(`target-en/${chapter}`).replace('15002', '15001').replace('[e]', '[d]'),
    )
    const second = await watch.until('zhen watch: end')
    book.write(`target-en/${chapter}`, Buffer.from([0x23, 0x0a, 0xff, 0x0a]))
    const third = await watch.until('zhen watch: end')
    const { cycles, open } = problemsIn([...first, ...second, ...third], taskIn(page))
    const file = `target-en/${chapter}`
    const place = { file, line: '3', endLine: '3' }
    expect(cycles).toEqual([
      expect.arrayContaining([
        expect.objectContaining({
          ...place,
          severity: 'error',
          code: 'number-mismatch',
          message: expect.stringContaining('15002'),
        }),
        expect.objectContaining({
          ...place,
          code: 'code-span-mismatch',
          message: expect.stringContaining('a:b: error: c [d]'),
        }),
      ]),
      [],
      [expect.objectContaining({ file, line: '2', severity: 'error', code: 'file-not-utf8' })],
    ])
    expect(first).toHaveLength((cycles[0]?.length ?? 0) + 2)
    expect(open).toBe(false)
  })
})
