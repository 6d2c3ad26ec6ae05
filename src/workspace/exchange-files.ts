import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ZhenError } from '../core/errors.js'
import { streamText } from './text-stream.js'
import { walkFolder } from './walk.js'

/** A file of a book is a hundredth of it. */
const MOST_BYTES = 256_000_000

export interface ExchangeFiles {
  /** The file, or those in a folder and below whose names say what they are. */
  listBelow(path: string): readonly string[]
  /** @throws ZhenError `file-unreadable`, `file-too-large`, `file-not-utf8` */
  read(path: string): Promise<string>
}

/** Files that other programs wrote, as they are named on the command line, seen from `folder`. */
export function openExchangeFiles(folder: string, isOurs: (name: string) => boolean): ExchangeFiles {
  return {
    listBelow(path) {
      const place = resolve(folder, path)
      if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [path]
      const shown = path.replace(/[/\\]+$/, '')
      return walkFolder(place, isOurs, { shown }).paths.map((below) => `${shown}/${below}`)
    },
    async read(path) {
      const size = statSync(resolve(folder, path), { throwIfNoEntry: false })?.size ?? 0
      if (size > MOST_BYTES) throw new ZhenError('file-too-large', { path, limit: MOST_BYTES, found: size })
      let text = ''
      for await (const piece of streamText(resolve(folder, path), path)) text += piece
      return text
    },
  }
}
