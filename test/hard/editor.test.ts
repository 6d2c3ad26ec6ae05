import { statSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { draftSegments } from '../../src/app/draft-segments.js'
import { syncProject } from '../../src/app/sync-project.js'
import type { Workspace } from '../../src/app/workspace-port.js'
import { openProject } from '../../src/cli/project.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { DRAFT, UNINTERRUPTED } from '../helpers/project.js'

const SYNC = { chapters: [], locked: false, dryRun: false }

type Command = (deps: Awaited<ReturnType<typeof openProject>>) => Promise<unknown>

/** Runs a command on a workspace some of whose doings are not quite what they were. */
async function runWith(book: Book, change: (workspace: Workspace) => Partial<Workspace>, command: Command) {
  const host = { cwd: book.root, version: '1.2.3', now: () => 0 }
  const project = await openProject(host, undefined)
  try {
    return await command({ ...project, workspace: { ...project.workspace, ...change(project.workspace) } })
  } finally {
    project.close()
  }
}

describe('an editor that saves while zhen works', () => {
  it.each<[string, (book: Book) => (workspace: Workspace) => Partial<Workspace>]>([
    [
      'between the plan and the write',
      (book) => (workspace) => ({
        writeTarget(path, text, expected) {
          book.write(`target-en/${path}`, '# Circuit breaking\n\nBy hand.\n')
          return workspace.writeTarget(path, text, expected)
        },
      }),
    ],
    [
      'between the look and the plan',
      (book) => (workspace) => ({
        async scan(known) {
          const found = await workspace.scan(known)
          book.write('target-en/b.md', '# Circuit breaking\n\nBy hand.\n')
          return found
        },
      }),
    ],
  ])('should keep what it saved: %s', async (_, change) => {
    const book = await makeSyncedBook()
    const report = await runWith(book, change(book), (deps) =>
      draftSegments({ ...deps, engine: null, interruption: UNINTERRUPTED }, { ...DRAFT, statuses: ['untranslated'] }),
    )
    expect(report).toMatchObject({ drafted: 1, refused: [] })
    expect(book.read('target-en/b.md')).toMatch(/^# Circuit breaking\n\n[\s\S]*By hand\.\n/)
    await book.must('sync')
    expect((await book.list('b')).flatMap(({ targets }) => targets.map(({ text }) => text))).toContain('By hand.')
  })

  it('should have its last word even in the same moment, with the same size', async () => {
    const book = await makeSyncedBook()
    book.write('target-en/a.md', book.read('target-en/a.md').replace('15001', '15006'))
    await book.must('sync')
    book.write('target-en/a.md', book.read('target-en/a.md').replace('15006', '15009'))
    await book.must('sync')
    expect((await book.list('a'))[1]?.targets[0]?.text).toBe('The listener binds port 15009.')
  })

  it('should have it even when it gives the file its old time', async () => {
    const book = await makeSyncedBook()
    const file = book.path('source-zh/a.md')
    const { atime, mtime } = statSync(file)
    writeFileSync(file, book.read('source-zh/a.md').replace('15001', '15006'))
    utimesSync(file, atime, mtime)
    expect((await book.list('a'))[1]?.status).toBe('stale')
  })
})

describe('git that changes ledgers while zhen works', () => {
  it('should not have its ledger written over by what was concluded before', async () => {
    const book = await makeSyncedBook()
    const theirs = book
      .read('target-en/.zhen/a.md.jsonl')
      .replace('"facts":[', '"facts":[{"fact":"copied","source":"x"},')
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
    const change = (workspace: Workspace): Partial<Workspace> => ({
      writeRecord(side, chapter, text) {
        book.write('target-en/.zhen/a.md.jsonl', theirs)
        return workspace.writeRecord(side, chapter, text)
      },
    })
    const attempt = runWith(book, change, (deps) => syncProject(deps, SYNC))
    await expect(attempt).rejects.toMatchObject({ code: 'file-changed' })
    expect(book.read('target-en/.zhen/a.md.jsonl')).toBe(theirs)
    await book.must('sync')
    expect(book.read('target-en/.zhen/a.md.jsonl')).toContain('{"fact":"copied","source":"x"}')
  })
})
