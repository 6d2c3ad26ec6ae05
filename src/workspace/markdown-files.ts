import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { MarkdownFiles } from '../app/markdown-files-port.js'
import { ZhenError } from '../core/errors.js'
import { decodeUtf8, readBytes } from './read-file.js'
import { walkFolder } from './walk.js'

const MARKDOWN = /\.(?:md|mdx|markdown)$/i

/** Files as they are named on the command line, seen from `folder`. */
export function openMarkdownFiles(folder: string): MarkdownFiles {
  return {
    listBelow(path) {
      const place = resolve(folder, path)
      const found = statSync(place, { throwIfNoEntry: false })
      if (!found) throw new ZhenError('file-unreadable', { path, reason: 'ENOENT' })
      if (!found.isDirectory()) return [path]
      const shown = path === '.' ? '' : path.replace(/[/\\]+$/, '')
      const { paths } = walkFolder(place, (name) => MARKDOWN.test(name), { shown })
      return paths.map((below) => (path === '.' ? below : `${shown}/${below}`))
    },
    read(path) {
      const bytes = readBytes(resolve(folder, path), path)
      if (!bytes) throw new ZhenError('file-unreadable', { path, reason: 'ENOENT' })
      return decodeUtf8(bytes, path)
    },
  }
}
