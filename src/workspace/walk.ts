import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Notice } from '../app/workspace-port.js'
import { ZhenError } from '../core/errors.js'

/** Says whether a path (POSIX, below the folder walked) is one of the files wanted. */
export type PathFilter = (path: string) => boolean

export interface Walk {
  /** POSIX, below the folder, sorted. */
  readonly paths: readonly string[]
  readonly notices: readonly Notice[]
}

/** Never chapters, in any project. */
const NEVER_ENTERED = new Set(['node_modules', '__pycache__'])

/**
 * Lists the files below `folder` that `wanted` accepts.
 *
 * Hidden folders are not entered, nor folders behind links. A wanted file that is a link must lead to a file inside
 * `folder`.
 *
 * @param without absolute paths of folders that are left out, such as an English edition inside the Chinese one
 * @throws ZhenError `file-unreadable` for a broken link, `file-outside` for one that leads out
 */
export function walkFolder(folder: string, wanted: PathFilter, without: readonly string[] = []): Walk {
  const paths: string[] = []
  const notices: Notice[] = []
  const visit = (below: string) => {
    for (const entry of entriesOf(join(folder, below), below, notices)) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !NEVER_ENTERED.has(entry.name) && !without.includes(join(folder, path)))
          visit(path)
      } else if (entry.isSymbolicLink()) {
        if (isFileLink(folder, path, wanted, notices)) paths.push(path)
      } else if (entry.isFile() && wanted(path)) paths.push(path)
    }
  }
  visit('')
  return { paths: paths.sort(), notices }
}

function entriesOf(folder: string, below: string, notices: Notice[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (below === '')
      throw new ZhenError('file-unreadable', { path: folder, reason: code ?? String(error) }, { cause: error })
    notices.push({ code: 'unreachable-folder', values: { path: below, reason: code ?? String(error) } })
    return []
  }
}

function isFileLink(folder: string, path: string, wanted: PathFilter, notices: Notice[]): boolean {
  let real: string
  try {
    real = realpathSync(join(folder, path))
  } catch (error) {
    if (!wanted(path)) return false
    throw new ZhenError('file-unreadable', { path, reason: 'broken link' }, { cause: error })
  }
  if (statSync(real).isDirectory()) {
    notices.push({ code: 'link-skipped', values: { path } })
    return false
  }
  if (!wanted(path)) return false
  if (!real.startsWith(realpathSync(folder) + sep)) throw new ZhenError('file-outside', { path, found: real })
  return true
}
