import { describe, expect, it, onTestFinished } from 'vitest'
import { createReview } from '../../src/app/review/create-review.js'
import { openProject } from '../../src/cli/project.js'
import { formatIntent, textKey } from '../../src/core/intent.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'

const INTENT = '.zhen/zhen.db.intent'

/** No process has this number: the largest that a system gives is smaller. */
const NOBODY = 2 ** 30

/** A book in which a command was killed before it put a new text into a chapter. */
async function interruptedBook(): Promise<Book> {
  const book = await makeSyncedBook()
  const before = book.read('target-en/a.md')
  const after = before.replace('A connection pool limits', 'The connection pool bounds')
  const file = { side: 'target', path: 'a.md', states: [textKey(before)], before: null, after } as const
  book.write(INTENT, formatIntent({ edition: 'target-en', process: NOBODY, files: [file] }))
  return book
}

describe('a project in which a command was interrupted', () => {
  it.each([['status'], ['list'], ['check'], ['sync', '--locked'], ['sync', '--dry-run']])(
    'should be told of by who only reads, who leaves it as it is: %s %s',
    async (...argv) => {
      const book = await interruptedBook()
      const before = book.read('target-en/a.md')
      expect((await book.run(...argv.filter(Boolean))).stderr).toContain('was interrupted while it wrote')
      expect(book.read('target-en/a.md')).toBe(before)
      expect(book.read(INTENT)).not.toBe('')
    },
  )

  it.each([['sync'], ['follow'], ['draft'], ['adopt']])(
    'should be completed and said to be by whoever writes next: %s',
    async (...argv) => {
      const book = await interruptedBook()
      const { stderr } = await book.must(...argv)
      expect(stderr).toContain('is complete now')
      expect(book.read('target-en/a.md')).toContain('The connection pool bounds')
      expect((await book.must('status')).stderr).not.toContain('interrupted')
      expect((await book.must('sync', '--locked')).stderr).not.toContain('interrupted')
    },
  )

  it('should be told of by decisions too, whatever the form of the report', async () => {
    const book = await interruptedBook()
    const { stderr } = await book.must('approve', '--chapter', 'a', '--by', 'Mei', '--format', 'json')
    expect(stderr).toContain('is complete now')
    expect((await book.list('a')).map(({ status }) => status)).toEqual(['reviewed', 'reviewed', 'reviewed'])
  })

  it('should be found by doctor', async () => {
    const book = await interruptedBook()
    expect((await book.run('doctor')).stdout).toContain('a command was interrupted while it wrote')
    await book.must('sync')
    expect((await book.run('doctor')).stdout).toContain('no command was interrupted while it wrote')
  })

  it('should be complete when a review opens, with nothing left over', async () => {
    const book = await interruptedBook()
    book.write(`target-en/.${NOBODY}.0123456789ab.tmp`, 'half')
    const project = await openProject({ cwd: book.root, version: '1.2.3', now: () => 0 }, undefined)
    onTestFinished(() => project.close())
    const { rows } = await createReview(project).queue({
      chapters: [],
      queues: ['translated'],
      check: null,
      search: 'bounds',
    })
    expect(rows.map(({ chapter }) => chapter)).toEqual(['a.md'])
    expect(Object.keys(book.tree()).filter((path) => path.endsWith('.tmp'))).toEqual([])
  })

  it('should be refused where a newer zhen was', async () => {
    const book = await interruptedBook()
    book.write(INTENT, book.read(INTENT).replace('"format":1', '"format":2'))
    const { exitCode, stderr } = await book.run('sync')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('newer zhen (format 2)')])
    expect((await book.must('status')).stderr).toContain('was interrupted while it wrote')
  })

  it('should say what it could not complete, in both languages', async () => {
    for (const [language, words] of [
      ['en', 'target-en/a.md stays as it is'],
      ['zh-CN', 'target-en/a.md 保持原样'],
    ] as const) {
      const book = await interruptedBook()
      book.write('target-en/a.md', '# Listeners\n\nBy hand.\n')
      expect((await book.must('sync', '--lang', language)).stderr).toContain(words)
      expect(book.read('target-en/a.md')).toBe('# Listeners\n\nBy hand.\n')
      expect((await book.must('sync', '--lang', language)).stderr).toBe('')
    }
  })
})
