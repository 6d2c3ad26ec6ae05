import Database from 'better-sqlite3'
import { type ErrorCode, ZhenError } from '../core/errors.js'

/** How long SQLite waits for another process's transaction. */
export const BUSY_SECONDS = 5

/** What SQLite's result codes mean to the user; the first prefix that fits counts. */
const CODES: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_CORRUPT', 'store-damaged'],
  ['SQLITE_NOTADB', 'store-damaged'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_READONLY', 'store-unwritable'],
  ['SQLITE_CANTOPEN', 'store-unwritable'],
  ['SQLITE_PERM', 'store-unwritable'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR', 'store-unwritable'],
  // A statement of ours that does not fit the tables: they are not the ones that the version promises.
  ['SQLITE_ERROR', 'store-damaged'],
]

/** The known failure behind an error of the database at `path`; any other error is returned as it is. */
export function toZhenError(error: unknown, path: string): unknown {
  // JSON of ours that cannot be read.
  if (error instanceof SyntaxError)
    return new ZhenError('store-damaged', { path, reason: error.message }, { cause: error })
  if (!(error instanceof Database.SqliteError)) return error
  const known = CODES.find(([prefix]) => error.code.startsWith(prefix))
  if (!known) return error
  return new ZhenError(known[1], { path, reason: error.message, seconds: BUSY_SECONDS }, { cause: error })
}

/** Runs `work` on the database at `path`, its failures told as {@link toZhenError} does. */
export function withKnownFailures<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toZhenError(error, path)
  }
}

type Methods = Readonly<Record<string, (...parameters: never[]) => unknown>>

type Promising<M extends Methods> = {
  readonly [K in keyof M]: (...parameters: Parameters<M[K]>) => Promise<Awaited<ReturnType<M[K]>>>
}

/** The same methods, returning promises: what they return or throw, known failures as {@link toZhenError} tells them. */
export function promising<const M extends Methods>(path: string, methods: M): Promising<M> {
  const entries = Object.entries(methods).map(([name, method]) => [
    name,
    async (...parameters: never[]) => {
      try {
        return await method(...parameters)
      } catch (error) {
        throw toZhenError(error, path)
      }
    },
  ])
  return Object.fromEntries(entries) as Promising<M>
}
