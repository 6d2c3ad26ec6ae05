import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ListReport, StatusReport } from '../../src/app/report.js'
import { makeFolder } from './make-folder.js'
import { type CliResult, runCli } from './run-cli.js'

/** A project on the disk, and zhen run on it. Deleted when the test ends. */
export interface Book {
  readonly root: string
  path(name: string): string
  write(name: string, content: string | Uint8Array): void
  read(name: string): string
  run(...argv: string[]): Promise<CliResult>
  /** Runs a command that must go well. */
  must(...argv: string[]): Promise<CliResult>
  /** The segments of these statuses, or all that there are. */
  list(...argv: string[]): Promise<ListReport['segments']>
  status(): Promise<StatusReport>
  /** Every file's bytes and every link's target by path, the index left out. */
  tree(): Record<string, string>
}

const EVERY_STATUS = 'carried,omitted,untranslated,stale,final,reviewed,draft,translated,obsolete,added'

/** A book of `files` beside a configuration that leaves everything to the defaults. */
export async function makeBook(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Book> {
  return openBook(await makeFolder({ 'zhen.config.json': '{}\n', ...files }))
}

/** The book in a folder that is there. */
export function openBook(root: string): Book {
  const path = (name: string) => join(root, name)
  const run = (...argv: string[]) => runCli(['-C', root, ...argv])
  const must = async (...argv: string[]) => {
    const result = await run(...argv)
    if (result.exitCode !== 0) throw new Error(`zhen ${argv.join(' ')}: exit ${result.exitCode}\n${result.stderr}`)
    return result
  }
  return {
    root,
    path,
    run,
    must,
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), content)
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    async list(...argv) {
      const { stdout } = await must('list', '--status', EVERY_STATUS, '--format', 'json', ...argv)
      return (JSON.parse(stdout) as ListReport).segments
    },
    status: async () => JSON.parse((await must('status', '--format', 'json')).stdout) as StatusReport,
    tree: () => treeOf(root),
  }
}

/** The same, two chapters: one translated and synced, one that has no English yet. */
export async function makeSyncedBook(): Promise<Book> {
  const book = await makeBook({
    'source-zh/a.md': '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n',
    'target-en/a.md':
      '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n',
    'source-zh/b.md': '# 熔断\n\n监听器绑定 15001 端口。\n\n熔断器保护上游。\n',
  })
  await book.must('sync')
  return book
}

function treeOf(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    names
      .filter((name) => !/^\.zhen(?:\/|$)/.test(name))
      .flatMap((name) => {
        const stats = lstatSync(join(root, name))
        if (stats.isSymbolicLink()) return [[name, `-> ${readlinkSync(join(root, name))}`]]
        return stats.isFile() ? [[name, readFileSync(join(root, name)).toString('latin1')]] : []
      }),
  )
}
