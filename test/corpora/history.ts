import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { corpora } from './corpora.js'

/** A Markdown file before and after a commit; `null` where it did not exist. */
export interface FileEdit {
  readonly path: string
  readonly older: string | null
  readonly newer: string | null
}

export interface CommitEdits {
  readonly commit: string
  readonly files: readonly FileEdit[]
}

/** What every commit of a bundle did to its Markdown files, oldest first. Renames are a file gone and a file added. */
export function* commitsIn(bundle: string): Generator<CommitEdits> {
  const clone = mkdtempSync(join(tmpdir(), 'zhen-history-'))
  const git = (...argv: string[]) => execFileSync('git', ['-C', clone, ...argv], { maxBuffer: 2 ** 30 }).toString()
  try {
    execFileSync('git', ['clone', '-q', '--bare', '-b', 'main', join(corpora, bundle), clone])
    const show = (id: string) => (/^0+$/.test(id) ? null : git('cat-file', 'blob', id))
    for (const commit of git('rev-list', '--reverse', '--no-merges', 'main').trim().split('\n')) {
      const raw = git(
        'diff-tree',
        '-r',
        '--root',
        '--no-renames',
        '--no-commit-id',
        '--raw',
        '--no-abbrev',
        '-z',
        commit,
      )
      const files = [...raw.matchAll(/:\d+ \d+ (\w+) (\w+) \w\0([^\0]+)\0/g)].flatMap(([, before, after, path]) => {
        return path?.endsWith('.md') ? [{ path, older: show(before ?? ''), newer: show(after ?? '') }] : []
      })
      if (files.length > 0) yield { commit, files }
    }
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}
