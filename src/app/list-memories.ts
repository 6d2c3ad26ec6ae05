import { fillMemory } from './fill-memory.js'
import { refresh } from './refresh.js'
import type { MemoryListReport } from './report.js'
import type { SearchMemoryDeps } from './search-memory.js'

/** The memories that `draft` and `memory search` look into, and how much is in them. */
export async function listMemories(deps: SearchMemoryDeps): Promise<MemoryListReport> {
  const { notices, chapters } = await refresh(deps)
  const missing = await fillMemory(deps, chapters, deps.onMemoryProgress)
  const others = [...(await deps.memory.countSources())].map(([name, pairs]) => ({ name, pairs }))
  const { pairs } = await deps.memory.count()
  const own = pairs - others.reduce((sum, one) => sum + one.pairs, 0)
  return { notices: [...notices, ...missing], memories: [{ name: null, pairs: own }, ...others] }
}
