import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { ZhenError } from '../core/errors.js'

/**
 * Reads a file's bytes; `null` when there is no such file.
 *
 * @param shown how the file is named in errors
 * @throws ZhenError `file-is-directory`, `file-unreadable`
 */
export function readBytes(file: string, shown: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // What the disk takes no name for is not there either.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null
    if (code === 'EISDIR') throw new ZhenError('file-is-directory', { path: shown }, { cause: error })
    throw unreadable(shown, error)
  }
}

/**
 * Reads a file that must be there.
 *
 * @throws ZhenError `file-is-directory`, `file-unreadable`
 */
export function readPresent(file: string, shown: string): Buffer {
  const bytes = readBytes(file, shown)
  if (bytes === null) throw new ZhenError('file-unreadable', { path: shown, reason: 'ENOENT' })
  return bytes
}

export function unreadable(path: string, error: unknown): ZhenError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error)
  return new ZhenError('file-unreadable', { path, reason }, { cause: error })
}

/**
 * Decodes UTF-8, a BOM kept.
 *
 * @throws ZhenError `file-not-utf8` with the line of the first byte that is not
 */
export function decodeUtf8(bytes: Buffer, shown: string): string {
  refuseUnlessUtf8(bytes, shown)
  return bytes.toString('utf8')
}

/** @throws ZhenError `file-not-utf8` with the line of the first byte that is not */
export function refuseUnlessUtf8(bytes: Buffer, shown: string): void {
  if (!isUtf8(bytes)) throw new ZhenError('file-not-utf8', { path: shown, line: firstBadLine(bytes) })
}

/** 1-based line of the first byte that is no UTF-8. */
export function firstBadLine(bytes: Buffer): number {
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(10, start)
    const end = newline === -1 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(start, end))) return line
    line++
    start = end
  }
  return line
}
