import { createHash } from 'node:crypto'
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { AssetFiles, AssetSide } from '../app/assets/port.js'
import { ZhenError } from '../core/errors.js'
import { relativePath } from '../core/relative-path.js'
import { type BlobVersion, blobHistory } from './git.js'
import { readBytes, unreadable } from './read-file.js'
import { writeWhole } from './write-whole.js'

interface Folders {
  /** Absolute. */
  readonly root: string
  readonly source: string
  readonly target: string
}

/** Where files go that are replaced and may be nowhere else; below the project's folder. */
const KEPT = '.zhen/replaced'

/** The {@link AssetFiles} of a project on this disk. */
export function openAssetFiles(folders: Folders): AssetFiles {
  const histories = new Map<AssetSide, Promise<ReadonlyMap<string, readonly BlobVersion[]>>>()
  const fileOf = (side: AssetSide, path: string) => join(folders[side], path)
  const shown = (file: string) => relativePath(folders.root, file)
  const historyOf = async (side: AssetSide, path: string) => {
    const history = histories.get(side) ?? blobHistory(folders[side])
    histories.set(side, history)
    return (await history).get(path) ?? []
  }
  const isFile = (side: AssetSide, path: string) => {
    const file = fileOf(side, path)
    return statOf(file, shown(file))?.isFile() === true && isWithin(folders[side], file)
  }
  return {
    has: isFile,
    look(side, path) {
      if (!isFile(side, path)) {
        // A link that leads to the other edition shares its file.
        if (side === 'source' || !leadsTo(fileOf(side, path), folders.source)) return null
      }
      const file = fileOf(side, path)
      const bytes = readBytes(file, shown(file))
      const stats = statOf(file, shown(file))
      if (bytes === null || !stats) return null
      return { bytes, identity: `${stats.dev}:${stats.ino}`, isLink: lstatSync(file).isSymbolicLink() }
    },
    async version(side, path, bytes) {
      const file = fileOf(side, path)
      const changedAt = (statOf(file, shown(file))?.mtimeMs ?? 0) / 1000
      return { blobs: blobsOf(bytes), changedAt, history: await historyOf(side, path) }
    },
    replace(path, bytes, expected, keep) {
      const file = fileOf('target', path)
      const options = { root: folders.target, shown: shown(file), durable: true }
      const confirm = () => {
        const found = readBytes(file, shown(file))
        const same = found === null || expected === null ? found === expected : Buffer.compare(found, expected) === 0
        if (!same) throw new ZhenError('file-changed', { path: shown(file) })
      }
      confirm()
      const kept = keep && expected ? keepAside(folders.root, path, expected) : null
      writeWhole(file, bytes, { ...options, confirm })
      return kept === null ? null : shown(kept)
    },
  }
}

/** Writes the bytes to a place of their own. */
function keepAside(root: string, path: string, bytes: Uint8Array): string {
  for (let copy = 0; ; copy++) {
    const file = join(root, KEPT, copy === 0 ? path : `${path}.${copy}`)
    const present = readBytes(file, file)
    if (present !== null && Buffer.compare(present, bytes) === 0) return file
    if (present !== null) continue
    writeWhole(file, bytes, { root, shown: file, durable: true })
    return file
  }
}

function statOf(file: string, shown: string) {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR' || code === 'ELOOP') return undefined
    throw unreadable(shown, error)
  }
}

function isWithin(folder: string, file: string): boolean {
  return realpathSync(file).startsWith(realpathSync(folder) + sep)
}

function leadsTo(file: string, folder: string): boolean {
  try {
    return statSync(file).isFile() && isWithin(folder, file)
  } catch {
    return false
  }
}

/** What git may call these bytes: as they are, and with the line endings it stores; in both of its hashes. */
function blobsOf(bytes: Uint8Array): string[] {
  const forms = [Buffer.from(bytes)]
  if (forms[0]?.includes('\r\n') && !forms[0].includes(0)) {
    forms.push(Buffer.from(forms[0].toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))
  }
  return forms.flatMap((form) =>
    ['sha1', 'sha256'].map((kind) => createHash(kind).update(`blob ${form.length}\0`).update(form).digest('hex')),
  )
}
