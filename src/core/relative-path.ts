import { relative, sep } from 'node:path'

/** The way from a folder to a file, with `/` on every system; empty where they are the same. */
export function relativePath(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/')
}

/** True for a path below a folder; both absolute. */
export function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
