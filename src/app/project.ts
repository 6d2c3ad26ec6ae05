import type { CheckSettings } from '../checks/options.js'
import type { SphinxSettings } from '../references/conventions.js'
import type { ChangesPort } from './changes-port.js'
import type { ForeignMemories } from './memory-port.js'
import type { ParsedChapters } from './parsed-chapters.js'
import type { FindingStore, MemoryStore } from './ports.js'
import type { RefreshDeps } from './refresh.js'

/** What the use cases of a project are given to work with. */
export interface ProjectDeps extends RefreshDeps {
  readonly memory: MemoryStore
  /** Memories from elsewhere; absent where there are none. */
  readonly memories?: ForeignMemories
  /** Grades of checks by their id, from the configuration. */
  readonly checks: CheckSettings
  /** What the configuration says of the book's labels, beside `conf.py`. */
  readonly sphinx?: SphinxSettings
  /** What checks found before. */
  readonly found: FindingStore
  /** Names the checks as they are built: what others found is not taken for what they would find. */
  readonly build?: string
  /** Chapters taken apart before, for whoever looks at the book again and again. */
  readonly parsed?: ParsedChapters
  /** What changed since a revision. */
  readonly changes?: ChangesPort
  /** Milliseconds since 1970. */
  readonly now: () => number
}
