import { rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { FileState, Side, Workspace } from '../app/workspace-port.js'
import { ZhenError } from '../core/errors.js'
import { fileKey } from '../core/file-key.js'
import { isBelow, relativePath } from '../core/relative-path.js'
import { formatPin, parsePin } from '../core/source-pin.js'
import { hashOf, lookAt, type Place, writtenState } from './file-state.js'
import { lastCommitOf, personNameIn } from './git.js'
import { type IntentFile, type SingleWrites, withJointWrites } from './joint-writes.js'
import { decodeUtf8, readBytes } from './read-file.js'
import { type PathFilter, type Walk, walkFolder } from './walk.js'
import { isLeftOver, isRunning, removeWhole, renameBeside, writeWhole } from './write-whole.js'

export interface WorkspaceFolders {
  /** Absolute. */
  readonly root: string
  readonly source: string
  readonly target: string
  readonly glossary: string
  /** Which paths below the source or target folder are chapters. */
  readonly isChapter: PathFilter
}

/** What keeps processes from each other's way. */
export interface Keeping {
  /** What two processes must not do at the same time. Given by the store, which knows how to lock. */
  readonly lock: <T>(work: () => Promise<T>) => Promise<T>
  /** Absolute: the file in which stands what is being written together. */
  readonly intent: string
}

const LEDGER_FOLDER = '.zhen'
const LEDGER_ENDING = '.jsonl'
const NOTES_ENDING = '.notes.jsonl'
const PIN = 'source.json'

/** So many bytes that a scan had to read are kept for who wants them next; what is beyond is read again, and held against it. */
const MOST_FRESH = 64 << 20

/** The {@link Workspace} of a project on this disk. */
export function createDiskWorkspace(folders: WorkspaceFolders, { lock, intent }: Keeping): Workspace {
  const ledgerRoot = join(folders.target, LEDGER_FOLDER)
  /** Texts read while scanning, until they are asked for. */
  const fresh = new Map<string, Buffer>()
  /** Hashes of the files of the last scan, kept up with what is written. */
  let scanned: Map<string, string> | null = null
  let isLocked = false

  const fileOf = (side: Side, path: string) => {
    if (side === 'source') return join(folders.source, path)
    if (side === 'target') return join(folders.target, path)
    return join(ledgerRoot, path + (side === 'ledger' ? LEDGER_ENDING : NOTES_ENDING))
  }

  const shown = (file: string) => relativePath(folders.root, file)
  const shownPath = (side: Side, path: string) => shown(fileOf(side, path))
  const placeOf = (side: Side, path: string): Place => {
    const file = fileOf(side, path)
    return {
      side,
      path,
      file,
      // Of ten thousand files hardly one is ever named to people.
      get shown() {
        return shown(file)
      },
    }
  }

  /** Whoever was killed while writing left a file behind. Nobody else writes here while the lock is held. */
  const clearIn = (folder: string) => (path: string, name: string) => {
    if (isLocked && isLeftOver(name)) removeLeftOver(join(folder, path))
  }

  const walkSource = (): Walk => {
    const { source, target, isChapter } = folders
    return walkFolder(source, isChapter, { without: [target], shown: shown(source) })
  }

  const walkTarget = (): Walk => {
    const { source, target, isChapter } = folders
    return walkFolder(target, isChapter, { without: [source], shown: shown(target), onHidden: clearIn(target) })
  }

  /** Ledgers and notes lie in one folder, which is walked once for both. */
  const walkRecords = () => {
    const options = { shown: shown(ledgerRoot), onHidden: clearIn(ledgerRoot) }
    const { paths, notices } = walkFolder(ledgerRoot, (path) => path.endsWith(LEDGER_ENDING), options)
    const isNotes = (path: string) => path.endsWith(NOTES_ENDING)
    return {
      ledgers: paths.filter((path) => !isNotes(path)).map((path) => path.slice(0, -LEDGER_ENDING.length)),
      notes: paths.filter(isNotes).map((path) => path.slice(0, -NOTES_ENDING.length)),
      notices,
    }
  }

  /** Every file of the project by its side, in the order in which a scan tells of them. */
  const walkAll = () => {
    const [source, target, records] = [walkSource(), walkTarget(), walkRecords()]
    const paths: readonly (readonly [Side, readonly string[]])[] = [
      ['source', source.paths],
      ['target', target.paths],
      ['ledger', records.ledgers],
      ['notes', records.notes],
    ]
    return { paths, notices: [...source.notices, ...target.notices, ...records.notices] }
  }

  /** Refuses bytes that are not those of the last scan: what was concluded from it would be written over them. */
  const confirmScanned = ({ side, path, shown }: Place, bytes: Buffer | null) => {
    const expected = scanned?.get(fileKey({ side, path })) ?? null
    const found = bytes === null ? null : hashOf(bytes)
    if (scanned && found !== expected) throw new ZhenError('file-changed', { path: shown })
  }

  const keep = (state: FileState) => {
    scanned?.set(fileKey(state), state.hash)
    return state
  }

  const single: SingleWrites = {
    textNow({ side, path }) {
      const place = placeOf(side, path)
      if (side === 'target' && !folders.isChapter(path))
        throw new ZhenError('file-outside', { path: place.shown, found: place.shown })
      return textOf(place)
    },
    replace({ side, path }, from, to) {
      const place = placeOf(side, path)
      const options = { root: folders.target, shown: place.shown }
      const confirm = () => confirmText(place, from)
      fresh.delete(fileKey(place))
      if (to === null) {
        confirm()
        removeWhole(place.file, options)
        scanned?.delete(fileKey(place))
        return null
      }
      writeWhole(place.file, to, { ...options, durable: side === 'target', confirm })
      return keep(writtenState(place, Buffer.from(to)))
    },
    stateOf(file, text) {
      const bytes = Buffer.from(text)
      return { ...file, size: bytes.length, mtimeNs: '', inode: '', hash: hashOf(bytes), checkedAt: 0 }
    },
    intent: intentFileAt(intent, shown(intent)),
    isRunning,
  }

  const workspace: Omit<Workspace, 'together' | 'completed'> = {
    async sourceAvailable() {
      return walkSource().paths.length > 0
    },
    async scan(known) {
      const files: FileState[] = []
      fresh.clear()
      let room = MOST_FRESH
      const { paths: all, notices } = walkAll()
      for (const [side, paths] of all) {
        for (const path of paths) {
          const key = fileKey({ side, path })
          const look = lookAt(placeOf(side, path), known.get(key))
          if (!look) continue
          files.push(look.state)
          if (!look.bytes || look.state.hash === known.get(key)?.hash) continue
          room -= look.bytes.length
          if (room >= 0) fresh.set(key, look.bytes)
        }
      }
      scanned = new Map(files.map((state) => [fileKey(state), state.hash]))
      return { files, notices }
    },
    async read(side, path) {
      const key = fileKey({ side, path })
      const place = placeOf(side, path)
      let bytes = fresh.get(key) ?? null
      if (!fresh.delete(key)) {
        bytes = readBytes(place.file, place.shown)
        confirmScanned(place, bytes)
      }
      return bytes === null ? null : decodeUtf8(bytes, place.shown)
    },
    async writeRecord(side, chapter, text) {
      const place = placeOf(side, chapter)
      const confirm = () => confirmScanned(place, readBytes(place.file, place.shown))
      fresh.delete(fileKey(place))
      if (text === null) {
        confirm()
        rmSync(place.file, { force: true })
        scanned?.delete(fileKey(place))
        return null
      }
      writeWhole(place.file, text, { root: folders.target, shown: place.shown, confirm })
      return keep(writtenState(place, Buffer.from(text)))
    },
    async writeTarget(path, text, expected) {
      return single.replace({ side: 'target', path }, expected, text) as FileState
    },
    async removeTarget(path, expected) {
      single.replace({ side: 'target', path }, expected, null)
    },
    sourceCommit: () => lastCommitOf(folders.source),
    async readPin() {
      const file = join(ledgerRoot, PIN)
      const bytes = readBytes(file, shown(file))
      return bytes === null ? null : parsePin(decodeUtf8(bytes, shown(file)), shown(file))
    },
    async writePin(pin) {
      const file = join(ledgerRoot, PIN)
      writeWhole(file, formatPin(pin), { root: folders.target, shown: shown(file) })
    },
    shownPath,
    async readGlossary() {
      const { paths } = walkFolder(folders.glossary, (path) => path.endsWith('.csv'), {
        shown: shown(folders.glossary),
      })
      return paths.map((path) => {
        const file = join(folders.glossary, path)
        const bytes = readBytes(file, shown(file)) ?? Buffer.alloc(0)
        return { path: shown(file), text: decodeUtf8(bytes, shown(file)) }
      })
    },
    glossaryPath: (name) => shown(join(folders.glossary, name)),
    async writeGlossary(path, text, expected) {
      const file = join(folders.root, path)
      const confirm = () => confirmText({ file, shown: path }, expected)
      writeWhole(file, text, { root: folders.glossary, shown: path, durable: true, confirm })
    },
    hasFile: (side, path) => isFile(fileOf(side, path)),
    async readSphinxConf(side) {
      const chapters = folders[side]
      for (let folder = chapters; ; folder = dirname(folder)) {
        const file = join(folder, 'conf.py')
        const bytes = isFile(file) ? readBytes(file, shown(file)) : null
        const below = relativePath(folder, chapters)
        if (bytes) return { text: decodeUtf8(bytes, shown(file)), folder: below === '' ? '' : `${below}/` }
        if (folder === folders.root || !isBelow(folders.root, folder)) return null
      }
    },
    personName: () => personNameIn(folders.root),
    withLock: (work) =>
      lock(async () => {
        isLocked = true
        try {
          return await work()
        } finally {
          isLocked = false
        }
      }),
  }
  return withJointWrites(workspace, single)
}

function intentFileAt(file: string, shown: string): IntentFile {
  const options = { root: dirname(file), shown }
  return {
    shown,
    read() {
      const bytes = readBytes(file, shown)
      return bytes === null ? null : bytes.toString('utf8')
    },
    // git leaves out what is named as the index is.
    write: (text) => writeWhole(file, text, { ...options, durable: true, temporary: `${file}.tmp` }),
    remove: () => removeWhole(file, options),
    setAside() {
      renameBeside(file, `${basename(file)}.damaged`, shown)
      return `${shown}.damaged`
    },
  }
}

/** Where it cannot be taken away it stays: it is in nobody's way. */
function removeLeftOver(file: string): void {
  try {
    rmSync(file)
  } catch {}
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}

type Named = Pick<Place, 'file' | 'shown'>

function textOf({ file, shown }: Named): string | null {
  const bytes = readBytes(file, shown)
  return bytes === null ? null : decodeUtf8(bytes, shown)
}

function confirmText(place: Named, expected: string | null): void {
  if (textOf(place) !== expected) throw new ZhenError('file-changed', { path: place.shown })
}
