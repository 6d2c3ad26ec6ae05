import { createHash } from 'node:crypto'
import type { MessageValues } from '../core/errors.js'

/**
 * Names a defect for baselines: the same after lines, chapters or the rest of the English have moved or changed.
 *
 * It is made of the check, the source's words, what was found, and which of several equal ones it is.
 */
export function fingerprintOf(check: string, source: string, values: MessageValues, repetition: number): string {
  const essence = source.normalize('NFKC').replace(/\s+/g, '')
  const found = Object.keys(values)
    .sort()
    .map((key) => [key, values[key]])
  return createHash('sha256')
    .update(JSON.stringify([check, essence, found, repetition]))
    .digest('hex')
    .slice(0, 16)
}
