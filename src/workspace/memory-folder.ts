import { createReadStream, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { MemoryFolder, TakeOutcome, TmxFile } from '../app/memory-port.js'
import { ZhenError } from '../core/errors.js'
import { MEMORY_FOLDER } from './foreign-memories.js'
import { unreadable } from './read-file.js'
import { streamText } from './text-stream.js'
import { streamWhole } from './write-whole.js'

/** A TMX file as it is named on the command line, seen from `base`, and where it lies. */
interface NamedTmx extends TmxFile {
  readonly file: string
}

/**
 * Looks at a file on the command line.
 *
 * @throws ZhenError `file-unreadable`, `file-is-directory`
 */
export function openTmxFile(base: string, shown: string): TmxFile {
  const file = resolve(base, shown)
  const named: NamedTmx = {
    file,
    shown,
    name: basename(file).replace(/(?:\.tmx)?$/i, '.tmx'),
    bytes: sizeOf(file, shown),
    read: () => streamText(file, shown),
  }
  return named
}

/** The folder of the project at `root`. */
export function openMemoryFolder(root: string): MemoryFolder {
  const folder = join(root, MEMORY_FOLDER)
  const shownPath = (name: string) => `${MEMORY_FOLDER}/${name}`
  return {
    shownPath,
    async take(tmx, { replace, dryRun }): Promise<TakeOutcome> {
      const { file, name, shown } = tmx as NamedTmx
      const [home, path] = [join(folder, name), shownPath(name)]
      const isThere = statSync(home, { throwIfNoEntry: false })?.isFile() === true
      if (isThere && (await isSame(file, home, shown))) return 'unchanged'
      if (isThere && !replace) throw new ZhenError('memory-exists', { path, found: shown })
      if (!dryRun) await streamWhole(home, bytesOf(file, shown), { root, shown: path })
      return isThere ? 'replaced' : 'created'
    },
  }
}

function sizeOf(file: string, shown: string): number {
  try {
    const stats = statSync(file)
    if (stats.isDirectory()) throw new ZhenError('file-is-directory', { path: shown })
    return stats.size
  } catch (error) {
    throw error instanceof ZhenError ? error : unreadable(shown, error)
  }
}

async function isSame(file: string, other: string, shown: string): Promise<boolean> {
  if (sizeOf(file, shown) !== sizeOf(other, shown)) return false
  const [one, two] = [bytesOf(file, shown), bytesOf(other, shown)]
  for (;;) {
    const [a, b] = await Promise.all([one.next(), two.next()])
    if (a.done || b.done) return a.done === b.done
    // Both come in pieces of one size.
    if (!Buffer.from(a.value).equals(b.value)) {
      await Promise.all([one.return(), two.return()])
      return false
    }
  }
}

async function* bytesOf(file: string, shown: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
  } catch (error) {
    throw unreadable(shown, error)
  }
}
