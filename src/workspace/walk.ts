import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
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

/** May chapters lie in a folder of this name? */
export function isEntered(name: string): boolean {
  return !NEVER_ENTERED.has(name)
}

export interface WalkOptions {
  /** Absolute paths of folders that are left out, such as an English edition inside the Chinese one. */
  readonly without?: readonly string[]
  /** Absolute paths of further folders into which links to files may lead. */
  readonly within?: readonly string[]
  /** How the folder is named to people; `''` names its files by their paths below it. */
  readonly shown?: string
  /** Told of each hidden file, which is left out, by its path below the folder. */
  readonly onHidden?: (path: string, name: string) => void
}

/**
 * Lists the files below `folder` that `wanted` accepts; none where there is no such folder.
 *
 * Hidden files and folders are left out: editors and systems keep what is theirs there, `.#a.md` of Emacs and `._a.md`
 * of macOS among it. Folders behind links are not entered. A wanted file that is a link must lead to a file inside
 * `folder`. What cannot be read is an error, never left out: left out, it would count as gone.
 *
 * @throws ZhenError `file-unreadable`, also for a broken link, `file-outside` for one that leads out, `folder-is-file`,
 *   `name-not-utf8`
 */
export function walkFolder(
  folder: string,
  wanted: PathFilter,
  { without = [], within = [], shown = '', onHidden }: WalkOptions = {},
): Walk {
  const paths: string[] = []
  const notices: Notice[] = []
  const named = (path: string) => [shown, path].filter((part) => part !== '').join('/')
  const visit = (below: string) => {
    for (const entry of entriesOf(join(folder, below), below === '', named(below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.name.startsWith('.')) {
        if (entry.isFile()) onHidden?.(path, entry.name)
      } else if (entry.isDirectory()) {
        if (isEntered(entry.name) && !without.includes(join(folder, path))) visit(path)
      } else if (entry.isSymbolicLink()) {
        if (isFileLink([folder, ...within], path, wanted, named(path), notices)) paths.push(path)
      } else if (entry.isFile() && wanted(path)) {
        refuseLostName(folder, path, named(path))
        paths.push(path)
      }
    }
  }
  visit('')
  return { paths: paths.sort(), notices }
}

function entriesOf(folder: string, outermost: boolean, shown: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const path = shown || folder
    if (code === 'ENOTDIR' && outermost) throw new ZhenError('folder-is-file', { path }, { cause: error })
    if (code === 'ENOENT' && !path.includes('\uFFFD')) return []
    if (code === 'ENOENT') throw new ZhenError('name-not-utf8', { path }, { cause: error })
    throw new ZhenError('file-unreadable', { path, reason: code ?? String(error) }, { cause: error })
  }
}

function isFileLink(
  [folder = '', ...within]: readonly string[],
  path: string,
  wanted: PathFilter,
  shown: string,
  notices: Notice[],
): boolean {
  const target = targetOf(join(folder, path))
  if (target === null) {
    if (!wanted(path)) return false
    throw new ZhenError('file-unreadable', { path: shown, reason: 'broken link' })
  }
  if (target.isDirectory) {
    notices.push({ code: 'link-skipped', values: { path: shown } })
    return false
  }
  if (!wanted(path)) return false
  if (![folder, ...within].some((each) => target.real.startsWith(realpathSync(each) + sep)))
    throw new ZhenError('file-outside', { path: shown, found: target.real })
  return true
}

/** Where a link leads, or `null` if nowhere: broken, in a circle, or to what may not be seen. */
function targetOf(link: string): { readonly real: string; readonly isDirectory: boolean } | null {
  try {
    const real = realpathSync(link)
    return { real, isDirectory: statSync(real).isDirectory() }
  } catch {
    return null
  }
}

/** Node.js writes U+FFFD for bytes of a name that are not UTF-8; a file of that name cannot be found again. */
function refuseLostName(folder: string, path: string, shown: string): void {
  if (path.includes('\uFFFD') && !existsSync(join(folder, path))) throw new ZhenError('name-not-utf8', { path: shown })
}
