import type { Builder } from './builder.js'
import type { Lines } from './lines.js'

/** Where in the tree something stands, and what reads the lines inside it. */
export interface Flow {
  readonly builder: Builder
  /** Index of the node that contains what is read next. */
  readonly node: number
  /** True until a figure has had its caption. */
  readonly caption: { pending: boolean }
  /** Reads lines as Markdown below `node`. */
  readonly read: (lines: Lines, node: number, options?: { readonly caption?: boolean }) => void
}
