import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/store/open-file.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

type Native = { prepare(...input: unknown[]): object }

/** Uses a database in every way in which the addon makes objects, and lets go of all of them. */
function use(db: Database.Database): WeakRef<object>[] {
  const [native] = Object.getOwnPropertySymbols(db).map((symbol) => (db as unknown as Record<symbol, Native>)[symbol])
  if (!native) throw new Error('the database of the addon is not where it was')
  const made: WeakRef<object>[] = [new WeakRef(db), new WeakRef(native)]
  const { prepare } = native
  native.prepare = (...input) => {
    const statement = prepare.apply(native, input)
    made.push(new WeakRef(statement))
    return statement
  }
  db.prepare('SELECT 1').all()
  db.pragma('user_version')
  db.transaction(() => db.exec('CREATE TABLE one (id INTEGER)')).immediate()
  db.close()
  return made
}

async function leftOf(refs: readonly WeakRef<object>[]): Promise<number> {
  // A WeakRef holds its object until the turn of the event loop ends.
  await new Promise((resolve) => setImmediate(resolve))
  collectGarbage()
  return refs.filter((ref) => ref.deref() !== undefined).length
}

describe('openFile', () => {
  it('should leave nothing of the addon to the garbage collector', async () => {
    const made = use(openFile(':memory:'))
    expect(made.length).toBeGreaterThan(10)
    expect(await leftOf(made)).toBe(made.length)
  })

  it('should be what keeps it', async () => {
    expect(await leftOf(use(new Database(':memory:')))).toBe(0)
  })
})
