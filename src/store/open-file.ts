import Database from 'better-sqlite3'

/**
 * What SQLite's addon has made in this process. It is never left to the garbage collector: on Node 24.19 and later, an
 * object of an addon built on `ObjectWrap` ends the process when it is collected while no script runs.
 *
 * Source: `node_object_wrap.h` of Node 24.19, whose destructor asks for the environment of the context that is entered.
 */
const kept: object[] = []

/** The addon's own database behind the one that scripts use, of which pragmas and transactions prepare statements too. */
interface Native {
  prepare(...input: unknown[]): object
}

/**
 * Opens a database, or creates it, and sets nothing. Not for many a second: a closed one keeps a little memory.
 *
 * @throws SqliteError
 */
export function openFile(filename: string, options: Database.Options = {}): Database.Database {
  const db = new Database(filename, options)
  kept.push(db)
  for (const symbol of Object.getOwnPropertySymbols(db)) {
    const native = (db as unknown as Record<symbol, Native>)[symbol]
    if (typeof native?.prepare === 'function') keepPrepared(native)
  }
  return db
}

function keepPrepared(native: Native): void {
  const { prepare } = native
  kept.push(native)
  native.prepare = (...input) => {
    const statement = prepare.apply(native, input)
    kept.push(statement)
    return statement
  }
}
