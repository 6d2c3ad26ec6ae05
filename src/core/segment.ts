/** What a piece of text is in its chapter. Kebab-case names are written in JSON and in the ledger: stable for ever. */
export const SEGMENT_KINDS = [
  'heading',
  'paragraph',
  'list-item',
  'table-cell',
  'caption',
  'alt',
  'title',
  'option',
  'toctree-title',
  'front-matter',
  'comment',
  'definition-term',
  'field-name',
  'html-text',
] as const

export type SegmentKind = (typeof SEGMENT_KINDS)[number]

/** How a segment's text is written in its file, which decides what has to be escaped. */
export type SegmentForm =
  | 'flow'
  | 'line'
  | 'cell'
  | 'alt'
  | 'attribute'
  | 'html'
  | 'yaml'
  | 'yaml-block'
  | 'csv'
  | 'comment'
  | 'title'

/** What is not text but must agree between source and target. */
export const BLOCK_KINDS = ['fence', 'image', 'path', 'directive', 'html', 'math', 'target', 'definition'] as const

export type BlockKind = (typeof BLOCK_KINDS)[number]

/** A place in a chapter. Offsets are half-open, in UTF-16 units of the whole file; lines are 1-based and inclusive. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly startLine: number
  readonly endLine: number
}

/** A paragraph-sized piece of text of one chapter. */
export interface Segment extends Span {
  readonly type: 'segment'
  readonly kind: SegmentKind
  /** Absent for `flow`: a paragraph, which may have several lines. */
  readonly form?: SegmentForm
  /** The text without the `>` and indentation that containers put before its later lines; line ends are LF. */
  readonly text: string
  /** What stood between the lines of `text`, verbatim: a line ending and container markers. */
  readonly glue: readonly string[]
  /** True when its prose has no source-language text: it is carried over, not translated. */
  readonly carried: boolean
  /** Texts of the headings it stands under, outermost first. A heading is not in its own section. */
  readonly section: readonly string[]
  /** Index of its innermost {@link ChapterNode}. */
  readonly node: number
}

/** A part of a chapter that is no text but must agree with its counterpart: a fence, an image, a path, a directive. */
export interface Block extends Span {
  readonly type: 'block'
  readonly kind: BlockKind
  /** Verbatim, container markers taken off its later lines, LF. */
  readonly text: string
  /** What must agree with the counterpart: `text` without labels, without the segments inside, white space folded. */
  readonly signature: string
  readonly section: readonly string[]
  readonly node: number
}

export type Part = Segment | Block

/** A flow element of a chapter; nodes form a tree by `parent`. */
export interface ChapterNode extends Span {
  readonly type:
    | 'root'
    | 'heading'
    | 'paragraph'
    | 'quote'
    | 'list'
    | 'item'
    | 'table'
    | 'fence'
    | 'html'
    | 'directive'
    | 'front-matter'
    | 'definition'
    | 'footnote'
    | 'math'
    | 'target'
    | 'comment'
    | 'break'
    | 'definition-list'
    | 'field-list'
    | 'jsx'
  /** Index of the containing node; -1 for the root, which is node 0. */
  readonly parent: number
  /** Heading level, else `null`. */
  readonly level: number | null
  /** Directive name or fence language, else `null`. */
  readonly name: string | null
}

/** Something a reader of a chapter should know, such as an unknown directive. */
export interface ParseWarning {
  readonly code: 'unknown-directive' | 'unclosed-fence' | 'unclosed-directive' | 'too-deep'
  readonly line: number
  readonly name: string
}

/**
 * A chapter taken apart. `nodes` and `parts` are in document order.
 *
 * Segments do not overlap segments, nor blocks blocks. A segment may lie inside a block and then follows it: a comment
 * in its fence, the alternative text in its image, text and attributes in their HTML. The block of a directive with a
 * body ends with its options, so that what the body holds stands on its own.
 */
export interface ParsedChapter {
  /** The whole file, a BOM included. */
  readonly text: string
  readonly nodes: readonly ChapterNode[]
  readonly parts: readonly Part[]
  readonly warnings: readonly ParseWarning[]
}
