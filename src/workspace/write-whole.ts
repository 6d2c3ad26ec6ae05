import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { ZhenError } from '../core/errors.js'
import { writeFailure } from '../core/write-failure.js'

export interface WriteOptions {
  /** Folder that must contain the file, links resolved. */
  readonly root: string
  /** How the file is named in errors. */
  readonly shown: string
  /** Wait until the bytes are on the disk: for text that people wrote. */
  readonly durable?: boolean
  /** Called just before the rename; throws if the file must not be replaced after all. */
  readonly confirm?: () => void
  /** The temporary file, where nobody else writes this file at the same time; what lies there goes. */
  readonly temporary?: string
}

/**
 * Replaces a file whole: a temporary file beside it, then a rename. Links at its place are replaced, never followed.
 *
 * @throws ZhenError `file-outside`, `file-is-directory`, `target-unwritable`, `disk-full`, `name-too-long`
 */
export function writeWhole(
  file: string,
  content: string | Uint8Array,
  { root, shown, durable, confirm, temporary: own }: WriteOptions,
): void {
  makeFolderWithin(root, dirname(file), shown)
  const temporary = own ?? temporaryBeside(file)
  try {
    if (own !== undefined) rmSync(own, { force: true })
    const present = lstatSync(file, { throwIfNoEntry: false })
    if (present?.isDirectory()) throw new ZhenError('file-is-directory', { path: shown })
    writeNew(temporary, content, durable === true)
    if (present?.isFile()) chmodSync(temporary, present.mode & 0o7777)
    confirm?.()
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error instanceof ZhenError ? error : unwritable(shown, error)
  }
}

/**
 * The same for a file that is not held whole.
 *
 * @throws ZhenError as {@link writeWhole}, and what `pieces` throws
 */
export async function streamWhole(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
  { root, shown }: Pick<WriteOptions, 'root' | 'shown'>,
): Promise<void> {
  makeFolderWithin(root, dirname(file), shown)
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new ZhenError('file-is-directory', { path: shown })
  const temporary = temporaryBeside(file)
  try {
    const descriptor = openSync(temporary, 'wx')
    try {
      for await (const piece of pieces) writeFully(descriptor, Buffer.from(piece as string))
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error instanceof ZhenError ? error : unwritable(shown, error)
  }
}

/**
 * Takes a file away by its name: of links, the link.
 *
 * @throws ZhenError `file-outside`, `target-unwritable`
 */
export function removeWhole(file: string, { root, shown }: Pick<WriteOptions, 'root' | 'shown'>): void {
  makeFolderWithin(root, dirname(file), shown)
  try {
    rmSync(file, { force: true })
  } catch (error) {
    throw unwritable(shown, error)
  }
}

/**
 * Gives a file another name beside it; what has that name goes.
 *
 * @throws ZhenError `target-unwritable`
 */
export function renameBeside(file: string, name: string, shown: string): void {
  try {
    renameSync(file, join(dirname(file), name))
  } catch (error) {
    throw unwritable(shown, error)
  }
}

/**
 * Makes a folder, and those above it, where there is none.
 *
 * @throws ZhenError `folder-is-file`, `target-unwritable`, `disk-full`, `name-too-long`
 */
export function makeFolder(folder: string, shown: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new ZhenError('folder-is-file', { path: shown }, { cause: error })
    throw unwritable(shown, error)
  }
}

/** The name says whose it is, so that what a process that was killed left behind can be told from what is in use. */
function temporaryBeside(file: string): string {
  return join(dirname(file), `.${process.pid}.${randomBytes(6).toString('hex')}.tmp`)
}

/**
 * True for a temporary file by whose process it will never be taken away. To be asked only where no process of another
 * machine, which cannot be seen from here, writes too.
 */
export function isLeftOver(name: string): boolean {
  const process = /^\.(\d+)\.[\da-f]{12}\.tmp$/.exec(name)?.[1]
  return process !== undefined && !isRunning(Number(process))
}

/** True while there is a process of this number. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Makes `folder` and those above it up to `root`, unless a link on the way leads out of `root`. */
function makeFolderWithin(root: string, folder: string, shown: string): void {
  try {
    mkdirSync(root, { recursive: true })
    const real = realpathSync(nearestPresent(folder))
    const realRoot = realpathSync(root)
    if (real !== realRoot && !real.startsWith(realRoot + sep))
      throw new ZhenError('file-outside', { path: shown, found: real })
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw error instanceof ZhenError ? error : unwritable(shown, error)
  }
}

/** `folder`, or the nearest one above it that is there; a broken link is there. */
function nearestPresent(folder: string): string {
  let present = folder
  while (!lstatSync(present, { throwIfNoEntry: false })) present = dirname(present)
  return present
}

function writeNew(file: string, content: string | Uint8Array, durable: boolean): void {
  const descriptor = openSync(file, 'wx')
  try {
    writeFully(descriptor, Buffer.from(content as string))
    if (durable) fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writeFully(descriptor: number, bytes: Buffer): void {
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
}

function unwritable(path: string, error: unknown): ZhenError {
  return writeFailure(path, error, 'target-unwritable')
}
