import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The book as one commit left it. */
export interface Revision {
  readonly commit: string
  /** Text by path below the chapters' folder. */
  readonly chapters: ReadonlyMap<string, string>
}

/** The corpora beside the repository, or where `ZHEN_CORPORA` says. `root` is the repository. */
export function corporaFolder(root: string): string {
  return process.env.ZHEN_CORPORA ?? join(root, '../shared/corpora')
}

/**
 * The revisions in a git bundle, oldest first; of branch `main`, from the first that has a chapter.
 *
 * @param folder where the chapters lie in the repository; Markdown elsewhere is no chapter
 * @param firstParent leaves out commits that came in by a merge
 */
export function readRevisions(bundle: string, folder: string, firstParent: boolean): Revision[] {
  const clone = mkdtempSync(join(tmpdir(), 'zhen-replay-'))
  try {
    git(clone, ['clone', '--quiet', '--bare', '--branch', 'main', bundle, '.'])
    const walk = ['rev-list', '--reverse', '--topo-order', ...(firstParent ? ['--first-parent'] : []), 'main']
    const commits = git(clone, walk).toString().trim().split('\n')
    const trees = commits.map((commit) => treeOf(clone, commit, folder))
    const texts = readBlobs(clone, [...new Set(trees.flatMap((tree) => [...tree.values()]))])
    const revisions = commits.map((commit, index): Revision => {
      const entries = [...(trees[index] ?? [])].map(([path, blob]): [string, string] => [path, texts.get(blob) ?? ''])
      return { commit, chapters: new Map(entries) }
    })
    return revisions.slice(revisions.findIndex(({ chapters }) => chapters.size > 0))
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

/** Blob by chapter. */
function treeOf(clone: string, commit: string, folder: string): Map<string, string> {
  const rows = git(clone, ['ls-tree', '-r', '-z', commit, '--', `${folder}/`])
    .toString()
    .split('\0')
  const entries = rows.flatMap((row): [string, string][] => {
    const [, blob, path] = /^\d+ blob (\w+)\t(.+)$/s.exec(row) ?? []
    return blob && path?.endsWith('.md') ? [[path.slice(folder.length + 1), blob]] : []
  })
  return new Map(entries)
}

function readBlobs(clone: string, blobs: readonly string[]): Map<string, string> {
  const output = git(clone, ['cat-file', '--batch'], blobs.join('\n'))
  const texts = new Map<string, string>()
  let at = 0
  for (const blob of blobs) {
    const headerEnd = output.indexOf(10, at)
    const size = Number(output.toString('latin1', at, headerEnd).split(' ')[2])
    texts.set(blob, output.toString('utf8', headerEnd + 1, headerEnd + 1 + size))
    at = headerEnd + size + 2
  }
  return texts
}

function git(cwd: string, parameters: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = spawnSync('git', parameters, { cwd, input, maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${stderr}`)
  return stdout
}
