import { appendFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { BaselineFile } from '../app/input.js'
import { decodeUtf8, readBytes } from './read-file.js'
import { streamWhole, writeWhole } from './write-whole.js'

/** A file as it is named on the command line, seen from `base`. */
export function openNamedFile(base: string, name: string): BaselineFile {
  const file = resolve(base, name)
  return {
    shown: name,
    async read() {
      const bytes = readBytes(file, name)
      return bytes === null ? null : decodeUtf8(bytes, name)
    },
    async write(text) {
      writeWhole(file, text, { root: dirname(file), shown: name })
    },
  }
}

/** Writes a file as it is named on the command line, seen from `base`, whole and piece by piece. */
export async function streamNamedFile(base: string, name: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = resolve(base, name)
  await streamWhole(file, pieces, { root: dirname(file), shown: name })
}

/** Adds to a file that a service reads when we are done, such as GitHub's step summary. False where it cannot be done. */
export function appendTo(file: string, text: string): boolean {
  try {
    appendFileSync(file, text)
    return true
  } catch {
    return false
  }
}
