import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { ChapterPairs, MemoryPair } from '../app/ports.js'
import { textKey, toUnicode } from './text-key.js'

interface PairRow extends Pick<MemoryPair, 'chapter' | 'id' | 'target' | 'origin' | 'quality'> {
  readonly memory: number
  readonly source: number
  readonly previous: number | null
  readonly next: number | null
  readonly about: string | null
}

/** Number of the project's own memory among the sources. */
const OWN = 0

/** Pairs of a memory from elsewhere that are forgotten in one transaction: others can write between two. */
const FORGOTTEN = 20_000

/** The writing half of the memory. Each call is one transaction. */
export function createMemoryWriter(db: Database.Database) {
  const selectText = db.prepare<[key: Buffer], number>('SELECT number FROM memory_text WHERE key = ?').pluck()
  const insertText = db.prepare<[key: Buffer, text: string]>('INSERT INTO memory_text (key, text) VALUES (?, ?)')
  const upsertPair = db.prepare<PairRow>(`
    INSERT INTO memory_pair (memory, chapter, id, source, target, previous, next, origin, quality, about)
    VALUES (@memory, @chapter, @id, @source, @target, @previous, @next, @origin, @quality, @about)
    ON CONFLICT (memory, chapter, id, source) DO UPDATE SET
      target = excluded.target, previous = excluded.previous, next = excluded.next,
      origin = excluded.origin, quality = excluded.quality, about = excluded.about
  `)
  const deletePairs = db.prepare<[chapter: string]>('DELETE FROM memory_pair WHERE memory = 0 AND chapter = ?')
  const upsertChapter = db.prepare<[chapter: string, version: string]>(`
    INSERT INTO memory_chapter (chapter, version) VALUES (?, ?)
    ON CONFLICT (chapter) DO UPDATE SET version = excluded.version
  `)
  const deleteChapter = db.prepare<[chapter: string]>('DELETE FROM memory_chapter WHERE chapter = ?')

  const selectSource = db.prepare<[name: string], number>('SELECT number FROM memory_source WHERE name = ?').pluck()
  const upsertSource = db.prepare<[name: string, version: string]>(`
    INSERT INTO memory_source (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version
  `)
  const deleteSource = db.prepare<[name: string]>('DELETE FROM memory_source WHERE name = ?')
  const deleteSome = db.prepare<[memory: number, limit: number]>(`
    DELETE FROM memory_pair WHERE number IN (SELECT number FROM memory_pair WHERE memory = ? LIMIT ?)
  `)

  const put = db.transaction((pairs: readonly MemoryPair[], memory: number) => putPairs(pairs, memory))
  const forgetSome = db.transaction((memory: number) => deleteSome.run(memory, FORGOTTEN).changes)
  const remove = db.transaction((chapters: readonly string[]) => {
    for (const chapter of chapters) {
      deletePairs.run(chapter)
      deleteChapter.run(chapter)
    }
  })
  const replace = db.transaction((chapters: readonly ChapterPairs[]) => {
    for (const { chapter, version, pairs } of chapters) {
      deletePairs.run(chapter)
      putPairs(pairs, OWN)
      upsertChapter.run(chapter, version)
    }
  })
  const clear = db.transaction(() => {
    db.exec(`
      DELETE FROM memory_gram_sample; DELETE FROM memory_indexed;
      INSERT INTO memory_gram (memory_gram) VALUES ('delete-all');
      DELETE FROM memory_chapter; DELETE FROM memory_pair; DELETE FROM memory_text;
      DELETE FROM memory_source WHERE number > 0;
    `)
  })

  return {
    put: (pairs: readonly MemoryPair[]) => put.immediate(pairs, OWN),
    remove: (chapters: readonly string[]) => remove.immediate(chapters),
    replace: (chapters: readonly ChapterPairs[]) => replace.immediate(chapters),
    clear: () => clear.immediate(),

    replaceSource: async (name: string, version: string, pairs: AsyncIterable<readonly MemoryPair[]>) => {
      // Without a version until all of it is there.
      upsertSource.run(name, '')
      await forgetPairs(name)
      const memory = selectSource.get(name) as number
      for await (const some of pairs) {
        put.immediate(some, memory)
        await nextTurn()
      }
      upsertSource.run(name, version)
    },

    removeSources: async (names: readonly string[]) => {
      for (const name of names) {
        await forgetPairs(name)
        deleteSource.run(name)
      }
    },
  }

  async function forgetPairs(name: string): Promise<void> {
    const memory = selectSource.get(name)
    if (memory === undefined) return
    while (forgetSome.immediate(memory) > 0) await nextTurn()
  }

  /** Within a transaction. */
  function putPairs(pairs: readonly MemoryPair[], memory: number): void {
    const numbers = new Map<string, number>()
    const numberOf = (text: string | null): number | null => {
      if (text === null) return null
      const number = numbers.get(text) ?? storeText(text)
      numbers.set(text, number)
      return number
    }
    for (const { chapter, id, source, target, previousSource, nextSource, origin, quality, about } of pairs) {
      upsertPair.run({
        memory,
        chapter,
        id,
        source: numberOf(source) as number,
        target: toUnicode(target),
        previous: numberOf(previousSource),
        next: numberOf(nextSource),
        origin,
        quality,
        about: about ? JSON.stringify(about) : null,
      })
    }
  }

  function storeText(text: string): number {
    const key = textKey(text)
    return selectText.get(key) ?? Number(insertText.run(key, toUnicode(text)).lastInsertRowid)
  }
}
