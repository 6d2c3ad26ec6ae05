import { describe, expect, it } from 'vitest'
import { makeBook } from '../helpers/book.js'

const CLAUSE = '监听器把连接交给过滤器链处理，'
const ENGLISH_CLAUSE = 'the listener hands the connection to its filter chain, '

describe('text of an unusual size', () => {
  it('should be one segment in a line of 20 MB, and followed through an edit', async () => {
    const line = CLAUSE.repeat(Math.ceil(20_000_000 / Buffer.byteLength(CLAUSE)))
    const book = await makeBook({ 'source-zh/a.md': `# 标题\n\n${line}\n` })
    await book.must('sync')
    const before = await book.list()
    expect(before.map(({ source }) => source?.text.length)).toEqual([2, line.length])
    book.write('source-zh/a.md', `# 标题\n\n${line}结束 15001。\n`)
    await book.must('sync')
    expect((await book.list()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  }, 120_000)

  it('should be translated, stale, compared and checked in a line of 1 MB', async () => {
    const times = Math.ceil(1_000_000 / Buffer.byteLength(CLAUSE))
    const english = `# Title\n\n${ENGLISH_CLAUSE.repeat(times)}\n`
    const chinese = `# 标题\n\n${CLAUSE.repeat(times)}\n`
    const book = await makeBook({ 'source-zh/a.md': chinese, 'target-en/a.md': english })
    await book.must('sync')
    expect((await book.list()).map(({ status }) => status)).toEqual(['translated', 'translated'])
    book.write('source-zh/a.md', chinese.replace(/，\n$/, '，结束 15001。\n'))
    for (const command of ['sync', 'status', 'diff', 'check', 'draft']) await book.must(command)
    expect((await book.list()).map(({ status }) => status)).toEqual(['translated', 'stale'])
    expect(book.read('target-en/a.md')).toBe(english)
  }, 120_000)

  it('should be fine where one mark comes 40,000 times and nothing ever ends', async () => {
    const lines = ['a', '`', '[', '*', '<', ':::{note} ', '{ref}`', '$', '|'].map((piece) => piece.repeat(40_000))
    const book = await makeBook({ 'source-zh/a.md': `# 标题\n\n${lines.map((line) => `文${line}\n`).join('\n')}` })
    await book.must('sync')
    await book.must('status')
  }, 120_000)

  it('should be right for a paragraph that comes 500 times', async () => {
    const chinese = (times: number) => `# 标题\n\n${'同一段话。\n\n'.repeat(times)}最后一段。\n`
    const english = (times: number) => `# Title\n\n${'The same words.\n\n'.repeat(times)}The last one.\n`
    const book = await makeBook({ 'source-zh/a.md': chinese(40), 'target-en/a.md': english(40) })
    await book.must('sync')
    const before = await book.list('a')
    expect(before.map(({ status }) => status)).toEqual(Array(42).fill('translated'))
    book.write('source-zh/a.md', chinese(500))
    await book.must('sync')
    const grown = await book.list('a')
    expect(grown.map(({ status }) => status).filter((status) => status === 'translated')).toHaveLength(42)
    expect(grown.map(({ status }) => status).filter((status) => status === 'untranslated')).toHaveLength(460)
    expect(new Set(grown.map(({ id }) => id)).size).toBe(502)
    expect(grown.at(-1)).toMatchObject({ id: before.at(-1)?.id, targets: [{ text: 'The last one.' }] })
    await book.must('draft')
    expect(book.read('target-en/a.md')).toBe(english(500))
    expect((await book.list('a')).filter(({ status }) => status === 'draft')).toHaveLength(460)
  })

  it.each([
    ['quotes', (depth: number) => `${'> '.repeat(depth)}深处的文字。\n`],
    [
      'lists',
      (depth: number) => `${Array.from({ length: depth }, (_, at) => `${'  '.repeat(at)}- 第 ${at} 层`).join('\n')}\n`,
    ],
    ['lists on a line', (depth: number) => `${'- '.repeat(depth)}深处的文字。\n`],
    ['emphasis', (depth: number) => `${'*'.repeat(depth)}深处的文字${'*'.repeat(depth)}。\n`],
    ['links', (depth: number) => `${'['.repeat(depth)}深处的文字${'](a)'.repeat(depth)}。\n`],
    ['HTML', (depth: number) => `${'<div>\n'.repeat(depth)}\n深处的文字。\n\n${'</div>\n'.repeat(depth)}`],
  ])('should be found 200 deep in %s, and drafted there', async (_, nest) => {
    const book = await makeBook({ 'source-zh/a.md': `# 标题\n\n${nest(200)}`, 'source-zh/b.md': '# 标题\n' })
    await book.must('sync')
    expect((await book.list('a')).some(({ source }) => /深处的文字|第 199 层/.test(source?.text ?? ''))).toBe(true)
    for (const command of ['status', 'check', 'draft', 'sync']) await book.must(command)
  })
})

describe('directives in directives', () => {
  const nest = (depth: number) => {
    const fence = (at: number) => ':'.repeat(3 + depth - at)
    const opened = Array.from({ length: depth }, (_, at) => `${fence(at)}{note}`)
    const closed = Array.from({ length: depth }, (_, at) => fence(depth - 1 - at))
    return `${[...opened, '深处的文字。', ...closed].join('\n')}\n`
  }

  it('should be read 50 deep', async () => {
    const book = await makeBook({ 'source-zh/a.md': nest(50) })
    await book.must('sync')
    expect((await book.list()).at(-1)?.source?.text).toBe('深处的文字。')
  })

  it('should be read 200 deep or warned of, never passed over', async () => {
    const book = await makeBook({ 'source-zh/a.md': nest(200) })
    for (const command of ['sync', 'status', 'check', 'draft']) await book.must(command)
    const { segments, warnings } = JSON.parse(
      (await book.must('segments', 'source-zh/a.md', '--format', 'json')).stdout,
    ) as { segments: readonly object[]; warnings: readonly object[] }
    expect(segments.length + warnings.length).toBeGreaterThan(0)
  })
})

describe('bytes that a chapter may hold', () => {
  const CHAPTERS = {
    CRLF: ['# 标题\r\n\r\n甲段。\r\n\r\n乙段\r\n两行。\r\n', '# Title\r\n\r\nFirst.\r\n\r\n乙段\r\n两行。\r\n'],
    'a BOM': ['\ufeff# 标题\n\n甲段。\n\n乙段\n两行。\n', '\ufeff# Title\n\nFirst.\n\n乙段\n两行。\n'],
    'a BOM and CRLF': [
      '\ufeff# 标题\r\n\r\n甲段。\r\n\r\n乙段\r\n两行。\r\n',
      '\ufeff# Title\r\n\r\nFirst.\r\n\r\n乙段\r\n两行。\r\n',
    ],
    'no newline at the end': ['# 标题\n\n甲段。\n\n乙段\n两行。', '# Title\n\nFirst.\n\n乙段\n两行。'],
    'blanks at the ends of lines': [
      '# 标题  \n\n甲段。 \t\n\n乙段\n两行。  \n',
      '# Title \t\n\nFirst.  \n\n乙段\n两行。 \n\n\n',
    ],
    tabs: ['# 标题\n\n甲段。\n\n-\t项目\n\n乙段\n两行。\n', '# Title\n\nFirst.\n\n-\tItem\n\n乙段\n两行。\n'],
    'a NUL': ['# 标题\n\n甲段\0。\n\n乙段\n两行。\n', '# Title\n\nFirst\0.\n\n乙段\n两行。\n'],
    'line separators': ['# 标题\n\n甲\u2028段\u0085。\n\n乙段\n两行。\n', '# Title\n\nFirst\u2028.\n\n乙段\n两行。\n'],
    'mixed line endings': ['# 标题\r\n\n甲段。\r\n\n乙段\n两行。\r\n', '# Title\n\r\nFirst.\n\r\n乙段\n两行。\r\n'],
  } as const

  it.each(Object.entries(CHAPTERS))('should all stay, save those of the draft: %s', async (_, [source, target]) => {
    const book = await makeBook({
      'source-zh/a.md': source,
      'target-en/a.md': target,
      'source-zh/b.md': '# 别章\n\n乙段\n两行。\n',
      'target-en/b.md': '# Another\n\nSecond, of two lines.\n',
    })
    await book.must('sync')
    await book.must('draft')
    expect(book.read('target-en/a.md')).toBe(target.replace(/乙段\r?\n两行。/, 'Second, of two lines.'))
    expect(book.read('source-zh/a.md')).toBe(source)
    expect((await book.list('a')).at(-1)?.status).toBe('draft')
  })

  it('should say the same of a chapter whose line endings git has changed', async () => {
    const [lf, english] = ['# 标题\n\n甲段\n两行。\n\n- 项目\n', '# Title\n\nFirst\nof two.\n\n- Item\n']
    const book = await makeBook({ 'source-zh/a.md': lf, 'target-en/a.md': english })
    await book.must('sync')
    const [before, ledger] = [await book.list(), book.read('target-en/.zhen/a.md.jsonl')]
    book.write('source-zh/a.md', `\ufeff${lf.replaceAll('\n', '\r\n')}`)
    book.write('target-en/a.md', english.replaceAll('\n', '\r\n'))
    await book.must('sync')
    expect(await book.list()).toEqual(before)
    expect(book.read('target-en/.zhen/a.md.jsonl')).toBe(ledger)
  })
})
