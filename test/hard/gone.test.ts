import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { syncProject } from '../../src/app/sync-project.js'
import { openProject, type Project } from '../../src/cli/project.js'
import { type Book, makeBook, makeSyncedBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'

const SYNC = { chapters: [], locked: false, dryRun: false }

/** What is left of a listed segment without the source: not its lines. */
async function statuses(book: Book) {
  return (await book.list()).map(({ id, status, source, targets }) => ({ id, status, text: source?.text, targets }))
}

describe('a source that is not here', () => {
  it.each<[string, (book: Book) => void]>([
    ['is missing', (book) => rmSync(book.path('source-zh'), { recursive: true })],
    [
      'is an empty folder, as a submodule not checked out',
      (book) => {
        rmSync(book.path('source-zh'), { recursive: true })
        mkdirSync(book.path('source-zh'))
      },
    ],
  ])('should be told from the ledger when it %s', async (_, take) => {
    const book = await makeSyncedBook()
    const before = await statuses(book)
    const tree = book.tree()
    take(book)
    expect(await book.status()).toMatchObject({
      sourceAvailable: false,
      total: { obsolete: 0, segments: { total: 6 } },
    })
    expect(await statuses(book)).toEqual(before)
    await book.must('check')
    await book.must('sync', '--locked')
    const { stdout } = await book.must('sync', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ changes: [], written: [] })
    await expectRefusal(book, ['draft'], 'source-missing', { path: 'source-zh' })
    for (const [path, bytes] of Object.entries(book.tree())) expect(bytes).toBe(tree[path])
  })

  it('should call nothing gone when it comes back', async () => {
    const book = await makeSyncedBook()
    const [before, tree] = [await book.list(), book.tree()]
    renameSync(book.path('source-zh'), book.path('away'))
    await book.must('sync')
    await book.must('status')
    renameSync(book.path('away'), book.path('source-zh'))
    await book.must('sync')
    expect(await book.list()).toEqual(before)
    expect(book.tree()).toEqual(tree)
  })
})

describe('a chapter that comes back', () => {
  it.each<[string, string]>([
    ['the Chinese', 'source-zh/a.md'],
    ['the English', 'target-en/a.md'],
  ])('should be as it was: %s one deleted, emptied and brought back', async (_, path) => {
    const book = await makeSyncedBook()
    const [first] = await book.list('--status', 'translated')
    await book.must('approve', first?.id ?? '', '--by', 'Li Lei')
    const [before, text] = [await book.list('a'), book.read(path)]
    rmSync(book.path(path))
    await book.must('sync')
    book.write(path, '')
    await book.must('sync')
    expect((await book.list('a')).every(({ status }) => status === 'obsolete' || status === 'untranslated')).toBe(true)
    book.write(path, text)
    await book.must('sync')
    expect(await book.list('a')).toEqual(before)
  })

  it('should be as it was after A → B → A, in source and in English', async () => {
    const book = await makeSyncedBook()
    const id = (await book.list('--status', 'translated')).at(-1)?.id ?? ''
    await book.must('approve', id, '--by', 'Li Lei')
    const before = await book.list()
    const [source, target] = [book.read('source-zh/a.md'), book.read('target-en/a.md')]
    book.write('source-zh/a.md', source.replace('连接池限制并发请求', '连接池不限制并发请求'))
    await book.must('sync')
    expect((await book.list()).find((segment) => segment.id === id)?.status).toBe('stale')
    book.write('target-en/a.md', target.replace('limits concurrent', 'does not limit concurrent'))
    await book.must('sync')
    expect((await book.list()).find((segment) => segment.id === id)?.status).toBe('translated')
    book.write('source-zh/a.md', source)
    book.write('target-en/a.md', target)
    await book.must('sync')
    expect(await book.list()).toEqual(before)
  })

  it('should keep its decisions where the whole English edition was missing at a sync', async () => {
    const book = await makeSyncedBook()
    await book.must('approve', '--chapter', 'a', '--by', 'Li Lei')
    const before = await book.list()
    const english = book.read('target-en/a.md')
    rmSync(book.path('target-en/a.md'))
    await book.must('sync')
    await book.must('draft')
    book.write('target-en/a.md', english)
    await book.must('sync')
    expect((await book.list('a')).map(({ status }) => status)).toEqual(
      before.filter(({ chapter }) => chapter === 'a.md').map(({ status }) => status),
    )
  })
})

describe('a file that vanishes or changes while it is read', () => {
  it.each(['ledger', 'source', 'target'] as const)('should stop the sync, not be taken for gone: %s', async (side) => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md', `${book.read('source-zh/a.md')}\n新的一段。\n`)
    const tree = book.tree()
    const vanished =
      side === 'ledger' ? 'target-en/.zhen/a.md.jsonl' : `${side === 'source' ? 'source-zh' : 'target-en'}/a.md`
    await withProject(book, async (project) => {
      const { workspace } = project
      const scan: typeof workspace.scan = async (known) => {
        const found = await workspace.scan(known)
        // What the scan had to read anyway is kept: from then on it is read from the disk.
        if (side === 'source') await workspace.read('source', 'a.md')
        rmSync(book.path(vanished))
        return found
      }
      const attempt = syncProject({ ...project, workspace: { ...workspace, scan } }, SYNC)
      await expect(attempt).rejects.toMatchObject({ code: 'file-changed', values: { path: vanished } })
    })
    const { [vanished]: _, ...others } = tree
    expect(book.tree()).toEqual(others)
  })
})

async function withProject(book: Book, work: (project: Project) => Promise<void>): Promise<void> {
  const host = { cwd: book.root, version: '1.2.3', now: () => 0 }
  const project = await openProject(host, undefined)
  try {
    await work(project)
  } finally {
    project.close()
  }
}

describe('a book with nothing in it', () => {
  it.each([
    ['no bytes', ''],
    ['a BOM', '\ufeff'],
    ['blank lines', '\n\r\n \n'],
  ])('should be fine with a chapter of %s', async (_, text) => {
    const book = await makeBook({ 'source-zh/a.md': text, 'target-en/a.md': text })
    for (const command of ['sync', 'status', 'list', 'check', 'draft', 'diff']) await book.must(command)
    expect(await book.status()).toMatchObject({ total: { segments: { total: 0 }, percentTranslated: 100 } })
    expect(book.read('target-en/a.md')).toBe(text)
  })

  it('should be fine without any chapter, but tell where none was found', async () => {
    const book = await makeBook()
    for (const command of ['init', 'status', 'list', 'check', 'diff']) await book.must(command)
    await expectFailure(book, ['sync'], 'source-missing', { path: 'source-zh' })
  })
})
