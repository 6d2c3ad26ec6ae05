import type { CodeType } from './coded-text.js'

/** What the marks of one construct share. A pair's two marks hold the same object. */
export interface About {
  readonly type: CodeType
  readonly role: string
  readonly label: string | null
  readonly shows: string
}

/** A stretch of a text: what is to be read, or markup. Marks are in order and leave nothing out. */
export interface Mark {
  readonly kind: 'text' | 'lock' | 'open' | 'close'
  readonly start: number
  readonly end: number
  /** `null` for text. */
  readonly about: About | null
}

/** A mark of which it is not known yet what it belongs to: a run of delimiters, an HTML tag. */
export interface LooseMark {
  readonly kind: Mark['kind'] | 'run' | 'tag'
  readonly start: number
  readonly end: number
  readonly about: About | null
}
