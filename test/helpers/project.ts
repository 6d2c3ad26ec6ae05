import type { Interruption } from '../../src/app/draft/send.js'
import type { DraftInput } from '../../src/app/input.js'
import type { AnswerStore } from '../../src/app/ports.js'
import type { ProjectDeps } from '../../src/app/project.js'
import { openIndex } from '../../src/store/open-index.js'
import { createMemoryWorkspace, type MemoryWorkspace } from './memory-workspace.js'

/** Nobody presses Ctrl-C. */
export const UNINTERRUPTED: Interruption = { stop: new AbortController().signal, drop: new AbortController().signal }

/** What `zhen draft` is asked where nothing is said. */
export const DRAFT: DraftInput = {
  chapters: [],
  engine: 'memory',
  statuses: ['untranslated', 'stale'],
  gaps: [],
  section: null,
  maxCharacters: null,
  maxCost: null,
  retryRefused: false,
  write: true,
  dryRun: false,
}

export interface MemoryProject extends ProjectDeps {
  readonly answers: AnswerStore
  readonly workspace: MemoryWorkspace
}

/** A project without a disk; `workspace` may be shared with another one, to see the same files with a fresh index. */
export function createMemoryProject(files: Iterable<readonly [string, string]> | MemoryWorkspace): MemoryProject {
  const workspace = 'files' in files ? files : createMemoryWorkspace(files)
  const { index, memory, answers, found } = openIndex(':memory:')
  let clock = Date.UTC(2026, 0, 1)
  return { workspace, index, memory, answers, found, checks: {}, rules: 'test', now: () => (clock += 1000) }
}
