import { type FSWatcher, statSync, watch } from 'node:fs'
import { basename } from 'node:path'
import { isTemporaryName } from './temporary-name.js'

/** Folders to watch, with the names that matter there; `null` for all. */
export type WatchedFolders = ReadonlyMap<string, ReadonlySet<string> | null>

/** Of one folder alone: it is gone, or not for us. */
const PASSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EPERM', 'EACCES'])

interface Watched {
  readonly watcher: FSWatcher
  readonly inode: number | null
  names: ReadonlySet<string> | null
}

/**
 * Has the system tell when something happens in folders.
 *
 * Each folder is watched for itself, on every system. What `fs.watch` calls recursive costs a watch for every file on
 * Linux and loses what happens while new folders are found (nodejs/node 48437), and it throws where nobody can catch it
 * when a file goes at the wrong time (49995).
 *
 * What is told is only that it is time to look: names may be missing or those of temporary files.
 */
export class FolderWatches {
  readonly #watched = new Map<string, Watched>()
  readonly #onEvent: () => void
  #failed: string | null = null

  constructor(onEvent: () => void) {
    this.#onEvent = onEvent
  }

  /** Why the system tells of nothing any more, such as `ENOSPC` where it allows no more watches; `null` if it does. */
  get failed(): string | null {
    return this.#failed
  }

  /** Watches these folders, and no others. One that is gone by now is left to the next call. */
  place(folders: WatchedFolders): void {
    for (const [path, { inode }] of this.#watched) if (!folders.has(path) || inodeOf(path) !== inode) this.#drop(path)
    for (const [path, names] of folders) {
      if (this.#failed !== null) return
      const present = this.#watched.get(path)
      if (present) present.names = names
      else this.#watch(path, names)
    }
  }

  close(): void {
    for (const path of [...this.#watched.keys()]) this.#drop(path)
  }

  #watch(path: string, names: ReadonlySet<string> | null): void {
    try {
      const watcher = watch(path, { persistent: true })
      const watched: Watched = { watcher, inode: inodeOf(path), names }
      this.#watched.set(path, watched)
      watcher.on('change', (event, name) => this.#hear(path, watched, event, name))
      watcher.on('error', (error) => {
        this.#fail(path, error)
        this.#onEvent()
      })
    } catch (error) {
      this.#fail(path, error)
    }
  }

  #hear(path: string, watched: Watched, event: string, name: string | Buffer | null): void {
    const found = name === null ? null : String(name)
    // So a folder says that it is gone or elsewhere now; one that comes in its place is watched anew.
    const isItself = event === 'rename' && found === basename(path)
    if (isItself && this.#watched.get(path) === watched) this.#drop(path)
    if (isItself || found === null || isOfInterest(found, watched.names)) this.#onEvent()
  }

  /** A folder that is away for a moment is no reason to give up on all of them. */
  #fail(path: string, error: unknown): void {
    const { code = String(error) } = error as NodeJS.ErrnoException
    this.#drop(path)
    if (PASSING.has(code)) return
    this.#failed = code
    this.close()
  }

  #drop(path: string): void {
    const watched = this.#watched.get(path)
    this.#watched.delete(path)
    watched?.watcher.close()
  }
}

/** Tells a folder from another one that was put in its place; of one that is deleted the system tells itself. */
function inodeOf(path: string): number | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.ino ?? null
  } catch {
    return null
  }
}

function isOfInterest(name: string, names: ReadonlySet<string> | null): boolean {
  return names ? names.has(name) : !isTemporaryName(name)
}
