import { dirname, join, sep } from 'node:path'
import type { ChangeBatch, ChangedKind, ChangeSource } from '../app/change-source.js'
import type { Notice } from '../app/workspace-port.js'
import { relativePath } from '../core/relative-path.js'
import { type CensusPlan, type CensusRoot, takeCensus } from './census.js'
import type { WorkspaceFolders } from './disk-workspace.js'
import { FolderWatches } from './folder-watches.js'
import { quietMountOf } from './quiet-mounts.js'
import { Settling } from './settling.js'
import type { PathFilter } from './walk.js'

export interface WatchOptions {
  /** Look from time to time, whatever the system tells. */
  readonly poll?: boolean
  /** Absolute path of the configuration. */
  readonly config: string
}

/** After a word of the system: so many more come with it. */
const GATHER_MS = 15

/** How often to look where the system tells of nothing, at most. */
const POLL_MS = 400

/** How often to look whether the system keeps silent. */
const DOUBT_MS = 5_000

/** Looking takes no more than one part in so many of the time. */
const POLL_SHARE = 25
const DOUBT_SHARE = 500

/**
 * The {@link ChangeSource} of a project on this disk.
 *
 * What the system tells only says when to look; what changed is seen by looking at sizes, times and inodes. So a lost,
 * doubled or nameless event does no harm, and where none come at all, such as for files that are saved on another
 * machine, looking from time to time shows the same.
 */
export function createDiskChanges(folders: WorkspaceFolders, options: WatchOptions): ChangeSource {
  return { changes: (signal) => changesOf(folders, options, signal) }
}

async function* changesOf(
  folders: WorkspaceFolders,
  { poll = false, config }: WatchOptions,
  signal: AbortSignal,
): AsyncGenerator<ChangeBatch> {
  const plan = planOf(folders, config)
  const alarm = new Alarm(signal)
  const watches = new FolderWatches(() => alarm.ring())
  try {
    watches.place(takeCensus(plan).folders)
    // What came while the first folders were being watched.
    let census = takeCensus(plan)
    let kinds = census.kinds
    const settling = new Settling(census.stamps)
    const holds = () => settling.holds(takeCensus(plan).stamps)
    const doubts = new Doubts(poll, [folders.source, folders.target], (path) => shownIn(folders.root, path))
    watches.place(census.folders)
    yield { files: [], notices: doubts.notices(watches.failed), holds }
    let wait = 0
    let took = 0
    while (!signal.aborted) {
      if (await alarm.within(wait, Math.max(GATHER_MS, 2 * took))) doubts.hear()
      if (signal.aborted) return
      const start = performance.now()
      census = takeCensus(plan)
      watches.place(census.folders)
      took = performance.now() - start
      const { changed, again } = settling.look(census.stamps, start)
      if (changed.length > 0) {
        doubts.settle()
        const known = kinds
        const files = changed.map((path) => ({
          kind: census.kinds.get(path) ?? known.get(path) ?? ('other' as const),
          path: shownIn(folders.root, path),
        }))
        yield { files, notices: doubts.notices(watches.failed), holds }
      }
      if (again === null) kinds = census.kinds
      wait = again ?? doubts.interval(took)
    }
  } finally {
    watches.close()
    alarm.close()
  }
}

/** Whether the system tells of all changes, and how often to look if not. */
class Doubts {
  readonly #notices: Notice[] = []
  #polls: boolean
  #heard = false
  #limited = false

  constructor(poll: boolean, folders: readonly string[], shown: (path: string) => string) {
    this.#polls = poll
    if (poll) return
    for (const folder of folders) {
      const found = quietMountOf(folder)
      if (found !== null) this.#poll({ code: 'watch-mount', values: { path: shown(folder), found } })
    }
  }

  hear(): void {
    this.#heard = true
  }

  /** A change is told. If nobody told of it before, nobody will tell of others. */
  settle(): void {
    if (!this.#heard && !this.#polls) this.#poll({ code: 'watch-silent', values: {} })
    this.#heard = false
  }

  /** What was not said before. */
  notices(failed: string | null): readonly Notice[] {
    if (failed !== null && !this.#limited) {
      this.#limited = true
      if (!this.#polls) this.#poll({ code: 'watch-limit', values: { reason: failed } })
    }
    return this.#notices.splice(0)
  }

  interval(took: number): number {
    return this.#polls ? Math.max(POLL_MS, POLL_SHARE * took) : Math.max(DOUBT_MS, DOUBT_SHARE * took)
  }

  #poll(notice: Notice): void {
    this.#polls = true
    this.#notices.push(notice)
  }
}

/** Wakes who waits: when the time has come, or soon after it was rung. */
class Alarm {
  #rung = false
  #wake: (() => void) | null = null
  readonly #signal: AbortSignal
  readonly #onAbort = () => this.#wake?.()

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', this.#onAbort)
  }

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** True if it was rung within `most` milliseconds, or before; then `gather` more have gone by, for what comes with it. */
  async within(most: number, gather: number): Promise<boolean> {
    await this.#sleep(most)
    if (!this.#rung) return false
    await new Promise((resolve) => setTimeout(resolve, gather))
    this.#rung = false
    return true
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
  }

  #sleep(most: number): Promise<void> {
    if (this.#rung || this.#signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(done, most)
      this.#wake = done
    })
  }
}

function planOf(folders: WorkspaceFolders, config: string): CensusPlan {
  const { source, target, glossary, root, isChapter } = folders
  const ledger = join(target, '.zhen')
  const chaptersOr = (kind: ChangedKind) => (path: string) => (isChapter(path) ? kind : 'other')
  const named: PathFilter = (path) => path.endsWith('.csv')
  const roots: CensusRoot[] = [
    { folder: source, without: [target, glossary], kindOf: chaptersOr('source') },
    { folder: target, without: [source, glossary], kindOf: chaptersOr('target') },
    { folder: ledger, without: [], kindOf: (path) => (/\.jsonl?$/.test(path) ? 'ledger' : null) },
    { folder: glossary, without: [], kindOf: (path) => (named(path) ? 'glossary' : null) },
  ]
  const confs = [source, target].flatMap((folder) => foldersUpTo(root, folder)).map((folder) => join(folder, 'conf.py'))
  return {
    roots,
    files: new Map<string, ChangedKind>([...confs.map((file) => [file, 'config'] as const), [config, 'config']]),
  }
}

/** A folder and those above it, to the project's own; alone where it lies elsewhere. */
function foldersUpTo(root: string, folder: string): string[] {
  const above = dirname(folder)
  const isInside = folder !== root && folder.startsWith(root.endsWith(sep) ? root : root + sep)
  return isInside ? [folder, ...foldersUpTo(root, above)] : [folder]
}

function shownIn(root: string, path: string): string {
  return relativePath(root, path)
}
