import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ForeignMemories, ForeignMemory, Languages } from '../app/memory-port.js'
import type { MemoryPair } from '../app/ports.js'
import { relativePath } from '../core/relative-path.js'
import { CONFIG_NAME } from './config.js'
import { unreadable } from './read-file.js'
import { streamText } from './text-stream.js'

/** The folder of a project in which its TMX files lie. */
export const MEMORY_FOLDER = 'tm'

/** Changes when the same file would give other pairs. */
const READING = 1

/** How an SQLite database begins. */
const SQLITE = 'SQLite format 3\0'

export interface ForeignMemoriesOptions {
  /** The project's folder. */
  readonly root: string
  /** Absolute, as in the configuration. */
  readonly memories: readonly string[]
  /** The project's own database, which is no memory from elsewhere. */
  readonly database: string
  readonly languages: Languages
  /** The pairs of a zhen database's own book. */
  readDatabase(file: string, shown: string): AsyncIterable<readonly MemoryPair[]>
}

export function createForeignMemories(options: ForeignMemoriesOptions): ForeignMemories {
  const { root, memories, database, languages, readDatabase } = options
  return {
    languages,
    async list() {
      const files = [...tmxFilesIn(join(root, MEMORY_FOLDER)), ...memories.flatMap(filesOf)]
      return [...new Set(files)].filter((file) => file !== database).map(memoryAt)
    },
  }

  function memoryAt(file: string): ForeignMemory {
    const name = shownPath(root, file)
    const stats = [file, `${file}-wal`].map((path) => stampOf(path, name))
    if (stats[0] === null) return { kind: 'missing', name }
    if (isDatabase(file, name)) {
      const version = JSON.stringify([READING, ...stats])
      return { kind: 'database', name, version, read: () => readDatabase(file, name) }
    }
    const version = JSON.stringify([READING, stats[0], languages.source, languages.target])
    return { kind: 'tmx', name, version, read: () => streamText(file, name) }
  }
}

/** A folder stands for the TMX files in it; a project for its database. */
function filesOf(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  const isProject = statSync(join(path, CONFIG_NAME), { throwIfNoEntry: false })?.isFile() === true
  return isProject ? [join(path, '.zhen', 'zhen.db')] : tmxFilesIn(path)
}

function tmxFilesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  const names = readdirSync(folder).filter((name) => /\.tmx$/i.test(name) && !name.startsWith('.'))
  return names.sort().map((name) => join(folder, name))
}

/** Relative to the project, with `/`. */
function shownPath(root: string, file: string): string {
  return relativePath(root, file) || basename(file)
}

/** `null` where there is no such file. */
function stampOf(file: string, shown: string): string | null {
  try {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
    return stats ? `${stats.size} ${stats.mtimeNs} ${stats.ino}` : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null
    throw unreadable(shown, error)
  }
}

function isDatabase(file: string, shown: string): boolean {
  try {
    const start = Buffer.alloc(SQLITE.length)
    const descriptor = openSync(file, 'r')
    try {
      readSync(descriptor, start)
    } finally {
      closeSync(descriptor)
    }
    return start.toString('latin1') === SQLITE
  } catch (error) {
    throw unreadable(shown, error)
  }
}
