import { posix } from 'node:path'
import type { Reference } from './references.js'

/** Where a reference leads: paths below the folder of the chapters, likeliest last; or out of that folder. */
export type Resolved = { readonly paths: readonly [string, ...string[]] } | { readonly outside: string }

const SCHEME = /^[a-z][a-z0-9+.-]*:|^\/\//i
const CHAPTER = /\.(?:md|mdx|markdown)$/i

/**
 * Resolves what a chapter refers to; `null` for what is no file beside the chapters: an address in the web, a label, a
 * chapter, a folder.
 *
 * Source: Sphinx: an absolute path begins at the folder of the chapters.
 */
export function resolveReference(chapter: string, { value, form }: Reference): Resolved | null {
  const written = value.trim()
  if (written === '' || SCHEME.test(written) || /^[#?{]|[\n\0\\]/.test(unescaped(written))) return null
  const plain = form === 'path' ? written : unescaped(written).replace(/[?#].*$/, '')
  const variants = [...new Set(form === 'path' ? [plain] : [unescaped(written), plain, decode(plain)])]
  const paths = variants.map((path) => placeOf(chapter, path))
  const last = paths.at(-1) ?? ''
  if (CHAPTER.test(last) || last.endsWith('/') || last === '' || last === '.') return null
  if (last.startsWith('../') || last === '..') return { outside: last }
  return { paths: paths.filter((path) => !path.startsWith('..')) as [string, ...string[]] }
}

function placeOf(chapter: string, path: string): string {
  return path.startsWith('/')
    ? posix.normalize(path.slice(1))
    : posix.normalize(posix.join(posix.dirname(chapter), path))
}

/** CommonMark §2.4: a backslash before punctuation is no part of an address. */
function unescaped(address: string): string {
  return address.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
