import { lstatSync, readdirSync, realpathSync, rmdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { EditionContent, EditionFiles, EditionWrite } from '../app/build/edition-files.js'
import { canonicalJson } from '../core/canonical-json.js'
import { ZhenError } from '../core/errors.js'
import { relativePath } from '../core/relative-path.js'
import { hashOf } from './file-state.js'
import { decodeUtf8, readBytes } from './read-file.js'
import { type PathFilter, walkFolder } from './walk.js'
import { makeFolder, removeWhole, writeWhole } from './write-whole.js'

export interface EditionPlace {
  /** As it is named on the command line, seen from `base`. */
  readonly out: string
  readonly base: string
  /** Absolute folders of the project's editions and glossary, and of the project itself. */
  readonly source: string
  readonly target: string
  readonly glossary: string
  readonly root: string
  readonly isChapter: PathFilter
}

/** Says which files of the folder are a build's. */
const MANIFEST = '.zhen-build.json'

/** Hashes of files by their paths. `pending`: being written when the build ended, if it did not end well. */
interface Manifest {
  readonly files: Readonly<Record<string, string>>
  readonly pending?: Readonly<Record<string, string>>
}

/** Where Sphinx puts what it makes, if it is told nothing else. */
const MADE = /(?:^|\/)_build\//

/** The {@link EditionFiles} of a project on this disk. */
export function openEditionFolder(place: EditionPlace): EditionFiles {
  const folder = resolve(place.base, place.out)
  const sides = { source: place.source, target: place.target }
  const has = (side: 'source' | 'target', path: string) => isFileWithin(sides[side], join(sides[side], path), sides)
  const bytesOf = (content: EditionContent, path: string): Buffer => {
    if ('text' in content) return Buffer.from(content.text)
    const bytes = readBytes(join(sides[content.from], path), shownIn(place, content.from, path))
    if (bytes === null) throw new ZhenError('file-changed', { path: shownIn(place, content.from, path) })
    return bytes
  }
  return {
    shown: place.out,
    list() {
      const wanted: PathFilter = (path) => !place.isChapter(path) && !MADE.test(path)
      const without = [place.source, folder]
      return walkFolder(place.target, wanted, { without, within: [place.source], shown: shownIn(place, 'target', '') })
    },
    has,
    write(files, dryRun) {
      refuseInside(place, folder)
      const before = readManifest(folder, place.out)
      const writer = new EditionWriter(folder, place.out, before)
      for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
        writer.plan(path, hashOf(bytesOf(content, path)))
      }
      return dryRun ? writer.report() : writer.apply((path) => bytesOf(files.get(path) as EditionContent, path))
    },
  }
}

function shownIn({ root, source, target }: EditionPlace, side: 'source' | 'target', path: string): string {
  const folder = side === 'source' ? source : target
  return relativePath(root, join(folder, path))
}

/** A file of the folder, as people name it. */
function shownBelow(folder: string, path: string): string {
  return `${folder.replace(/\/+$/, '')}/${path}`
}

/** Plans what is to be written, refuses what is not ours, then writes. */
class EditionWriter {
  readonly #folder: string
  readonly #shown: string
  readonly #before: Manifest | null
  readonly #hashes = new Map<string, string>()
  readonly #written: string[] = []
  #unchanged = 0

  constructor(folder: string, shown: string, before: Manifest | null) {
    this.#folder = folder
    this.#shown = shown
    this.#before = before
    if (before === null && !isEmptyFolder(folder, shown)) throw new ZhenError('build-folder-taken', { path: shown })
  }

  plan(path: string, hash: string): void {
    this.#hashes.set(path, hash)
    const found = this.#hashAt(path)
    if (found === hash) this.#unchanged++
    else {
      if (found !== null && !this.#isOurs(path, found)) throw this.#taken(path)
      this.#written.push(path)
    }
  }

  report(): EditionWrite {
    return { written: this.#written, removed: this.#gone(), unchanged: this.#unchanged }
  }

  apply(bytesOf: (path: string) => Buffer): EditionWrite {
    const report = this.report()
    makeFolder(this.#folder, this.#shown)
    const files = Object.fromEntries(this.#hashes)
    const isSettled = this.#before !== null && !this.#before.pending
    if (isSettled && report.written.length + report.removed.length === 0 && sameFiles(this.#before?.files, files))
      return report
    // First what is to come: a build that is cut off leaves files that the next one knows for ours.
    this.#writeManifest({ files: this.#before?.files ?? {}, pending: { ...this.#before?.pending, ...files } })
    for (const path of report.written) writeWhole(join(this.#folder, path), bytesOf(path), this.#options(path))
    for (const path of report.removed) {
      removeWhole(join(this.#folder, path), this.#options(path))
      this.#removeEmpty(dirname(path))
    }
    this.#writeManifest({ files })
    return report
  }

  /** Files of an earlier build that are to be no more. */
  #gone(): string[] {
    const known = new Set([...Object.keys(this.#before?.files ?? {}), ...Object.keys(this.#before?.pending ?? {})])
    return [...known].sort().filter((path) => {
      if (this.#hashes.has(path) || !isBelow(path)) return false
      const found = this.#hashAt(path)
      if (found !== null && !this.#isOurs(path, found)) throw this.#taken(path)
      return found !== null
    })
  }

  #isOurs(path: string, hash: string): boolean {
    return this.#before?.files[path] === hash || this.#before?.pending?.[path] === hash
  }

  /** `null` where there is nothing; a link is never ours, nor a folder. */
  #hashAt(path: string): string | null {
    const file = join(this.#folder, path)
    const stats = lstatOf(file)
    if (!stats) return null
    if (!stats.isFile()) throw this.#taken(path)
    const bytes = readBytes(file, this.#options(path).shown)
    return bytes === null ? null : hashOf(bytes)
  }

  #taken(path: string): ZhenError {
    return new ZhenError('build-file-taken', { path: this.#options(path).shown, folder: this.#shown })
  }

  #options(path: string) {
    return { root: this.#folder, shown: shownBelow(this.#shown, path) }
  }

  #writeManifest(manifest: Manifest): void {
    writeWhole(join(this.#folder, MANIFEST), `${canonicalJson(manifest)}\n`, this.#options(MANIFEST))
  }

  #removeEmpty(below: string): void {
    for (let path = below; path !== '.' && path !== ''; path = dirname(path)) {
      try {
        rmdirSync(join(this.#folder, path))
      } catch {
        return
      }
    }
  }
}

function sameFiles(a: Manifest['files'] = {}, b: Manifest['files']): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** A manifest may have been written by anyone: its paths must not lead out of the folder. */
function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').some((name) => name === '..' || name === '')
}

function readManifest(folder: string, shown: string): Manifest | null {
  const path = shownBelow(shown, MANIFEST)
  const bytes = readBytes(join(folder, MANIFEST), path)
  if (bytes === null) return null
  try {
    const { files, pending } = JSON.parse(decodeUtf8(bytes, path)) as Partial<Manifest>
    if (isHashes(files) && (pending === undefined || isHashes(pending))) return { files, ...(pending && { pending }) }
  } catch {
    // As good as none.
  }
  throw new ZhenError('build-folder-taken', { path: shown })
}

function isHashes(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((hash) => typeof hash === 'string')
}

function isEmptyFolder(folder: string, shown: string): boolean {
  const stats = lstatOf(folder)
  if (!stats) return true
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new ZhenError('folder-is-file', { path: shown })
  return readdirSync(folder).length === 0
}

/** The folder must lie in no edition and hold none: what is built is never read as one. */
function refuseInside({ source, target, glossary, root, out }: EditionPlace, folder: string): void {
  const real = realOf(folder)
  for (const own of [source, target, glossary].map(realOf)) {
    if (real === own || real.startsWith(own + sep) || own.startsWith(real + sep))
      throw new ZhenError('build-folder-inside', { path: out, folder: relativePath(root, own) || '.' })
  }
  if (real === realOf(root) || realOf(root).startsWith(real + sep))
    throw new ZhenError('build-folder-inside', { path: out, folder: '.' })
}

/** Where a path leads, links resolved as far as there is anything. */
function realOf(path: string): string {
  if (lstatOf(path)) {
    try {
      return realpathSync(path)
    } catch {
      return path
    }
  }
  const above = dirname(path)
  return above === path ? path : join(realOf(above), basename(path))
}

function lstatOf(file: string) {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** A link counts where it leads into either edition. */
function isFileWithin(folder: string, file: string, sides: Readonly<Record<'source' | 'target', string>>): boolean {
  try {
    if (!file.startsWith(folder + sep) || !statSync(file).isFile()) return false
    const real = realpathSync(file)
    return [sides.source, sides.target].some((side) => real.startsWith(realpathSync(side) + sep))
  } catch {
    return false
  }
}
