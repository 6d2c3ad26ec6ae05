import type Database from 'better-sqlite3'
import type { ChapterFindings, FindingStore, FindingSubject } from '../app/ports.js'
import { promising } from './failures.js'

/** What was worked out for checks, in a database that `openDatabase` opened. */
export function createFindingStore(db: Database.Database): FindingStore {
  const select = db
    .prepare<[chapter: string, subject: FindingSubject, key: string], string>(
      'SELECT found FROM finding WHERE chapter = ? AND subject = ? AND key = ?',
    )
    .pluck()
  const selectKeys = db
    .prepare<[subject: FindingSubject], [chapter: string, key: string]>(
      'SELECT chapter, key FROM finding WHERE subject = ? ORDER BY chapter',
    )
    .raw()
  const upsert = db.prepare<ChapterFindings>(`
    INSERT INTO finding (chapter, subject, key, found) VALUES (@chapter, @subject, @key, @found)
    ON CONFLICT (chapter, subject) DO UPDATE SET key = excluded.key, found = excluded.found
  `)
  const put = db.transaction((findings: readonly ChapterFindings[]) => {
    for (const one of findings) upsert.run(one)
  })
  return promising(db.name, {
    load: db.transaction((subject: FindingSubject, keys: ReadonlyMap<string, string>) => {
      const known = new Map<string, string>()
      for (const [chapter, key] of keys) {
        const found = select.get(chapter, subject, key)
        if (found !== undefined) known.set(chapter, found)
      }
      return known
    }),
    keys: (subject: FindingSubject) => new Map(selectKeys.all(subject)),
    put: (findings: readonly ChapterFindings[]) => put.immediate(findings),
  })
}
