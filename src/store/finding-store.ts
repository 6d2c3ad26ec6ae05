import type Database from 'better-sqlite3'
import type { ChapterFindings, FindingStore } from '../app/ports.js'
import { promising } from './failures.js'

/** What checks found, in a database that `openDatabase` opened. */
export function createFindingStore(db: Database.Database): FindingStore {
  const select = db
    .prepare<[chapter: string, key: string], string>('SELECT found FROM finding WHERE chapter = ? AND key = ?')
    .pluck()
  const upsert = db.prepare<ChapterFindings>(`
    INSERT INTO finding (chapter, key, found) VALUES (@chapter, @key, @found)
    ON CONFLICT (chapter) DO UPDATE SET key = excluded.key, found = excluded.found
  `)
  const put = db.transaction((findings: readonly ChapterFindings[]) => {
    for (const one of findings) upsert.run(one)
  })
  return promising(db.name, {
    load: db.transaction((keys: ReadonlyMap<string, string>) => {
      const known = new Map<string, string>()
      for (const [chapter, key] of keys) {
        const found = select.get(chapter, key)
        if (found !== undefined) known.set(chapter, found)
      }
      return known
    }),
    put: (findings: readonly ChapterFindings[]) => put.immediate(findings),
  })
}
