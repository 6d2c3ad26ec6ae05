import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeFailure } from '../core/write-failure.js'

/**
 * Makes the folder in which `path` lies, where there is none.
 *
 * @throws ZhenError `store-unwritable`, `disk-full`
 */
export function ensureFolderOf(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    throw writeFailure(path, error, 'store-unwritable')
  }
}
