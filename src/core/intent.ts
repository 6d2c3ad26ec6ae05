import { hash } from 'node:crypto'
import { ZhenError } from './errors.js'

/** Format of intents this version writes and completes. */
const INTENT_FORMAT = 1

const SIDES = ['target', 'ledger', 'notes'] as const

/** What a command writes: English chapters, ledgers, and the notes beside them. */
export type WrittenSide = (typeof SIDES)[number]

/** What becomes of one file. */
export interface IntendedFile {
  readonly side: WrittenSide
  /** Below the side's folder, with `/`. */
  readonly path: string
  /** {@link textKey} of all that it is on the way, first what it was; `null` for no file. */
  readonly states: readonly (string | null)[]
  /** What it was, of a ledger or of notes: others' lines are told from ours by it. `null` for no file. */
  readonly before: string | null
  /** What it is to be; `null` for no file. */
  readonly after: string | null
}

/** Files that are about to change together, written down before the first of them does. */
export interface Intent {
  /** The English folder as people name it: paths are below it. */
  readonly edition: string
  /** Who is writing. */
  readonly process: number
  /** In the order in which they are written last. */
  readonly files: readonly IntendedFile[]
}

/** Stands for a text that is only to be known again. */
export function textKey(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** An intent as it is written: what follows is told by a first line of format and hash. */
export function formatIntent(intent: Intent): string {
  const body = JSON.stringify(intent)
  return `${JSON.stringify({ format: INTENT_FORMAT, hash: textKey(body) })}\n${body}\n`
}

/**
 * Reads an intent; `null` for one that is damaged, or that names what no command writes.
 *
 * @param path named in errors
 * @throws ZhenError `intent-newer` for a format of a later version
 */
export function parseIntent(text: string, path: string): Intent | null {
  const [head = '', body = ''] = text.split('\n')
  const { format, hash } = parsed<{ format: unknown; hash: unknown }>(head) ?? {}
  if (typeof format === 'number' && format > INTENT_FORMAT) throw new ZhenError('intent-newer', { path, found: format })
  if (format !== INTENT_FORMAT || hash !== textKey(body)) return null
  const intent = parsed<Intent>(body)
  return intent !== null && isIntent(intent) ? intent : null
}

function parsed<T>(json: string): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

function isIntent(intent: Partial<Intent>): intent is Intent {
  const { edition, process, files } = intent
  return typeof edition === 'string' && Number.isSafeInteger(process) && Array.isArray(files) && files.every(isIntended)
}

function isIntended(file: Partial<IntendedFile> | null): boolean {
  if (typeof file !== 'object' || file === null) return false
  const { side, path, states, before, after } = file
  return (
    SIDES.some((known) => known === side) &&
    typeof path === 'string' &&
    isPathBelow(path) &&
    Array.isArray(states) &&
    states.every(isTextOrNull) &&
    isTextOrNull(before) &&
    isTextOrNull(after)
  )
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string'
}

/** A path that cannot lead out of its folder, nor into a hidden one, by what it says. */
function isPathBelow(path: string): boolean {
  return !path.includes('\0') && path.split('/').every((name) => name !== '' && !name.startsWith('.'))
}
