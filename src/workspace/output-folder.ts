import { resolve } from 'node:path'
import type { OutputFolder } from '../app/markdown-files-port.js'
import { makeFolder, writeWhole } from './write-whole.js'

/** Files as they are named on the command line, seen from `base`. */
export function openOutputFolder(base: string): OutputFolder {
  return {
    write(folder, path, text) {
      const root = resolve(base, folder)
      makeFolder(root, folder)
      writeWhole(resolve(base, path), text, { root, shown: path })
    },
  }
}
