/** What stands behind a directive's name on its first line. */
export type ArgumentRole =
  | 'none'
  /** Readable, on one line. */
  | 'title'
  /** The body's first line. */
  | 'body'
  /** A name others refer to: never text, and not the same in every language. */
  | 'label'
  | 'path'
  | 'image'
  /** A programming language, an expression, a format: the same in every language. */
  | 'value'
  /** A version, then readable text. */
  | 'version'

export type BodyRole =
  | 'markdown'
  /** Markdown whose first paragraph that is no image is the caption. */
  | 'figure'
  | 'code'
  | 'math'
  /** One path a line, as `path` or `Title <path>`. */
  | 'paths'
  | 'csv'
  | 'glossary'
  | 'opaque'

export interface DirectiveSpec {
  readonly argument: ArgumentRole
  readonly body: BodyRole
}

const TABLE: readonly (readonly [names: string, argument: ArgumentRole, body: BodyRole])[] = [
  ['note tip warning hint attention important caution danger error seealso todo', 'body', 'markdown'],
  [
    'admonition dropdown details collapse topic sidebar margin aside card grid-item-card tab-item tab',
    'title',
    'markdown',
  ],
  ['table list-table rubric centered contents local-contents tabbed exercise proof theorem lemma', 'title', 'markdown'],
  ['definition example remark corollary proposition axiom algorithm prf:theorem prf:proof', 'title', 'markdown'],
  ['versionadded versionchanged deprecated version-added version-changed version-removed', 'version', 'markdown'],
  [
    'tab-set tabs grid grid-item card-carousel card-header panels epigraph quote pull-quote highlights',
    'value',
    'markdown',
  ],
  ['blockquote compound container div only hlist acks list-grid if ifconfig solution', 'value', 'markdown'],
  ['button-link button-ref', 'path', 'markdown'],
  ['figure', 'image', 'figure'],
  ['figure-md subfigure', 'label', 'figure'],
  ['image thumbnail video audio', 'image', 'opaque'],
  ['literalinclude include download iframe embed youtube bibliography', 'path', 'opaque'],
  ['code-block code sourcecode code-cell highlight parsed-literal doctest testcode testoutput', 'value', 'code'],
  ['toctree tableofcontents', 'none', 'paths'],
  ['math amsmath', 'label', 'math'],
  ['csv-table', 'title', 'csv'],
  ['glossary', 'none', 'glossary'],
  ['raw eval-rst mermaid graphviz digraph graph plantuml uml index meta currentmodule module', 'value', 'opaque'],
  [
    'default-role role tabularcolumns productionlist sectionauthor codeauthor glue layout bibliography',
    'value',
    'opaque',
  ],
]

/** Docusaurus admonitions: their argument is a title even where MyST has a body. */
const DOCUSAURUS = new Set('note tip info warning caution danger important success secondary details'.split(' '))

const SPECS = new Map(
  TABLE.flatMap(([names, argument, body]) => names.split(' ').map((name) => [name, { argument, body }] as const)),
)

/** `null` for a directive nobody has described: it stays opaque. `plain`: written `:::name`, without braces. */
export function directiveSpec(name: string, plain = false): DirectiveSpec | null {
  if (plain && DOCUSAURUS.has(name)) return { argument: 'title', body: 'markdown' }
  return SPECS.get(name) ?? null
}

const TEXT_OPTIONS = new Set('caption alt title subtitle header link-alt placeholder'.split(' '))
const LABEL_OPTIONS = new Set(['name', 'label'])

/** Options that readers read. */
export function isTextOption(name: string): boolean {
  return TEXT_OPTIONS.has(name)
}

/** Options that name the directive for references. */
export function isLabelOption(name: string): boolean {
  return LABEL_OPTIONS.has(name)
}
