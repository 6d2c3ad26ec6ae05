import type { InlineType } from '../inline.js'

/**
 * What a code is. Beyond the inline constructs: a hard line break, an entity reference, a run of delimiters that
 * delimits nothing, a character that XML does not allow.
 */
export type CodeType = InlineType | 'break' | 'entity' | 'literal' | 'control'

/** Markup of a segment's text, which an engine sees as a tag. */
export interface Code {
  readonly id: number
  /** `locked`: stays as it is, `<x id="1"/>`. `paired`: around text that is translated, `<g id="1">…</g>`. */
  readonly form: 'locked' | 'paired'
  readonly type: CodeType
  /** The Markdown in front of the text; of a locked code, all of it. */
  readonly open: string
  /** The Markdown behind the text; `''` for a locked code. */
  readonly close: string
  /** A role's name, an HTML element's, `link`, `image` or `reference`; else `''`. */
  readonly role: string
  /** What it leads to: a role's label, a destination; `null` where it leads nowhere. It stands in `close`, or in `open`. */
  readonly label: string | null
  /** What a reader would see of it: the code, the address, the tag. */
  readonly shows: string
  /**
   * Whether it belongs to what it touches: emphasis to the rest of a word (`**I**stio`), a substitution
   * to a word (`v{{ version }}`), a locked code to another. That
   * Chinese has no blank there says nothing.
   */
  readonly touches: { readonly before: boolean; readonly after: boolean }
}

/** A segment's text in engine form (see `app/engine-port.ts`), and its codes: the first has id 1. */
export interface CodedText {
  readonly text: string
  readonly codes: readonly Code[]
}

/** What two texts have in common that differ in nothing but the contents of their codes and in white space. */
export function maskedText({ text }: CodedText): string {
  return text.replace(/\s+/g, ' ').trim()
}
