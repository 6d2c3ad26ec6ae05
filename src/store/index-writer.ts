import type Database from 'better-sqlite3'
import type { FileRecord, IndexChanges, IndexedChapter } from '../app/ports.js'
import type { ChapterRow, Summary } from './index-reader.js'
import { packChapter } from './packed-segments.js'

/** The writing half of the index. Each call is one transaction. */
export function createIndexWriter(db: Database.Database) {
  const upsertFile = db.prepare<FileRecord>(`
    INSERT INTO file (side, path, size, mtime_ns, inode, hash, checked_at)
    VALUES (@side, @path, @size, @mtimeNs, @inode, @hash, @checkedAt)
    ON CONFLICT (side, path) DO UPDATE SET
      size = excluded.size, mtime_ns = excluded.mtime_ns, inode = excluded.inode,
      hash = excluded.hash, checked_at = excluded.checked_at
  `)
  const deleteFile = db.prepare<Pick<FileRecord, 'side' | 'path'>>(
    'DELETE FROM file WHERE side = @side AND path = @path',
  )
  const upsertChapter = db.prepare<ChapterRow>(`
    INSERT INTO chapter (chapter, source_hash, target_hash, ledger_hash, pending, summary)
    VALUES (@chapter, @sourceHash, @targetHash, @ledgerHash, @pending, @summary)
    ON CONFLICT (chapter) DO UPDATE SET
      source_hash = excluded.source_hash, target_hash = excluded.target_hash, ledger_hash = excluded.ledger_hash,
      pending = excluded.pending, summary = excluded.summary
  `)
  const upsertSegments = db.prepare<[chapter: string, ids: string, packed: string]>(`
    INSERT INTO chapter_segments (chapter, ids, packed) VALUES (?, ?, ?)
    ON CONFLICT (chapter) DO UPDATE SET ids = excluded.ids, packed = excluded.packed
  `)
  // What was found in the whole book goes by no chapter's name.
  const deleteFindings = db.prepare<[chapter: string]>("DELETE FROM finding WHERE chapter IN (?, '')")
  const deleteChapter = db.prepare<[chapter: string]>('DELETE FROM chapter WHERE chapter = ?')
  const upsertMeta = db.prepare<[key: string, value: string]>(`
    INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
  `)

  const commit = db.transaction((changes: IndexChanges) => {
    for (const file of changes.removedFiles ?? []) deleteFile.run(file)
    for (const file of changes.files ?? []) upsertFile.run(file)
    for (const chapter of changes.removedChapters ?? []) {
      deleteChapter.run(chapter)
      deleteFindings.run(chapter)
    }
    for (const chapter of changes.chapters ?? []) putChapter(chapter)
    for (const [key, value] of Object.entries(changes.meta ?? {})) upsertMeta.run(key, value)
  })
  const clear = db.transaction(() => {
    db.exec(
      'DELETE FROM file; DELETE FROM chapter_segments; DELETE FROM chapter; DELETE FROM finding; DELETE FROM meta',
    )
  })

  return {
    commit: (changes: IndexChanges) => commit.immediate(changes),
    clear: () => clear.immediate(),
  }

  function putChapter({ record, segments }: IndexedChapter): void {
    const { chapter, sourceHash, targetHash, ledgerHash, pending, ...rest } = record
    const summary: Summary = rest
    upsertChapter.run({
      chapter,
      sourceHash,
      targetHash,
      ledgerHash,
      pending: pending ? 1 : 0,
      summary: JSON.stringify(summary),
    })
    deleteFindings.run(chapter)
    const { ids, packed } = 'packed' in segments ? segments : packChapter(chapter, segments)
    upsertSegments.run(chapter, ids, packed)
  }
}
