import type { ParsedChapter } from '../core/segment.js'

export type DefinitionKind =
  | 'heading'
  /** `(label)=`. */
  | 'target'
  /** A directive's `:name:`, or the argument of `figure-md`. */
  | 'name'
  /** `{#label}`. */
  | 'attribute'
  /** The label of an equation. */
  | 'equation'
  /** A term of a `glossary`. */
  | 'term'
  /** `id` or `name` of an HTML tag. */
  | 'html'

/** A label and the place of the chapter it names. */
export interface Definition {
  readonly kind: DefinitionKind
  /** As written; a heading's is its Markdown. */
  readonly label: string
  /** Index of the chapter's node to which it leads; -1 where nothing follows a target. */
  readonly node: number
  /** Index of the part it is written in. */
  readonly part: number
  /** A reference without a text of its own can take one from here: a title, a caption. */
  readonly titled: boolean
  /** It leads to what Sphinx numbers: a section, or a figure, table or code with a caption. */
  readonly numbered: boolean
  /** Only of a heading that opens a section: how many sections it stands in, its level, and its anchor's stem. */
  readonly section?: { readonly depth: number; readonly level: number; readonly slug: string }
}

/** A definition, and where its label is written. */
export interface WrittenDefinition extends Definition {
  /** Half-open, in UTF-16 units of the whole file. */
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
}

export type UseKind =
  | 'ref'
  | 'numref'
  | 'doc'
  | 'download'
  | 'term'
  | 'eq'
  | 'any'
  /** A Markdown link that is no address in the web. */
  | 'link'
  | 'image'
  /** The file of an `include`, a `literalinclude` and the like. */
  | 'include'
  | 'toctree'

/** A reference: where a chapter names another place. */
export interface Use {
  readonly kind: UseKind
  /** As written. */
  readonly label: string
  /** Where the label is written: half-open, in UTF-16 units of the whole file. */
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
  /** It has a text of its own. */
  readonly explicit: boolean
  /** Index of the part it stands in. */
  readonly part: number
  /** Where the label stands in the text of that part, half-open; `null` in a block. */
  readonly range: readonly [start: number, end: number] | null
}

/** What of a chapter can be referred to. */
export interface DefiningChapter {
  /** Path below the folder of the chapters, with `/`. */
  readonly path: string
  /** In document order. */
  readonly definitions: readonly Definition[]
  /** Labels of figures that MyST cannot read: nothing leads to them. */
  readonly lostLabels: readonly string[]
}

/** A chapter with what it defines and what it refers to, each in document order. */
export interface ReferringChapter extends DefiningChapter {
  readonly parsed: ParsedChapter
  readonly definitions: readonly WrittenDefinition[]
  readonly uses: readonly Use[]
}
