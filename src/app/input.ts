import type { Gap, Status } from '../core/status.js'
import type { ExchangeFormName } from '../exchange/registry.js'
import type { PlainRow } from '../glossary/term.js'
import type { MemorySide } from './ports.js'
import type { DecisionVerb, Listable } from './report.js'

export type { ExchangeFormName } from '../exchange/registry.js'

/** What the use cases are asked. An empty list of chapters means all of them; `null` means not asked for. */

export interface InitInput {
  readonly source: string | null
  readonly target: string | null
  readonly glossary: string | null
  /** The command by which git merges ledgers. */
  readonly mergeDriver: string
  readonly dryRun: boolean
}

export interface SyncInput {
  readonly chapters: readonly string[]
  readonly locked: boolean
  readonly dryRun: boolean
}

export interface StatusInput {
  readonly chapters: readonly string[]
  readonly groupBy: 'chapter' | 'section' | 'translator'
}

export interface WatchInput {
  readonly chapters: readonly string[]
  /** Ids of checks; empty: all of them. `null`: no check runs. */
  readonly only: readonly string[] | null
}

export interface ListInput {
  readonly chapters: readonly string[]
  readonly statuses: readonly Listable[]
  /** Empty: any. */
  readonly gaps: readonly Gap[]
  /** Part of the text of a heading the segment stands under. */
  readonly section: string | null
  readonly assumed: boolean
  readonly limit: number | null
}

export interface ShowInput {
  readonly id: string
}

export interface DiffInput {
  /** Empty: every stale segment. */
  readonly ids: readonly string[]
}

export interface DraftInput {
  readonly chapters: readonly string[]
  readonly engine: string
  readonly statuses: readonly ('untranslated' | 'stale')[]
  /** Empty: `new` and `copy`; `dropped` and `deleted` only when named. */
  readonly gaps: readonly Gap[]
  readonly section: string | null
  /** Of the texts sent; for the memory, Chinese characters. */
  readonly maxCharacters: number | null
  /** In the currency of the engine's price. */
  readonly maxCost: number | null
  /** Asks again for what an engine was refused for before. */
  readonly retryRefused: boolean
  /** False: suggestions only, no chapter is touched. */
  readonly write: boolean
  readonly dryRun: boolean
}

export interface EvaluateInput {
  readonly chapters: readonly string[]
  /** How many segments are held out, at most. */
  readonly segments: number
  readonly seed: number
  readonly maxCharacters: number | null
  readonly maxCost: number | null
}

export interface DecideInput {
  readonly decision: DecisionVerb
  readonly ids: readonly string[]
  readonly chapter: string | null
  /** `accept --touched`: drafts that a person has edited. */
  readonly touched: boolean
  /** `approve --final`. */
  readonly final: boolean
  /** `null`: the name git knows. */
  readonly by: string | null
  readonly reason: string | null
  readonly dryRun: boolean
}

export interface CheckInput {
  readonly chapters: readonly string[]
  /** Ids of checks; empty: all of them. */
  readonly only: readonly string[]
  /** What is drafted, stale or untranslated is a finding too. */
  readonly release: boolean
  /** Only findings about what changed since this revision. */
  readonly changedFrom: string | null
  readonly baseline: BaselineInput | null
  /** Write no baseline. */
  readonly dryRun: boolean
}

export interface BaselineInput {
  readonly file: BaselineFile
  readonly update: boolean
  /** Take in new findings too when updating. */
  readonly acceptNew: boolean
}

/** A file on the command line. */
export interface BaselineFile {
  /** As the person named it. */
  readonly shown: string
  read(): Promise<string | null>
  write(text: string): Promise<void>
}

export interface AddTermInput {
  readonly row: PlainRow
  /** A file of the glossary's folder; `null`: the one that has the term, else the only one. */
  readonly file: string | null
  readonly dryRun: boolean
}

export interface MineInput {
  /** In how many segments a phrase must stand. */
  readonly least: number
  readonly limit: number | null
  /** Only what has several renderings, terms of the glossary included. */
  readonly drift: boolean
}

/** The forms in which a glossary travels. */
export const GLOSSARY_FORMS = ['csv', 'tsv', 'tbx'] as const

export type GlossaryForm = (typeof GLOSSARY_FORMS)[number]

export interface ImportTermsInput {
  /** What was read, and how it is named. */
  readonly text: string
  readonly shown: string
  readonly form: GlossaryForm
  readonly languages: { readonly source: string; readonly target: string }
  readonly file: string | null
  readonly dryRun: boolean
}

export interface ExportInput {
  readonly chapters: readonly string[]
  /** Empty: all that have a text to be translated. */
  readonly statuses: readonly Status[]
  readonly form: ExchangeFormName
  /** A file for each chapter. */
  readonly split: boolean
  /** BCP 47. */
  readonly languages: { readonly sourceLanguage: string; readonly targetLanguage: string }
}

/** What was read, how it is named, and what it is. */
export interface ImportFile {
  readonly text: string
  readonly shown: string
  readonly form: ExchangeFormName
}

export interface ImportInput {
  readonly files: readonly ImportFile[]
  /** `null`: nobody is named; decisions are in the name that git knows. */
  readonly by: string | null
  readonly dryRun: boolean
}

export interface WaiveInput {
  /** Fingerprints of findings, or their first characters. */
  readonly fingerprints: readonly string[]
  readonly action: 'waive' | 'remove' | 'list'
  readonly reason: string | null
  /** The last day it holds, `2026-12-31`. */
  readonly until: string | null
  /** `null`: the name git knows. */
  readonly by: string | null
  readonly dryRun: boolean
}

/** How far a run with an engine has got, and what it took so far. */
export type OnDraftProgress = (progress: {
  readonly done: number
  readonly total: number
  readonly characters: number
  readonly cost: number | null
  readonly currency: string
}) => void

/** How far long work has got. `total` is 0 where it is not known. */
export type OnProgress = (done: number, total: number) => void

export interface SearchMemoryInput {
  readonly text: string
  /** Which side of the pairs is searched. */
  readonly in: MemorySide
  readonly limit: number
  /** How alike texts must be, 0..1; those that hold the text count whatever they are. */
  readonly minScore: number
}
