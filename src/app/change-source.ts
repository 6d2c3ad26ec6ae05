import type { Notice } from './workspace-port.js'

/** What a file is to the project. `ledger` is all that lies in the ledger's folder, `other` what chapters may refer to. */
export type ChangedKind = 'source' | 'target' | 'ledger' | 'glossary' | 'config' | 'other'

/** A file that came, went or is another one now. */
export interface ChangedFile {
  readonly kind: ChangedKind
  /** Relative to the project, with `/`. */
  readonly path: string
}

/** What was saved since the last batch, once it holds still. */
export interface ChangeBatch {
  /** By path. Empty in the first batch, which says that from now on nothing is missed. */
  readonly files: readonly ChangedFile[]
  /** What a person should know of how changes are noticed. */
  readonly notices: readonly Notice[]
  /**
   * False when a file is no longer as it was when this was told: what was read meanwhile may be half of a save, and
   * another batch follows.
   */
  holds(): boolean
}

/**
 * Tells when people save files. Implemented by `workspace/`.
 *
 * A batch names no file that is in the middle of a save: what is being written, or is away for a moment while an editor
 * puts the new file in place of the old, is looked at again. While a batch is being worked on, later changes gather in
 * the next one. Nothing is thrown for files that cannot be read: whoever reads them will say so.
 */
export interface ChangeSource {
  /** Ends when `signal` is aborted. Each call has its own batches. */
  changes(signal: AbortSignal): AsyncIterable<ChangeBatch>
}
