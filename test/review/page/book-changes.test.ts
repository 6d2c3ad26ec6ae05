import { describe, expect, it } from 'vitest'
import type { ChangeBatch, ChangeSource } from '../../../src/app/change-source.js'
import { createBookChanges } from '../../../src/review/server/book-changes.js'

/** A source of the batches given, which then waits to be ended. */
function sourceOf(...batches: ChangeBatch['files'][]): ChangeSource {
  return {
    async *changes(signal) {
      for (const files of batches) yield { files, notices: [], holds: () => true }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  }
}

async function toldOf(...batches: ChangeBatch['files'][]): Promise<number> {
  let told = 0
  const bugs: unknown[] = []
  const changes = createBookChanges(sourceOf(...batches), { check: async () => false }, (bug) => bugs.push(bug))
  const stop = changes.subscribe(() => {
    told++
  })
  await new Promise((resolve) => setImmediate(resolve))
  stop()
  expect(bugs).toEqual([])
  return told
}

describe('createBookChanges', () => {
  it('should tell once it watches: nobody has told of what was saved before', async () => {
    expect(await toldOf([])).toBe(1)
  })

  it('should tell of every batch', async () => {
    expect(await toldOf([], [{ kind: 'target', path: 'a.md' }], [{ kind: 'ledger', path: 'a.jsonl' }])).toBe(3)
  })
})
