import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where the corpora are: `ZHEN_CORPORA`, else beside the repository. */
export function corporaFolder(): string {
  const folder = resolve(process.env.ZHEN_CORPORA ?? '../shared/corpora')
  if (!existsSync(folder)) throw new Error(`No corpora in ${folder}: set ZHEN_CORPORA to their folder.`)
  return folder
}

/** Checks out one of the book's repositories, with its history, and gives the folder of its chapters. */
export function checkOutBook(side: 'zh' | 'en', within = mkdtempSync(join(tmpdir(), 'zhen-book-'))): string {
  const folder = join(within, side)
  execFileSync('git', ['clone', '-q', '-b', 'main', join(corporaFolder(), 'istio-insider', `${side}.bundle`), folder])
  return join(folder, 'docs/source')
}

/** The Markdown files below a folder, by path. */
export function readPages(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
