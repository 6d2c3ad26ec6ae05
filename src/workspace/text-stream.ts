import { createReadStream } from 'node:fs'
import { ZhenError } from '../core/errors.js'
import { firstBadLine, unreadable } from './read-file.js'

/** Encodings that a byte order mark names; without one it is UTF-8. Older tools write TMX in UTF-16. */
const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The text of a file, piece by piece, without a byte order mark.
 *
 * @param shown how the file is named in errors
 * @throws ZhenError `file-unreadable`, `file-is-directory`, `file-not-utf8`
 */
export async function* streamText(file: string, shown: string): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let line = 1
  let piece: Buffer = Buffer.alloc(0)
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      piece = bytes
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
      const text = decoder.decode(bytes, { stream: true })
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) line++
      yield text
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new ZhenError('file-not-utf8', { path: shown, line: line - 1 + firstBadLine(withoutRest(piece)) })
    if (code === 'EISDIR') throw new ZhenError('file-is-directory', { path: shown }, { cause: error })
    throw error instanceof ZhenError || code === undefined ? error : unreadable(shown, error)
  }
}

/** A piece without what belongs to a character of the one before. */
function withoutRest(piece: Buffer): Buffer {
  const start = piece.findIndex((byte) => byte >> 6 !== 0b10)
  return piece.subarray(Math.max(0, start))
}

function encodingOf(bytes: Buffer): string {
  return MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? 'utf-8'
}
