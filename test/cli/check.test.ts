import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckReport, ExplainReport, WaiveReport } from '../../src/app/report.js'
import { openIndex } from '../../src/store/open-index.js'
import { type Book, makeBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'
import { runCli } from '../helpers/run-cli.js'

const SOURCE = '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池最多 1024 个请求。\n\n- 重试 3 次。\n- 超时 7 秒。\n'
const TARGET =
  '# Listeners\n\nThe listener binds port 15006.\n\nA pool takes 1024 requests at most.\n\n- It retries 4 times.\n- It waits 7 seconds.\n'

async function makeFaultyBook(config: object = {}): Promise<Book> {
  const book = await makeBook({
    'zhen.config.json': JSON.stringify(config),
    'source-zh/a.md': SOURCE,
    'target-en/a.md': TARGET,
  })
  await book.must('sync')
  return book
}

async function check(book: Book, ...argv: string[]): Promise<CheckReport & { exitCode: number }> {
  const { stdout, stderr, exitCode } = await book.run('check', '--format', 'json', ...argv)
  if (stdout === '') throw new Error(stderr)
  return { ...(JSON.parse(stdout) as CheckReport), exitCode }
}

const told = ({ issues }: CheckReport) =>
  issues.map(({ check, target, values }) => [check, target.startLine, values.found ?? values.check ?? values.context])

async function waivers(book: Book): Promise<WaiveReport['waivers']> {
  const { stdout } = await book.must('waive', '--list', '--format', 'json')
  return (JSON.parse(stdout) as WaiveReport).waivers
}

describe('check', () => {
  it('should show both languages, the place marked in each', async () => {
    const { stdout } = await (await makeFaultyBook()).run('check')
    expect(stdout).toContain(
      [
        '    en 3 │ The listener binds port 15006.',
        '         │                         ^^^^^',
        '    zh 3 │ 监听器绑定 15001 端口。',
        '         │            ^^^^^',
      ].join('\n'),
    )
  })

  it('should show the Chinese of the ledger where the source is not at hand', async () => {
    const book = await makeFaultyBook()
    rmSync(book.path('source-zh'), { recursive: true })
    const { stdout, stderr } = await book.run('check')
    expect(stdout).toContain('      zh │ 监听器绑定 15001 端口。')
    expect(stderr).toContain('The Chinese source is not here')
  })

  it.each(['json', 'github', 'sarif', 'junit', 'checkstyle', 'codeclimate'])('should write %s', async (format) => {
    const { stdout, exitCode } = await (await makeFaultyBook()).run('check', '--format', format)
    expect(stdout.match(/15006/g)?.length).toBeGreaterThan(0)
    expect(exitCode).toBe(1)
  })

  it('should write a page for GitHub where it asks for one', async () => {
    const book = await makeFaultyBook()
    const env = {
      GITHUB_STEP_SUMMARY: book.path('summary.md'),
      GITHUB_WORKSPACE: book.path('..'),
      GITHUB_SERVER_URL: 'https://example.org',
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_SHA: 'c0ffee',
    }
    writeFileSync(env.GITHUB_STEP_SUMMARY, 'before\n')
    const { stdout } = await runCli(['-C', book.root, 'check', '--format', 'github'], { env })
    const folder = book.root.split('/').at(-1) ?? ''
    expect(stdout).toContain(`::error file=${folder}/target-en/a.md,line=3`)
    const page = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')
    expect(page).toMatch(/^before\n## Translation checks\n/)
    expect(page).toContain(`(https://example.org/a/b/blob/c0ffee/${folder}/target-en/a.md#L3)`)
  })

  it('should say so where that page cannot be written, and go on', async () => {
    const book = await makeFaultyBook()
    const { exitCode, stderr } = await runCli(['-C', book.root, 'check', '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: book.path('nowhere/summary.md') },
    })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('nowhere/summary.md')])
  })

  it('should leave every file as it is', async () => {
    const book = await makeFaultyBook()
    const before = book.tree()
    for (const format of ['pretty', 'json', 'sarif', 'github']) await book.run('check', '--format', format)
    expect(book.tree()).toEqual(before)
  })
})

describe('check --release', () => {
  it('should call what is not finished an error, and place it', async () => {
    const book = await makeFaultyBook()
    book.write('source-zh/a.md', `${SOURCE.replace('7 秒', '9 秒')}\n新增一段。\n`)
    await book.must('sync')
    expect(told(await check(book, '--only', 'number-mismatch')).map(([, line]) => line)).toEqual([3, 7])
    const unfinished = (await check(book, '--release')).issues.filter(({ check }) => check === 'unfinished')
    expect(unfinished.map(({ severity, values, target }) => [severity, values.context, target.startLine])).toEqual([
      ['error', 'untranslated', 8],
      ['error', 'stale', 8],
    ])
    expect((await check(book)).checks.map(({ id }) => id)).not.toContain('unfinished')
  })

  it('should be graded like any other', async () => {
    const book = await makeFaultyBook({ checks: { unfinished: 'warning', 'number-mismatch': 'off' } })
    book.write('source-zh/a.md', `${SOURCE}\n新增一段。\n`)
    expect((await check(book, '--release')).summary).toMatchObject({ errors: 0, warnings: 1 })
  })
})

describe('the settings of checks', () => {
  it('should reach the check', async () => {
    const settings = { checks: { 'chinese-left': { options: { allow: ['某书'] } }, 'number-mismatch': 'off' } }
    const book = await makeFaultyBook(settings)
    book.write('target-en/a.md', TARGET.replace('at most', 'at most, says the author of 某书'))
    expect(told(await check(book))).toEqual([])
    book.write('zhen.config.json', '{"checks": {"number-mismatch": "off"}}')
    expect(told(await check(book))).toEqual([['chinese-left', 5, '某书']])
  })

  it.each([
    ['{"chinese-lost": "off"}', 'config-unknown-key', { key: 'checks.chinese-lost', suggestion: 'chinese-left' }],
    [
      '{"chinese-left": {"options": {"allows": []}}}',
      'config-unknown-key',
      { key: 'checks.chinese-left.options.allows', suggestion: 'allow' },
    ],
    [
      '{"chinese-left": {"options": {"allow": "x"}}}',
      'config-invalid',
      { key: 'checks.chinese-left.options.allow', found: '"x"' },
    ],
    ['{"chinese-left": {"option": {}}}', 'config-unknown-key', { key: 'checks.chinese-left.option' }],
  ] as const)('should refuse %s', async (checks, code, { key }) => {
    const book = await makeFaultyBook()
    book.write('zhen.config.json', `{"checks": ${checks}}`)
    await expectFailure(book, ['check'], code, { key })
  })
})

describe('check --explain', () => {
  it('should say what a check is about, and how this project has set it', async () => {
    const book = await makeFaultyBook({ checks: { 'chinese-left': { severity: 'info', options: { allow: ['中'] } } } })
    const { stdout } = await book.must('check', '--explain', 'chinese-left')
    for (const part of [
      'Chinese was left',
      'error; here info',
      '"allow": ["中"]',
      'zhen-ignore chinese-left',
      'zhen waive',
    ])
      expect(stdout).toContain(part)
    const json = await book.must('check', '--explain', 'chinese-left', '--format', 'json')
    expect(JSON.parse(json.stdout) as ExplainReport).toMatchObject({ severity: 'error', configured: 'info' })
  })

  it('should need no project, and suggest a name', async () => {
    const nowhere = await makeBook()
    rmSync(nowhere.path('zhen.config.json'))
    await nowhere.must('check', '--explain', 'waiver-unused')
    const { exitCode, stderr } = await nowhere.run('check', '--explain', 'number-mismatched')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('number-mismatch?')])
  })
})

describe('a baseline', () => {
  const file = (book: Book) => book.path('baseline.json')

  it('should hide what was there, tell what is gone, and never take in what is new by itself', async () => {
    const book = await makeFaultyBook()
    const made = await check(book, '--baseline', file(book), '--update-baseline')
    expect([made.exitCode, told(made), made.baseline?.added]).toEqual([0, [], 2])
    const before = book.read('baseline.json')

    book.write(
      'target-en/a.md',
      `Some lines\n\nmore.\n\n${TARGET.replace('15006', '15001').replace('waits 7', 'waits 8')}`,
    )
    const later = await check(book, '--baseline', file(book))
    expect([later.exitCode, told(later)]).toEqual([
      1,
      [['number-mismatch', 12, 8]].map(([a, b, c]) => [a, b, String(c)]),
    ])
    expect(later.baseline).toMatchObject({
      known: 1,
      added: 0,
      updated: false,
      gone: [{ chapter: 'a.md', check: 'number-mismatch' }],
    })
    expect(book.read('baseline.json')).toBe(before)

    const tightened = await check(book, '--baseline', file(book), '--update-baseline')
    expect([tightened.exitCode, tightened.baseline?.updated]).toEqual([1, true])
    expect(book.read('baseline.json').match(/"fingerprint"/g)).toHaveLength(1)

    const accepted = await check(book, '--baseline', file(book), '--update-baseline', '--accept-new')
    expect([accepted.exitCode, accepted.baseline?.added]).toEqual([0, 1])
    expect(told(await check(book, '--baseline', file(book)))).toEqual([])
  })

  it('should count equal findings', async () => {
    const book = await makeFaultyBook()
    await check(book, '--baseline', file(book), '--update-baseline')
    book.write('source-zh/a.md', `${SOURCE}\n监听器绑定 15001 端口。\n`)
    book.write('target-en/a.md', `${TARGET}\nThe listener binds port 15006.\n`)
    expect(told(await check(book, '--baseline', file(book)))).toEqual([['number-mismatch', 10, '15006']])
  })

  it('should keep what was not looked at', async () => {
    const book = await makeFaultyBook()
    await check(book, '--baseline', file(book), '--update-baseline')
    const before = book.read('baseline.json')
    const partly = await check(book, '--baseline', file(book), '--update-baseline', '--only', 'link-mismatch')
    expect([partly.baseline?.gone, book.read('baseline.json')]).toEqual([[], before])
  })

  it('should not be written by a dry run', async () => {
    const book = await makeFaultyBook()
    const { baseline } = await check(book, '--baseline', file(book), '--update-baseline', '--dry-run')
    expect([baseline?.updated, Object.keys(book.tree()).includes('baseline.json')]).toEqual([true, false])
  })

  it('should be refused where it is missing or damaged', async () => {
    const book = await makeFaultyBook()
    await expectRefusal(book, ['check', '--baseline', file(book)], 'baseline-missing', { path: file(book) })
    book.write('baseline.json', '<<<<<<< ours\n')
    await expectRefusal(book, ['check', '--baseline', file(book), '--update-baseline'], 'baseline-invalid')
  })

  it.each([
    [['--update-baseline'], '--baseline'],
    [['--baseline', 'x', '--accept-new'], '--update-baseline'],
    [['--baseline', 'x', '--update-baseline', '--changed-from', 'main'], '--changed-from'],
  ])('should not be asked for by %j alone', async (argv, named) => {
    const { exitCode, stderr } = await (await makeFaultyBook()).run('check', ...argv)
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(named)])
  })
})

describe('waive', () => {
  const fingerprintOf = async (book: Book, line: number) =>
    (await check(book)).issues.find(({ target }) => target.startLine === line)?.fingerprint ?? ''

  it('should take out a finding for good, with its reason beside the ledger', async () => {
    const book = await makeFaultyBook()
    const print = await fingerprintOf(book, 3)
    await book.must('waive', print.slice(0, 8), '--reason', 'another port', '--by', 'Li Lei', '--until', '2026-01-15')
    const notes = book.read('target-en/.zhen/a.md.notes.jsonl')
    expect(JSON.parse(notes)).toMatchObject({
      note: 'waiver',
      check: 'number-mismatch',
      fingerprint: print,
      reason: 'another port',
      by: 'Li Lei',
      until: '2026-01-15',
      source: '监听器绑定 15001 端口。',
    })
    const { issues, waived } = await check(book)
    expect(issues.map(({ target }) => target.startLine)).toEqual([7])
    expect(waived.map(({ waiver }) => waiver)).toEqual([
      { reason: 'another port', by: 'Li Lei', until: '2026-01-15', origin: 'notes' },
    ])
    expect(await waivers(book)).toMatchObject([{ state: 'holds', fingerprint: print, line: 1 }])
    await book.must('sync')
    expect(book.read('target-en/.zhen/a.md.notes.jsonl')).toBe(notes)
  })

  it('should follow its segment to another chapter, and stay when lines move', async () => {
    const book = await makeFaultyBook()
    await book.must('waive', await fingerprintOf(book, 3), '--reason', 'x', '--by', 'Li')
    const move = (text: string, paragraph: string) => text.replace(`${paragraph}\n\n`, '')
    book.write('source-zh/a.md', move(SOURCE, '监听器绑定 15001 端口。'))
    book.write('target-en/a.md', move(TARGET, 'The listener binds port 15006.'))
    book.write('source-zh/b.md', '# 另一章\n\n监听器绑定 15001 端口。\n')
    book.write('target-en/b.md', '# Another\n\nThe listener binds port 15006.\n')
    await book.must('sync')
    expect(told(await check(book))).toEqual([['number-mismatch', 5, '4']])
  })

  it('should say when it has run out, or has nothing to waive', async () => {
    const book = await makeFaultyBook()
    const print = await fingerprintOf(book, 3)
    await book.must('waive', print, '--reason', 'x', '--by', 'Li', '--until', '2026-01-14')
    const expired = await check(book)
    expect(told(expired)).toEqual([
      ['number-mismatch', 3, '15006'],
      ['number-mismatch', 7, '4'],
      ['waiver-expired', 1, 'number-mismatch'],
    ])
    expect(expired.issues[2]).toMatchObject({ severity: 'info', target: { path: 'target-en/.zhen/a.md.notes.jsonl' } })
    expect(await waivers(book)).toMatchObject([{ state: 'expired' }])
    book.write('target-en/a.md', TARGET.replace('15006', '15001'))
    expect(told(await check(book))).toContainEqual(['waiver-unused', 1, 'number-mismatch'])
    expect(told(await check(book, '--only', 'link-mismatch'))).toEqual([])
  })

  it('should be taken back', async () => {
    const book = await makeFaultyBook()
    const before = book.tree()
    const print = await fingerprintOf(book, 3)
    await book.must('waive', print, '--reason', 'x', '--by', 'Li')
    await book.must('waive', print, '--reason', 'y', '--by', 'Li')
    expect(await waivers(book)).toMatchObject([{ reason: 'y' }])
    await book.must('waive', '--remove', print)
    expect(book.tree()).toEqual(before)
  })

  it('should write nothing in a dry run', async () => {
    const book = await makeFaultyBook()
    const before = book.tree()
    await book.must('waive', await fingerprintOf(book, 3), '--reason', 'x', '--by', 'Li', '--dry-run')
    expect(book.tree()).toEqual(before)
  })

  it('should refuse what names nothing or too much, and ask why', async () => {
    const book = await makeFaultyBook()
    await expectRefusal(book, ['waive', 'zzzz', '--reason', 'x', '--by', 'Li'], 'finding-unknown', {
      fingerprint: 'zzzz',
    })
    await expectRefusal(book, ['waive', '--reason', 'x'], 'nothing-named')
    for (const argv of [
      ['abc'],
      ['abc', '--reason', ' '],
      ['abc', '--reason', 'x', '--until', '2026-02-30'],
      ['--list', '--remove'],
    ]) {
      const { exitCode } = await book.run('waive', ...argv)
      expect([argv, exitCode]).toEqual([argv, 2])
    }
  })
})

describe('what a check found', () => {
  it('should serve other commands too', async () => {
    const book = await makeFaultyBook()
    await check(book)
    const keys = async () => {
      const stores = openIndex(join(book.root, '.zhen/zhen.db'))
      const known = await stores.found.keys('chapter')
      stores.close()
      return known
    }
    const before = await keys()
    expect(before.size).toBeGreaterThan(0)
    await book.must('waive', '--list')
    expect(await keys()).toEqual(before)
  })
})

describe('a comment that waives', () => {
  const commented = (comment: string) => TARGET.replace('The listener binds', `${comment}\nThe listener binds`)

  it.each(['% zhen-ignore number-mismatch: another port', '<!-- zhen-ignore number-mismatch: another port -->'])(
    'should hold for the block below it, and disturb no sync: %s',
    async (comment) => {
      const book = await makeFaultyBook()
      const before = await book.list()
      const ledger = book.read('target-en/.zhen/a.md.jsonl')
      book.write('target-en/a.md', commented(comment))
      const { issues, waived } = await check(book)
      expect(issues.map(({ target }) => target.startLine)).toEqual([8])
      expect(waived).toMatchObject([{ waiver: { origin: 'comment', reason: 'another port', by: null } }])
      await book.must('sync')
      expect(book.read('target-en/.zhen/a.md.jsonl')).toBe(ledger)
      const statuses = (all: typeof before) =>
        all.map(({ id, status, targets }) => [id, status, targets.map(({ text }) => text)])
      expect(statuses(await book.list())).toEqual(statuses(before))
      await book.must('sync', '--locked')
      expect(await waivers(book)).toMatchObject([{ origin: 'comment', state: 'holds', line: 3 }])
    },
  )

  it('should hold for the file', async () => {
    const book = await makeFaultyBook()
    book.write('target-en/a.md', `% zhen-ignore-file number-mismatch: all examples differ\n\n${TARGET}`)
    expect(told(await check(book))).toEqual([])
  })

  it('should say when it waives nothing', async () => {
    const book = await makeFaultyBook()
    book.write(
      'target-en/a.md',
      commented('% zhen-ignore link-mismatch, number-mismatched: another port\n% zhen-ignore number-mismatch'),
    )
    const { issues } = await check(book)
    expect(
      issues
        .filter(({ severity }) => severity === 'info')
        .map(({ check, target, values }) => [check, target.startLine, values.check, values.context]),
    ).toEqual([
      ['waiver-invalid', 3, 'number-mismatched', 'unknown'],
      ['waiver-unused', 3, 'link-mismatch', undefined],
      ['waiver-invalid', 4, 'number-mismatch', 'reason'],
    ])
  })
})
