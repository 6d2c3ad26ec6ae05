import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { ListReport } from '../../src/app/report.js'
import { runCli } from '../../test/helpers/run-cli.js'
import { CHAPTERS, type MadeBook, makeBook, paragraphOf } from './made-book.js'

/** What is run and killed. */
export interface Job {
  readonly name: string
  /** Makes a project in which the command has much to write, and says how it is called. */
  prepare(root: string, env: Readonly<Record<string, string>>): Promise<readonly string[]>
}

/** In place of zhen's own commands: decide on all that waits in a review. See `bench/review-all.ts`. */
export const REVIEW_ALL = 'review-all'

export const JOBS: readonly Job[] = [
  {
    name: 'sync',
    async prepare(root) {
      const book = await synced(root, CHAPTERS)
      changeSource(book)
      book.edit('target-en/c4.md', 'The filter inspects', 'A filter looks at')
      return ['sync']
    },
  },
  {
    name: 'draft',
    async prepare(root) {
      const book = await synced(root, 3)
      outdate(book)
      book.write('source-zh/c5.md', book.read('source-zh/c3.md').replace('# 第 3 章', '# 又一章'))
      return ['draft', '--engine', 'deepl']
    },
  },
  {
    name: 'accept',
    async prepare(root, env) {
      const book = await drafted(root, env)
      const waiting = await listed(root, ['--status', 'draft,stale'])
      book.commit('Draft')
      return ['accept', ...waiting.map(({ id }) => id), '--by', 'Li Lei']
    },
  },
  {
    name: 'adopt',
    async prepare(root) {
      const book = makeBook(root, CHAPTERS)
      changeSource(book)
      book.commit('Change the source')
      book.edit('target-en/c4.md', 'The filter inspects', 'A filter looks at')
      book.edit('target-en/c1.md', 'The cluster picks', 'A cluster chooses')
      book.commit('Mend the English')
      return ['adopt']
    },
  },
  {
    name: 'follow',
    async prepare(root) {
      const book = await synced(root, CHAPTERS)
      changeSource(book)
      book.commit('Change the source')
      return ['follow']
    },
  },
  {
    name: 'import',
    async prepare(root) {
      const book = await synced(root, CHAPTERS)
      const file = join(root, 'book.csv')
      await zhen(root, ['export', '--format', 'csv', '--out', file])
      book.write('book.csv', book.read('book.csv').replaceAll(/The (filter|cluster|metrics)/g, 'Every $1'))
      return ['import', file, '--by', 'Li Lei']
    },
  },
  {
    name: 'review',
    async prepare(root, env) {
      const book = await drafted(root, env)
      book.write('source-zh/c6.md', '# 第 6 章\n\n路由匹配 1600 个前缀。\n\n路由拒绝 1601 个前缀。\n')
      await zhen(root, ['sync'])
      book.commit('Draft')
      return [REVIEW_ALL]
    },
  },
]

/** Chinese changed, moved within a chapter and to another, a chapter renamed, a paragraph new and one gone. */
function changeSource(book: MadeBook): void {
  book.edit('source-zh/c1.md', '1102', '7102')
  const moved = paragraphOf(2, 1).zh
  book.edit('source-zh/c2.md', `${moved}\n\n`, '')
  book.edit('source-zh/c2.md', '第 2 章完。', `${moved}\n\n第 2 章完。`)
  const travelled = paragraphOf(4, 3).zh
  book.edit('source-zh/c4.md', `${travelled}\n\n`, '')
  book.edit('source-zh/c1.md', '第 1 章完。', `${travelled}\n\n第 1 章完。`)
  book.edit('source-zh/c4.md', '第 4 章完。', '路由匹配 1600 个前缀。\n\n第 4 章完。')
  book.edit('source-zh/c5.md', `${paragraphOf(5, 6).zh}\n\n`, '')
  renameSync(join(book.root, 'source-zh/c3.md'), join(book.root, 'source-zh/renamed.md'))
}

async function synced(root: string, english: number): Promise<MadeBook> {
  const book = makeBook(root, english)
  await zhen(root, ['sync'])
  book.commit('Sync')
  return book
}

/** Makes two paragraphs stale. */
function outdate(book: MadeBook): void {
  book.edit('source-zh/c1.md', '1102', '7102')
  book.edit('source-zh/c2.md', '数据面转发', '数据面不转发')
}

/** A book with drafts by an engine, and suggestions for what became stale. */
async function drafted(root: string, env: Readonly<Record<string, string>>): Promise<MadeBook> {
  const book = makeBook(root, 3)
  await zhen(root, ['sync'])
  outdate(book)
  await zhen(root, ['draft', '--engine', 'deepl'], env)
  return book
}

/** Runs zhen in this process. */
async function zhen(
  root: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli(['-C', root, ...argv], { env: { LANG: 'C', ...env } })
  if (exitCode !== 0) throw new Error(`zhen ${argv.join(' ')} exited with ${exitCode}: ${stderr}`)
  return stdout
}

export async function listed(root: string, argv: readonly string[]): Promise<ListReport['segments']> {
  return (JSON.parse(await zhen(root, ['list', '--format', 'json', ...argv])) as ListReport).segments
}
