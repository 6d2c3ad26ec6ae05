import { describe, expect, it } from 'vitest'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { expectRefusal } from '../helpers/refusal.js'

const LEDGER = 'target-en/.zhen/a.md.jsonl'
const COMMANDS = ['status', 'list', 'check', 'sync', 'sync --locked', 'draft', 'accept --chapter a --by Li']

/** A synced book whose ledger was changed behind zhen's back. */
async function withLedger(change: (ledger: string) => string): Promise<Book> {
  const book = await makeSyncedBook()
  book.write(LEDGER, change(book.read(LEDGER)))
  return book
}

const conflict = (ledger: string) => `<<<<<<< HEAD\n${ledger}=======\n${ledger}>>>>>>> theirs\n`

describe('a damaged ledger', () => {
  it.each(COMMANDS)('should be refused by %s with its line', async (command) => {
    const book = await withLedger((ledger) => ledger.replace(/\}\n\n\{/, '}\n\n{oops '))
    await expectRefusal(book, command.split(' '), 'ledger-damaged', { path: LEDGER, line: 3 })
  })

  it.each<[string, (ledger: string) => string, number]>([
    ['a merge conflict cut short', (ledger) => conflict(ledger).replace('}\n>', '\n>'), 12],
    ['a line cut short', (ledger) => ledger.slice(0, -20), 5],
    ['a number', () => '5\n', 1],
    ['null', () => 'null\n', 1],
    ['a list', () => '[]\n', 1],
    ['no id', () => '{"kind":"heading","source":"","facts":[]}', 1],
    ['no kind', () => '{"id":"x","source":"","facts":[]}', 1],
    ['a source that is a number', () => '{"id":"x","kind":"heading","source":5,"facts":[]}', 1],
    ['a target that is a number', () => '{"id":"x","kind":"heading","source":"","target":5,"facts":[]}', 1],
    [
      'a target with an escape that there is not',
      () => '{"facts":[],"id":"x","kind":"heading","source":"","target":"\\x"}',
      1,
    ],
    ['no facts', () => '{"id":"x","kind":"heading","source":""}', 1],
    ['a fact that is null', () => '{"id":"x","kind":"heading","source":"","facts":[null]}', 1],
    ['a fact without a name', () => '{"id":"x","kind":"heading","source":"","facts":[{}]}', 1],
    ['a fact without a source', () => '{"id":"x","kind":"heading","source":"","facts":[{"fact":"copied"}]}', 1],
    [
      'a group that is no list',
      () =>
        '{"id":"x","kind":"heading","source":"","facts":[{"fact":"translated","source":"","target":"","group":"x"}]}',
      1,
    ],
  ])('should be refused for %s', async (_, change, line) => {
    const book = await withLedger(change)
    await expectRefusal(book, ['sync'], 'ledger-damaged', { path: LEDGER, line })
  })

  it('should be known by doctor, which goes on', async () => {
    const book = await withLedger(() => 'oops')
    const { stdout, exitCode } = await book.run('doctor', '--format', 'json')
    const { diagnoses } = JSON.parse(stdout) as { diagnoses: { subject: string; state: string }[] }
    expect(diagnoses.find(({ subject }) => subject === 'ledger')?.state).toBe('error')
    expect(diagnoses.find(({ subject }) => subject === 'parse-warnings')?.state).toBeDefined()
    expect(exitCode).toBe(1)
  })

  it('should not keep a chapter from being mended: status holds again as soon as it is', async () => {
    const book = await makeSyncedBook()
    const [ledger, before] = [book.read(LEDGER), await book.list()]
    book.write(LEDGER, conflict(ledger))
    await book.run('sync')
    book.write(LEDGER, ledger)
    await book.must('sync')
    expect(await book.list()).toEqual(before)
  })
})

describe('a ledger of a newer zhen', () => {
  it.each([
    ['a fact', '{"id":"x","kind":"heading","source":"","facts":[{"fact":"blessed"}]}', 'blessed'],
    ['a fact named like a method', '{"id":"x","kind":"heading","source":"","facts":[{"fact":"toString"}]}', 'toString'],
    ['a kind', '{"id":"x","kind":"poem","source":"","facts":[]}', 'poem'],
  ])('should be refused for %s it does not know', async (_, line, found) => {
    const book = await withLedger((ledger) => `${ledger}\n${line}\n`)
    for (const command of ['status', 'sync', 'draft'])
      await expectRefusal(book, [command], 'ledger-newer', { path: LEDGER, line: 7, found })
  })

  it('should not be written over for its format', async () => {
    const book = await makeSyncedBook()
    book.write('target-en/.zhen/source.json', '{"format": 2, "commit": null}\n')
    book.write('source-zh/c.md', '# 新章\n')
    await expectRefusal(book, ['sync'], 'ledger-newer', { path: 'target-en/.zhen/source.json' })
    await expectRefusal(book, ['accept', '--chapter', 'a', '--by', 'Li'], 'ledger-newer')
  })

  it.each([
    ['no JSON', 'oops'],
    ['null', 'null'],
    ['no format', '{"commit": null}'],
    ['nothing', ''],
  ])('should not be written over for a pin that is %s', async (_, pin) => {
    const book = await makeSyncedBook()
    book.write('target-en/.zhen/source.json', pin)
    book.write('source-zh/c.md', '# 新章\n')
    await expectRefusal(book, ['sync'], 'ledger-damaged', { path: 'target-en/.zhen/source.json', line: 1 })
  })
})

describe('a ledger that git or an editor has touched', () => {
  it.each<[string, (ledger: string) => string]>([
    ['CRLF', (ledger) => ledger.replaceAll('\n', '\r\n')],
    ['a BOM', (ledger) => `\ufeff${ledger}`],
    ['no blank lines', (ledger) => ledger.replaceAll('\n\n', '\n')],
    ['no final newline', (ledger) => ledger.slice(0, -1)],
    ['blank lines at its end', (ledger) => `${ledger}\n\n`],
  ])('should say the same with %s', async (_, change) => {
    const book = await makeSyncedBook()
    const before = await book.list()
    book.write(LEDGER, change(book.read(LEDGER)))
    expect(await book.list()).toEqual(before)
    await book.must('sync')
    expect(await book.list()).toEqual(before)
  })

  it('should not be written again for its line endings alone', async () => {
    const book = await withLedger((ledger) => ledger.replaceAll('\n', '\r\n'))
    const before = book.tree()
    await book.must('sync')
    expect(book.tree()).toEqual(before)
  })

  it('should lose no fact where a merge kept a line of both sides', async () => {
    const book = await makeSyncedBook()
    const [segment] = await book.list('--status', 'translated')
    const before = book.read(LEDGER)
    await book.must('approve', segment?.id ?? '', '--by', 'Li Lei')
    const [ours, theirs] = [book.read(LEDGER), before]
    book.write(LEDGER, `${theirs}\n${ours}`)
    await book.must('sync')
    expect((await book.list('a')).find(({ id }) => id === segment?.id)?.status).toBe('reviewed')
    expect(new Set((await book.list('a')).map(({ id }) => id)).size).toBe((await book.list('a')).length)
  })

  it('should survive the same id in two chapters', async () => {
    const book = await makeSyncedBook()
    book.write('target-en/.zhen/b.md.jsonl', `${book.read('target-en/.zhen/b.md.jsonl')}\n${book.read(LEDGER)}`)
    await book.must('sync')
    const a = await book.list('a')
    expect(a.map(({ status }) => status)).toEqual(['translated', 'translated', 'translated'])
    await book.must('sync', '--locked')
  })

  it('should not be led out of the English edition by a target it names', async () => {
    const book = await withLedger((ledger) =>
      ledger.replace('"source":"监听器"}', '"source":"监听器","target":"../a.md"}'),
    )
    book.write('a.md', '# Listeners\n')
    await book.must('sync')
    await book.must('draft')
    expect(book.read('a.md')).toBe('# Listeners\n')
    expect((await book.status()).chapters.map(({ chapter }) => chapter)).toEqual(['a.md', 'b.md'])
  })
})

describe('damaged notes', () => {
  it('should be refused by those who read them, with the line', async () => {
    const book = await makeSyncedBook()
    const [segment] = await book.list('b')
    book.write('target-en/.zhen/b.md.notes.jsonl', '\n{"note":"suggestion"}\n')
    const place = { path: 'target-en/.zhen/b.md.notes.jsonl', line: 2 }
    await expectRefusal(book, ['show', segment?.id ?? ''], 'ledger-damaged', place)
    await expectRefusal(book, ['draft', '--no-write'], 'ledger-damaged', place)
    await book.must('status')
  })
})
