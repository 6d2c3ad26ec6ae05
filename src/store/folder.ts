import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ZhenError } from '../core/errors.js'

/**
 * Makes the folder in which `path` lies, where there is none.
 *
 * @throws ZhenError `store-unwritable`
 */
export function ensureFolderOf(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ZhenError('store-unwritable', { path, reason }, { cause: error })
  }
}
