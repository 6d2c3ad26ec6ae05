import type { MemoryPair } from './ports.js'

/** A memory from elsewhere, as it is now. It is only ever read. */
export type ForeignMemory =
  | {
      readonly kind: 'tmx'
      /** As it is named to people. */
      readonly name: string
      /** Names its content: another one wherever that may be another. */
      readonly version: string
      /** Its text, piece by piece. */
      read(): AsyncIterable<string>
    }
  | {
      readonly kind: 'database'
      readonly name: string
      readonly version: string
      /** The pairs of its own book. */
      read(): AsyncIterable<readonly MemoryPair[]>
    }
  | { readonly kind: 'missing'; readonly name: string }

/** The two languages of the project, as the configuration names them. */
export interface Languages {
  readonly source: string
  readonly target: string
}

export interface ForeignMemories {
  readonly languages: Languages
  /**
   * The TMX files of the project's folder for them, then what the configuration names.
   *
   * @throws ZhenError what keeps a file that is there from being looked at
   */
  list(): Promise<readonly ForeignMemory[]>
}

/** A TMX file on the command line. */
export interface TmxFile {
  /** As the person named it. */
  readonly shown: string
  /** Its own name, without folders. */
  readonly name: string
  readonly bytes: number
  read(): AsyncIterable<string>
}

export type TakeOutcome = 'created' | 'replaced' | 'unchanged'

/** The project's folder of TMX files, which belong to it and are committed. */
export interface MemoryFolder {
  /** How a file of this name is shown, as `tm/old.tmx`. */
  shownPath(name: string): string
  /**
   * Puts a copy of a file there, byte for byte.
   *
   * @throws ZhenError `memory-exists` where other bytes are there already, unless they may be replaced
   */
  take(file: TmxFile, options: { readonly replace: boolean; readonly dryRun: boolean }): Promise<TakeOutcome>
}
