/** A text with what is known of its place. Lists of units are in document order. */
export interface MatchUnit {
  readonly text: string
  /** A segment or block kind. Units of unlike kinds are never linked by resemblance. */
  readonly kind: string
  /** Texts of the headings it stands under, outermost first. */
  readonly section?: readonly string[]
}

/**
 * What became of a text. `unchanged` keeps its place among its neighbours, `moved` is the same text elsewhere;
 * `changed`, `split` and `merged` differ in text, wherever they stand.
 */
export type LinkKind = 'unchanged' | 'moved' | 'changed' | 'split' | 'merged'

/** Indices into the two lists, ascending. */
export interface MatchLink {
  readonly older: readonly number[]
  readonly newer: readonly number[]
  readonly kind: LinkKind
  /** 0..1; 1 when the texts are the same. */
  readonly similarity: number
}

/** Every unit of both lists is in exactly one link, or in `gone` or `added`. */
export interface MatchResult {
  /** In the order of their first older unit. */
  readonly links: readonly MatchLink[]
  /** Indices of older units without a counterpart, ascending. */
  readonly gone: readonly number[]
  /** Indices of newer units without a counterpart, ascending. */
  readonly added: readonly number[]
}

/** Kinds a writer turns into one another without making another text of it. */
const PROSE = new Set(['paragraph', 'list-item', 'title', 'definition-term', 'html-text'])

/** Kinds whose texts are names: too short to be recognised by their words, placed by what stands around them. */
const NAMES = new Set([
  'heading',
  'table-cell',
  'caption',
  'alt',
  'title',
  'option',
  'toctree-title',
  'front-matter',
  'field-name',
  'definition-term',
])

/** Units of different families are different things even when alike, such as a caption and its picture's alt text. */
export function kindFamily(kind: string): string {
  return PROSE.has(kind) ? 'prose' : kind
}

/** True for kinds that keep their identity by their place alone when they are reworded. */
export function isNameKind(kind: string): boolean {
  return NAMES.has(kind)
}
