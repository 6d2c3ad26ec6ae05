import { type Dirent, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ChangedKind } from '../app/change-source.js'
import type { Stamp } from './settling.js'
import { isTemporaryName } from './temporary-name.js'
import { isEntered } from './walk.js'

/** A folder whose files are counted, with all below it. */
export interface CensusRoot {
  /** Absolute. */
  readonly folder: string
  /** Absolute paths of folders below that have roots of their own. */
  readonly without: readonly string[]
  /** What a file is, by its path below the folder, POSIX; `null` for one that does not count. */
  readonly kindOf: (path: string) => ChangedKind | null
}

/** What is to be counted. */
export interface CensusPlan {
  readonly roots: readonly CensusRoot[]
  /** Absolute paths of files outside of these. */
  readonly files: ReadonlyMap<string, ChangedKind>
}

export interface Census {
  /** By absolute path. */
  readonly stamps: ReadonlyMap<string, Stamp>
  readonly kinds: ReadonlyMap<string, ChangedKind>
  /** Every folder in which something may come or go, with the names that matter there; `null` for all. */
  readonly folders: ReadonlyMap<string, ReadonlySet<string> | null>
}

/**
 * Looks at every file that matters, and reads none. What cannot be looked at counts as a file of its own kind of look:
 * that it can be again is a change.
 */
export function takeCensus({ roots, files }: CensusPlan): Census {
  const census = new Counting()
  for (const root of roots) census.countRoot(root)
  for (const [file, kind] of files) census.countNamed(file, kind)
  return census
}

class Counting implements Census {
  readonly stamps = new Map<string, Stamp>()
  readonly kinds = new Map<string, ChangedKind>()
  readonly folders = new Map<string, Set<string> | null>()

  countRoot(root: CensusRoot): void {
    this.#expect(root.folder)
    this.#countFolder(root, '')
  }

  countNamed(file: string, kind: ChangedKind): void {
    this.#expect(file)
    this.#count(file, kind)
  }

  /** A name is waited for in the nearest folder that there is: on the way to it others may be missing too. */
  #expect(path: string): void {
    let [folder, name] = [dirname(path), basename(path)]
    while (folder !== dirname(folder) && !isFolder(folder)) [folder, name] = [dirname(folder), basename(folder)]
    const names = this.folders.get(folder)
    if (names === null) return
    if (names) names.add(name)
    else this.folders.set(folder, new Set([name]))
  }

  #countFolder(root: CensusRoot, below: string): void {
    const folder = join(root.folder, below)
    const entries = entriesOf(folder)
    if (!Array.isArray(entries)) {
      if (entries !== 'ENOENT') this.#put(folder, 'other', { mark: `!${entries}`, size: 1 })
      return
    }
    this.folders.set(folder, null)
    for (const entry of entries) {
      if (entry.name.startsWith('.') || isTemporaryName(entry.name)) continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      const file = join(root.folder, path)
      if (entry.isDirectory()) {
        if (isEntered(entry.name) && !root.without.includes(file)) this.#countFolder(root, path)
      } else {
        const kind = root.kindOf(path)
        if (kind !== null) this.#count(file, kind)
      }
    }
  }

  #count(file: string, kind: ChangedKind): void {
    const stamp = stampOf(file)
    if (stamp) this.#put(file, kind, stamp)
  }

  #put(file: string, kind: ChangedKind, stamp: Stamp): void {
    this.stamps.set(file, stamp)
    this.kinds.set(file, kind)
  }
}

function entriesOf(folder: string): Dirent[] | string {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    return codeOf(error)
  }
}

/** The change time is part of it: a file with new bytes and an old modification time is another one. */
function stampOf(file: string): Stamp | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats) return null
    return { mark: [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(' '), size: stats.size }
  } catch (error) {
    return { mark: `!${codeOf(error)}`, size: 1 }
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
