import { createHash } from 'node:crypto'
import { type BigIntStats, statSync } from 'node:fs'
import type { FileState, Side } from '../app/workspace-port.js'
import { readBytes, refuseUnlessUtf8, unreadable } from './read-file.js'

/** A file changed this shortly before it was hashed may change again within the same tick of its clock. */
const RACY_MS = 2_000

/** A file as the project knows it, and where it lies. */
export interface Place {
  readonly side: Side
  readonly path: string
  /** Absolute. */
  readonly file: string
  /** How it is named to people. */
  readonly shown: string
}

/** What is known of a file, and its bytes if they had to be read. */
export interface Look {
  readonly state: FileState
  readonly bytes: Buffer | null
}

/**
 * Looks at a file, reading it only if it may have changed. `null` if there is none.
 *
 * What is not UTF-8 is refused here, before anything is concluded from the other files.
 *
 * @throws ZhenError `file-unreadable`, `file-is-directory`, `file-not-utf8`
 */
export function lookAt(place: Place, known: FileState | undefined): Look | null {
  const stats = statsOf(place)
  if (!stats) return null
  const stamp = stampOf(stats)
  const unchanged = known && known.size === stamp.size && known.mtimeNs === stamp.mtimeNs && known.inode === stamp.inode
  if (unchanged && Number(changedNs(stats) / 1_000_000n) + RACY_MS < known.checkedAt)
    return { state: known, bytes: null }
  const checkedAt = Date.now()
  const bytes = readBytes(place.file, place.shown)
  if (bytes === null) return null
  refuseUnlessUtf8(bytes, place.shown)
  return { state: { side: place.side, path: place.path, ...stamp, hash: hashOf(bytes), checkedAt }, bytes }
}

/** What is known of a file that was just written. Someone may have replaced it since: then its size or time tell. */
export function writtenState({ side, path, file }: Place, bytes: Buffer): FileState {
  const stats = statSync(file, { bigint: true })
  return { side, path, ...stampOf(stats), size: bytes.length, hash: hashOf(bytes), checkedAt: Date.now() }
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** The place is not taken apart: how a file is shown is worked out for each anew, and hardly ever needed. */
function statsOf(place: Place): BigIntStats | null {
  try {
    return statSync(place.file, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch (error) {
    throw unreadable(place.shown, error)
  }
}

function stampOf(stats: BigIntStats): Pick<FileState, 'size' | 'mtimeNs' | 'inode'> {
  return { size: Number(stats.size), mtimeNs: String(changedNs(stats)), inode: String(stats.ino) }
}

/** The later of both times: the modification time can be set back, the change time cannot. */
function changedNs({ mtimeNs, ctimeNs }: BigIntStats): bigint {
  return mtimeNs > ctimeNs ? mtimeNs : ctimeNs
}
