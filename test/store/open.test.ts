import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FILE_SIDES } from '../../src/app/ports.js'
import { QUALITIES } from '../../src/core/pair.js'
import { migrations } from '../../src/store/migrations/index.js'
import { migrate, openDatabase } from '../../src/store/open.js'
import { openFile } from '../../src/store/open-file.js'
import { openIndex } from '../../src/store/open-index.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { chapterOf, segmentRecord } from './records.js'

const failure = (code: string) => expect.objectContaining({ code })

describe('migrate', () => {
  it('should bring a database of every past version to the present schema', () => {
    const schemaOf = (db: ReturnType<typeof openFile>) =>
      db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all()
    for (const version of migrations.keys()) {
      const db = openFile(':memory:')
      migrate(db, migrations.slice(0, version))
      migrate(db, migrations)
      expect(schemaOf(db)).toEqual(schemaOf(openDatabase(':memory:')))
      expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    }
  })

  it('should undo a step that fails half way', () => {
    const db = openFile(':memory:')
    expect(() => migrate(db, ['CREATE TABLE a (x); nonsense'])).toThrow()
    expect(db.prepare('SELECT name FROM sqlite_schema').all()).toEqual([])
    expect(db.pragma('user_version', { simple: true })).toBe(0)
  })

  it('should refuse a database from a newer version', () => {
    const db = openFile(':memory:')
    db.pragma('user_version = 99')
    expect(() => migrate(db, migrations)).toThrow(failure('store-newer'))
  })

  it('should make strict tables only', () => {
    const db = openDatabase(':memory:')
    const lax = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
    expect(lax.pluck().all()).toEqual(['sqlite_schema'])
  })

  it('should allow exactly the values of the union types', () => {
    const db = openDatabase(':memory:')
    const checks = db.prepare('SELECT sql FROM sqlite_schema').pluck().all().join('\n')
    const listOf = (values: readonly string[]) => `IN (${values.map((value) => `'${value}'`).join(', ')})`
    expect(checks).toContain(`CHECK (side ${listOf(FILE_SIDES)})`)
    expect(checks).toContain(`CHECK (quality ${listOf(QUALITIES)})`)
  })
})

describe('openIndex', () => {
  it('should make the folder and keep what is committed', async () => {
    const path = join(temporaryFolder(), 'a/.zhen/zhen.db')
    const first = openIndex(path)
    await first.index.commit({ meta: { rules: '1' } })
    first.close()
    const second = openIndex(path)
    onTestFinished(() => second.close())
    expect(second.volatile).toBe(false)
    expect(await second.index.meta('rules')).toBe('1')
  })

  it('should stay in memory where the folder cannot be made', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const stores = openIndex(join(folder, 'file/zhen.db'))
    onTestFinished(() => stores.close())
    await stores.index.commit({ meta: { rules: '1' } })
    expect(stores.volatile).toBe(true)
  })

  it('should refuse a folder in place of the file', () => {
    const path = join(temporaryFolder(), 'zhen.db')
    mkdirSync(path)
    expect(() => openIndex(path)).toThrow(failure('file-is-directory'))
  })

  it('should refuse a newer database and leave it alone', () => {
    const path = join(temporaryFolder(), 'zhen.db')
    const newer = openDatabase(path)
    newer.pragma('user_version = 99')
    newer.close()
    expect(() => openIndex(path)).toThrow(failure('store-newer'))
    expect(openFile(path).pragma('user_version', { simple: true })).toBe(99)
  })

  it('should call a file that is no database damaged', () => {
    const path = join(temporaryFolder(), 'zhen.db')
    writeFileSync(path, 'no database '.repeat(1000))
    expect(() => openIndex(path)).toThrow(failure('store-damaged'))
  })

  it('should call a database damaged whose tables are gone', () => {
    const path = join(temporaryFolder(), 'zhen.db')
    const db = openDatabase(path)
    db.exec('DROP TABLE chapter_segments')
    db.close()
    expect(() => openIndex(path)).toThrow(failure('store-damaged'))
  })

  it('should call a database damaged whose pages were overwritten', async () => {
    const path = join(temporaryFolder(), 'zhen.db')
    const stores = openIndex(path)
    const segments = Array.from({ length: 2000 }, (_, ordinal) => segmentRecord('a.md', ordinal))
    await stores.index.commit({ chapters: [chapterOf('a.md', segments)] })
    stores.close()
    overwritePages(path)
    const readEverything = async () => {
      const damaged = openIndex(path)
      try {
        await damaged.index.loadState()
        await damaged.index.loadSegments({})
      } finally {
        damaged.close()
      }
    }
    await expect(readEverything()).rejects.toThrow(failure('store-damaged'))
  })
})

/** Leaves the first page, with which SQLite recognises its files, and fills the rest. */
function overwritePages(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xff, 4096))
}
