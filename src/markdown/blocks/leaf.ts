import type { Lines } from '../lines.js'
import type { HtmlKind } from './html.js'
import type { FenceStart } from './starts.js'

/** A block that is being read line by line and holds no other blocks. `place` is its first character and line. */
export type Leaf = {
  readonly lines: Lines
  readonly start: number
  readonly line: number
} & (
  | { readonly type: 'paragraph' }
  | { readonly type: 'indented' }
  | { readonly type: 'comment' }
  | { readonly type: 'table' }
  | { readonly type: 'html'; readonly kind: HtmlKind | 'mdx' }
  | { readonly type: 'math'; readonly until: number }
  | {
      readonly type: 'fence'
      readonly fence: FenceStart
      readonly indent: number
      readonly lineEnd: number
      closing: Lines | null
      end: number
      endLine: number
    }
)

/** What contains other blocks. The stack of open ones starts with the root. */
export interface Container {
  readonly type: 'root' | 'quote' | 'list' | 'item' | 'footnote' | 'definition-list' | 'description'
  readonly node: number
  /** Columns a later line has to be indented by to belong to it. */
  readonly indent: number
  /** The list's marker. */
  readonly marker: number
  empty: boolean
}
