import { createHash } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { FileState, Scan, Side, SourcePin, Workspace } from '../app/workspace-port.js'
import { ZhenError } from '../core/errors.js'
import { fileKey } from '../core/file-key.js'
import { lastCommitOf, personNameIn } from './git.js'
import { decodeUtf8, readBytes } from './read-file.js'
import { type PathFilter, type Walk, walkFolder } from './walk.js'
import { writeWhole } from './write-whole.js'

export interface WorkspaceFolders {
  /** Absolute. */
  readonly root: string
  readonly source: string
  readonly target: string
  readonly glossary: string
  /** Which paths below the source or target folder are chapters. */
  readonly isChapter: PathFilter
}

/** What two processes must not do at the same time. Given by the store, which knows how to lock. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>

/** A file changed this shortly before it was hashed may change again within the same tick of its clock. */
const RACY_MS = 2_000

const LEDGER_FOLDER = '.zhen'
const LEDGER_ENDING = '.jsonl'
const NOTES_ENDING = '.notes.jsonl'
const PIN = 'source.json'

/** The {@link Workspace} of a project on this disk. */
export function createDiskWorkspace(folders: WorkspaceFolders, lock: Lock): Workspace {
  const ledgerRoot = join(folders.target, LEDGER_FOLDER)
  /** Texts read while scanning, until they are asked for. */
  const fresh = new Map<string, Buffer>()

  const placeOf = (side: Side, path: string) => {
    if (side === 'source') return join(folders.source, path)
    if (side === 'target') return join(folders.target, path)
    return join(ledgerRoot, path + (side === 'ledger' ? LEDGER_ENDING : NOTES_ENDING))
  }

  const shown = (file: string) => relative(folders.root, file).split(sep).join('/')
  const shownPath = (side: Side, path: string) => shown(placeOf(side, path))

  const walkSide = (side: Side): Walk => {
    if (side === 'source') return walkFolder(folders.source, folders.isChapter, [folders.target])
    if (side === 'target') return walkFolder(folders.target, folders.isChapter, [folders.source])
    const ending = side === 'ledger' ? LEDGER_ENDING : NOTES_ENDING
    const isRecord = (path: string) => path.endsWith(ending) && (side === 'notes' || !path.endsWith(NOTES_ENDING))
    const { paths, notices } = walkFolder(ledgerRoot, isRecord)
    return { paths: paths.map((path) => path.slice(0, -ending.length)), notices }
  }

  return {
    async sourceAvailable() {
      return existsSync(folders.source) && walkSide('source').paths.length > 0
    },
    async scan(known) {
      const files: FileState[] = []
      const notices: Scan['notices'][number][] = []
      for (const side of ['source', 'target', 'ledger', 'notes'] as const) {
        const walk = walkSide(side)
        notices.push(...walk.notices)
        for (const path of walk.paths) {
          const state = stateOf(
            side,
            path,
            placeOf(side, path),
            shownPath(side, path),
            known.get(fileKey({ side, path })),
            fresh,
          )
          if (state) files.push(state)
        }
      }
      return { files, notices }
    },
    async read(side, path) {
      const key = fileKey({ side, path })
      const bytes = fresh.get(key) ?? readBytes(placeOf(side, path), shownPath(side, path))
      fresh.delete(key)
      return bytes === null ? null : decodeUtf8(bytes, shownPath(side, path))
    },
    async writeRecord(side, chapter, text) {
      const file = placeOf(side, chapter)
      fresh.delete(fileKey({ side, path: chapter }))
      if (text === null) {
        rmSync(file, { force: true })
        return null
      }
      writeWhole(file, text, { root: folders.target, shown: shownPath(side, chapter) })
      return writtenState(side, chapter, file, text)
    },
    async writeTarget(path, text, expected) {
      const file = placeOf('target', path)
      const named = shownPath('target', path)
      fresh.delete(fileKey({ side: 'target', path }))
      const confirm = () => {
        const bytes = readBytes(file, named)
        const found = bytes === null ? null : decodeUtf8(bytes, named)
        if (found !== expected) throw new ZhenError('file-changed', { path: named })
      }
      writeWhole(file, text, { root: folders.target, shown: named, durable: true, confirm })
      return writtenState('target', path, file, text)
    },
    sourceCommit: () => lastCommitOf(folders.source),
    async readPin() {
      const bytes = readBytes(join(ledgerRoot, PIN), shown(join(ledgerRoot, PIN)))
      return bytes === null ? null : parsePin(decodeUtf8(bytes, PIN), shown(join(ledgerRoot, PIN)))
    },
    async writePin(pin) {
      const text = `${JSON.stringify({ commit: pin.commit, format: pin.format }, null, 2)}\n`
      const file = join(ledgerRoot, PIN)
      writeWhole(file, text, { root: folders.target, shown: shown(file) })
    },
    shownPath,
    async readGlossary() {
      const { paths } = walkFolder(folders.glossary, (path) => path.endsWith('.csv'))
      return paths.map((path) => {
        const file = join(folders.glossary, path)
        const bytes = readBytes(file, shown(file)) ?? Buffer.alloc(0)
        return { path: shown(file), text: decodeUtf8(bytes, shown(file)) }
      })
    },
    personName: () => personNameIn(folders.root),
    withLock: lock,
  }
}

/** What is known of a file now; its bytes go to `fresh` if they had to be read. `null` if it has vanished meanwhile. */
function stateOf(
  side: Side,
  path: string,
  file: string,
  shown: string,
  known: FileState | undefined,
  fresh: Map<string, Buffer>,
): FileState | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
  if (!stats) return null
  const size = Number(stats.size)
  const mtimeNs = String(stats.mtimeNs)
  const inode = String(stats.ino)
  const unchanged = known && known.size === size && known.mtimeNs === mtimeNs && known.inode === inode
  if (unchanged && Number(stats.mtimeMs) + RACY_MS < known.checkedAt) return known
  const checkedAt = Date.now()
  const bytes = readBytes(file, shown)
  if (bytes === null) return null
  const hash = hashOf(bytes)
  if (hash !== known?.hash) fresh.set(fileKey({ side, path }), bytes)
  return { side, path, size, mtimeNs, inode, hash, checkedAt }
}

/** What is known of a file that was just written. Someone may have replaced it since: then its size or time tell. */
function writtenState(side: Side, path: string, file: string, text: string): FileState {
  const stats = statSync(file, { bigint: true })
  const bytes = Buffer.from(text)
  const [mtimeNs, inode] = [String(stats.mtimeNs), String(stats.ino)]
  return { side, path, size: bytes.length, mtimeNs, inode, hash: hashOf(bytes), checkedAt: Date.now() }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

function parsePin(text: string, path: string): SourcePin {
  try {
    const pin = JSON.parse(text) as Partial<SourcePin>
    if (typeof pin.format === 'number') return { format: pin.format, commit: pin.commit ?? null }
  } catch (error) {
    throw new ZhenError(
      'ledger-damaged',
      { path, line: 1, expected: 'a JSON object', found: text.slice(0, 60) },
      { cause: error },
    )
  }
  throw new ZhenError('ledger-damaged', { path, line: 1, expected: '"format"', found: text.slice(0, 60) })
}
