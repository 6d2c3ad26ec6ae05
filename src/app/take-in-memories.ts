import type { OnProgress } from './input.js'
import type { ForeignMemories, ForeignMemory } from './memory-port.js'
import type { MemoryPair, MemoryStore } from './ports.js'
import type { Notice } from './workspace-port.js'

export interface TakeInDeps {
  readonly memory: MemoryStore
  /** Absent: there are none. */
  readonly memories?: ForeignMemories
}

/**
 * Brings what the memory has from elsewhere up to date with the files as they are: what changed is taken in anew, what is
 * no longer named or no longer there is forgotten. A memory that is not there is worth a notice, not a failure: a
 * checkout elsewhere need not have it.
 *
 * @throws ZhenError what reading a memory throws that is there
 */
export async function takeInMemories(
  { memory, memories }: TakeInDeps,
  onProgress: OnProgress = () => {},
): Promise<readonly Notice[]> {
  const listed = (await memories?.list()) ?? []
  const known = await memory.sources()
  const there = new Set(listed.flatMap(({ kind, name }) => (kind === 'missing' ? [] : [name])))
  await memory.removeSources([...known.keys()].filter((name) => !there.has(name)))
  let taken = 0
  for (const one of listed) {
    if (one.kind === 'missing' || known.get(one.name) === one.version) continue
    await memory.replaceSource(one.name, one.version, counted(pairsOf(one, memories as ForeignMemories)))
  }
  return listed.flatMap(({ kind, name }): Notice[] => {
    return kind === 'missing' ? [{ code: 'memory-missing', values: { path: name } }] : []
  })

  async function* counted(batches: AsyncIterable<readonly MemoryPair[]>) {
    for await (const batch of batches) {
      taken += batch.length
      onProgress(taken, 0)
      yield batch
    }
  }
}

async function* pairsOf(
  one: Exclude<ForeignMemory, { readonly kind: 'missing' }>,
  { languages }: ForeignMemories,
): AsyncGenerator<readonly MemoryPair[], void, undefined> {
  if (one.kind === 'database') {
    yield* one.read()
    return
  }
  const { openTmx, readTmx } = await import('../exchange/read-tmx.js')
  yield* readTmx(one.read(), openTmx(one.name, languages))
}
