import type { SegmentKind } from '../core/segment.js'
import type { State, Status } from '../core/status.js'
import type { TextForm } from './stamp.js'

/** A segment as it travels to another program. Texts are Markdown. */
export interface ExchangeUnit {
  readonly id: string
  /** Path of its chapter. */
  readonly chapter: string
  readonly kind: SegmentKind
  /** Texts of the headings it stands under, outermost first. */
  readonly section: readonly string[]
  /** Where it stands in its chapter, 1-based. */
  readonly line: number
  readonly source: string
  readonly target: string | null
  readonly status: Status
  /** The older source that the English was made from, where it is not today's. */
  readonly previous: string | null
  readonly suggestions: readonly ExchangeSuggestion[]
  readonly terms: readonly ExchangeTerm[]
  readonly notes: readonly ExchangeNote[]
}

export interface ExchangeSuggestion {
  readonly target: string
  /** `memory`, or the engine's name. */
  readonly engine: string
  /** What the memory has this English for, else `null`. */
  readonly from: string | null
  /** 0..1, how near `from` is; 1 for what an engine wrote. */
  readonly score: number
}

export interface ExchangeTerm {
  readonly source: string
  /** The English that is wanted here first. */
  readonly targets: readonly string[]
  /** What the glossary says of it; `''` for nothing. */
  readonly note: string
}

/** What is known of a segment beside its texts, in English words. */
export interface ExchangeNote {
  readonly about: 'section' | 'change' | 'decision' | 'waiver' | 'comment'
  readonly text: string
}

/** What is known of a segment in lines of text, for forms that have no other place for it. */
export function remarksOf({ notes, terms }: Pick<ExchangeUnit, 'notes' | 'terms'>): string[] {
  return [
    ...notes.map(({ about, text }) => `${about}: ${text}`),
    ...terms.map(({ source, targets, note }) => `term: ${source} = ${targets.join(' | ')}${note && ` (${note})`}`),
  ]
}

/** All that goes into one file. */
export interface ExchangeBook {
  /** BCP 47. */
  readonly sourceLanguage: string
  readonly targetLanguage: string
  readonly units: readonly ExchangeUnit[]
}

/** English as a file has it: with codes as tags, or as Markdown; or what is wrong with it. */
export type ReadText =
  | { readonly form: 'coded'; readonly text: string }
  | { readonly form: 'markdown'; readonly text: string }
  | { readonly form: 'fault'; readonly fault: ReadFault; readonly detail: string }

/** Tags that are none of zhen's, are crossed, or are in a part of the unit only. */
export type ReadFault = 'code-unknown' | 'nesting' | 'partly'

/** A segment as it came back. */
export interface ReadUnit {
  readonly id: string
  /** What zhen wrote beside it to know it by; `''` where the program lost it. */
  readonly stamp: string
  readonly source: ReadText
  /** `null` where the file has none. */
  readonly target: ReadText | null
  /** `null` where the file says nothing of it. */
  readonly state: State | null
  /** The person says that the text is not done yet: PO's `fuzzy`. */
  readonly unfinished: boolean
  /** What people wrote beside it. */
  readonly comments: readonly string[]
  /** 1-based, in the file. */
  readonly line: number
}

/** A file in another program's form. */
export interface ExchangeForm {
  /** How texts are written in it. */
  readonly texts: TextForm
  write(book: ExchangeBook): string
  /** @throws ZhenError that names the line and column of what cannot be read */
  read(text: string, path: string): readonly ReadUnit[]
}
