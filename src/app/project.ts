import type { MemoryStore } from './ports.js'
import type { RefreshDeps } from './refresh.js'

/** What the use cases of a project are given to work with. */
export interface ProjectDeps extends RefreshDeps {
  readonly memory: MemoryStore
  /** Glossary files: their path as shown to people, and their text. */
  readonly glossaryFiles: () => Promise<readonly GlossaryFile[]>
  /** Severities and options of checks, from the configuration. */
  readonly checks: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface GlossaryFile {
  readonly path: string
  readonly text: string
}
