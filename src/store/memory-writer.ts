import type Database from 'better-sqlite3'
import type { ChapterPairs, MemoryPair } from '../app/ports.js'
import { textKey, toUnicode } from './text-key.js'

interface PairRow extends Pick<MemoryPair, 'chapter' | 'id' | 'target' | 'origin' | 'quality'> {
  readonly source: number
  readonly previous: number | null
  readonly next: number | null
}

/** The writing half of the memory. Each call is one transaction. */
export function createMemoryWriter(db: Database.Database) {
  const selectText = db.prepare<[key: Buffer], number>('SELECT number FROM memory_text WHERE key = ?').pluck()
  const insertText = db.prepare<[key: Buffer, text: string]>('INSERT INTO memory_text (key, text) VALUES (?, ?)')
  const upsertPair = db.prepare<PairRow>(`
    INSERT INTO memory_pair (chapter, id, source, target, previous, next, origin, quality)
    VALUES (@chapter, @id, @source, @target, @previous, @next, @origin, @quality)
    ON CONFLICT (chapter, id, source) DO UPDATE SET
      target = excluded.target, previous = excluded.previous, next = excluded.next,
      origin = excluded.origin, quality = excluded.quality
  `)
  const deletePairs = db.prepare<[chapter: string]>('DELETE FROM memory_pair WHERE chapter = ?')
  const upsertChapter = db.prepare<[chapter: string, version: string]>(`
    INSERT INTO memory_chapter (chapter, version) VALUES (?, ?)
    ON CONFLICT (chapter) DO UPDATE SET version = excluded.version
  `)
  const deleteChapter = db.prepare<[chapter: string]>('DELETE FROM memory_chapter WHERE chapter = ?')

  const put = db.transaction(putPairs)
  const remove = db.transaction((chapters: readonly string[]) => {
    for (const chapter of chapters) {
      deletePairs.run(chapter)
      deleteChapter.run(chapter)
    }
  })
  const replace = db.transaction((chapters: readonly ChapterPairs[]) => {
    for (const { chapter, version, pairs } of chapters) {
      deletePairs.run(chapter)
      putPairs(pairs)
      upsertChapter.run(chapter, version)
    }
  })
  const clear = db.transaction(() => {
    db.exec(`
      DELETE FROM memory_gram_sample; DELETE FROM memory_indexed;
      INSERT INTO memory_gram (memory_gram) VALUES ('delete-all');
      DELETE FROM memory_chapter; DELETE FROM memory_pair; DELETE FROM memory_text;
    `)
  })

  return {
    put: (pairs: readonly MemoryPair[]) => put.immediate(pairs),
    remove: (chapters: readonly string[]) => remove.immediate(chapters),
    replace: (chapters: readonly ChapterPairs[]) => replace.immediate(chapters),
    clear: () => clear.immediate(),
  }

  function putPairs(pairs: readonly MemoryPair[]): void {
    const numbers = new Map<string, number>()
    const numberOf = (text: string | null): number | null => {
      if (text === null) return null
      const number = numbers.get(text) ?? storeText(text)
      numbers.set(text, number)
      return number
    }
    for (const { chapter, id, source, target, previousSource, nextSource, origin, quality } of pairs) {
      upsertPair.run({
        chapter,
        id,
        source: numberOf(source) as number,
        target: toUnicode(target),
        previous: numberOf(previousSource),
        next: numberOf(nextSource),
        origin,
        quality,
      })
    }
  }

  function storeText(text: string): number {
    const key = textKey(text)
    return selectText.get(key) ?? Number(insertText.run(key, toUnicode(text)).lastInsertRowid)
  }
}
