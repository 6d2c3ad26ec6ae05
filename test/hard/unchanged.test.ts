import { expect, it } from 'vitest'
import { reportStatus } from '../../src/app/report-status.js'
import { syncProject } from '../../src/app/sync-project.js'
import type { Workspace } from '../../src/app/workspace-port.js'
import { openProject } from '../../src/cli/project.js'
import { type Book, makeSyncedBook } from '../helpers/book.js'

/** The chapters whose texts a command asks for: what is not read is not parsed. */
async function readBy(
  book: Book,
  command: (deps: Awaited<ReturnType<typeof openProject>>) => Promise<unknown>,
): Promise<string[]> {
  const host = { cwd: book.root, version: '1.2.3', now: () => 0 }
  const project = await openProject(host, undefined)
  const asked = new Set<string>()
  const read: Workspace['read'] = (side, path) => {
    asked.add(`${side}:${path}`)
    return project.workspace.read(side, path)
  }
  await command({ ...project, workspace: { ...project.workspace, read } })
  project.close()
  return [...asked].sort()
}

const sync = (deps: Awaited<ReturnType<typeof openProject>>) =>
  syncProject(deps, { chapters: [], locked: false, dryRun: false })
const status = (deps: Awaited<ReturnType<typeof openProject>>) =>
  reportStatus(deps, { chapters: [], groupBy: 'chapter' })

it('should read no chapter again that did not change', async () => {
  const book = await makeSyncedBook()
  expect(await readBy(book, status)).toEqual([])
  expect(await readBy(book, sync)).toEqual([])
  book.write('source-zh/a.md', book.read('source-zh/a.md'))
  expect(await readBy(book, sync)).toEqual([])
})

it('should read the chapter again that did, and no other', async () => {
  const book = await makeSyncedBook()
  book.write('source-zh/b.md', `${book.read('source-zh/b.md')}\n新的一段。\n`)
  expect(await readBy(book, status)).toEqual(['ledger:b.md', 'source:b.md'])
  expect(await readBy(book, status)).toEqual([])
  expect(await readBy(book, sync)).toEqual(['ledger:b.md', 'source:b.md'])
  expect(await readBy(book, sync)).toEqual([])
})
