import { posix } from 'node:path'

/** The path from the folder of one chapter to another file. */
export function relativePath(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to)
}
