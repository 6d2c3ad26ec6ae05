import type { Definition } from './reference.js'

/** A place of a book. */
export interface Place {
  /** Path below the folder of the chapters. */
  readonly chapter: string
  /** Index of the chapter's node; `null`: the chapter itself. */
  readonly node: number | null
  /** Only of a term, of which a node holds several: index of its part. */
  readonly part?: number
}

/** Equal keys: the same place. A chapter's first heading is the chapter. */
export function placeKey({ chapter, node, part }: Place, firstHeading: number | null): string {
  if (node === firstHeading || node === null) return `${chapter}#`
  return `${chapter}#${part === undefined ? node : `${node}.${part}`}`
}

/** Where a reference leads. */
export type Resolution =
  | {
      readonly leads: 'chapter'
      readonly place: Place
      /** The label by which it was found; `null` where a chapter is named by its path. */
      readonly definition: Definition | null
    }
  /** A file that is there; its path as seen from the folder of the chapters. */
  | { readonly leads: 'file'; readonly path: string }
  /** Out of the book, or to what cannot be judged. */
  | { readonly leads: 'away' }
  | { readonly leads: 'nowhere'; readonly reason: Missing; readonly path?: string }

/** What is missing: a label; a title for a reference without a text; a chapter; an anchor in one; a file. */
export type Missing = 'label' | 'title' | 'chapter' | 'anchor' | 'file'
