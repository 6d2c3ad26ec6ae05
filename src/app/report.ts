import type { CheckDescription } from '../checks/define-check.js'
import type { OptionValue } from '../checks/options.js'
import type { BaselineEntry } from '../core/baseline.js'
import type { CodeFault } from '../core/codes/faults.js'
import type { Origin } from '../core/derive.js'
import type { ErrorCode, MessageValues } from '../core/errors.js'
import type { Decision, Fact } from '../core/fact.js'
import type { Severity } from '../core/finding.js'
import type { BlockKind, ParseWarning, SegmentKind } from '../core/segment.js'
import type { Change, Gap, State, Status } from '../core/status.js'
import type { TermStatus } from '../core/term-status.js'
import type { Evaluation } from '../evaluate/evaluate.js'
import type { HeldOutSet } from '../evaluate/hold-out.js'
import type { TmxCounts } from '../exchange/read-tmx.js'
import type { GlossaryFinding } from '../glossary/lint-glossary.js'
import type { GlossaryProblem } from '../glossary/parse-glossary.js'
import type { ChangedFile } from './change-source.js'
import type { TakeOutcome } from './memory-port.js'
import type { MendedLabel } from './mend-labels.js'
import type { MemorySide, Quality } from './ports.js'
import type { Notice } from './workspace-port.js'

/**
 * What the use cases answer. Plain and complete: any reporter can be written from these alone.
 *
 * The keys are read by scripts. They never change meaning and none is taken away; more may come.
 * Lines are 1-based and inclusive, columns 1-based in UTF-16 units, paths relative to the project with `/`.
 */

/** What the list commands can list: a status, or English that has lost or never had its place. */
export const LISTABLE = [
  'untranslated',
  'stale',
  'draft',
  'translated',
  'reviewed',
  'final',
  'omitted',
  'carried',
  'obsolete',
  'added',
  'misplaced',
] as const

export type Listable = (typeof LISTABLE)[number]

interface Lines {
  readonly startLine: number
  readonly endLine: number
}

interface SourceText extends Lines {
  readonly text: string
}

export interface TargetText extends Lines {
  readonly path: string
  readonly text: string
}

/** How many segments have each status. `total` is their sum. */
export type SegmentCounts = Readonly<Record<Status | 'total', number>>

/** Figures of a chapter, a section or the whole book. */
export interface Progress {
  readonly segments: SegmentCounts
  readonly obsolete: number
  readonly added: number
  readonly misplaced: number
  /** Chinese characters of all segments. */
  readonly sourceCharacters: number
  /** 0..100: source characters of translated, reviewed and final over all but carried and omitted. */
  readonly percentTranslated: number
  readonly blocks: BlockCounts
}

/** Fences, images, paths and directives: how many there are, and how many do not agree with the English. */
interface BlockCounts {
  readonly total: number
  readonly differing: number
  readonly missing: number
}

export interface SectionProgress extends Progress {
  readonly section: readonly string[]
}

export interface ChapterProgress extends Progress {
  readonly chapter: string
  /** Only when grouped by section. */
  readonly sections?: readonly SectionProgress[]
}

/** What a person did. `name` is `null` for English of which nobody knows who wrote it. */
export interface TranslatorFigures {
  readonly name: string | null
  /** Segments with their English, the stale ones included, and the Chinese characters of these. */
  readonly translated: number
  readonly characters: number
  /** Segments they approved or signed off, as they are today. */
  readonly reviewed: number
}

export interface StatusReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly chapters: readonly ChapterProgress[]
  readonly total: Progress
  /** Only when grouped by translator. Most characters first. */
  readonly translators?: readonly TranslatorFigures[]
}

export interface ListedSegment {
  readonly id: string
  readonly chapter: string
  /** `obsolete` and `added` where there is no source today. */
  readonly status: Status | 'obsolete' | 'added'
  readonly state: State
  readonly kind: SegmentKind | 'block'
  /** What kind of block, else `null`. */
  readonly block: BlockKind | null
  readonly section: readonly string[]
  readonly source: SourceText | null
  readonly targets: readonly TargetText[]
  readonly group: readonly string[] | null
  readonly translatedFrom: string | null
  readonly change: Change | null
  readonly gap: Gap | null
  readonly basis: 'stated' | 'assumed' | null
  readonly targetEdited: boolean
  readonly misplaced: boolean
  readonly origin: Origin | null
  readonly confidence: number | null
}

export interface ListReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly segments: readonly ListedSegment[]
  /** How many there are, those beyond the limit included. */
  readonly total: number
}

export interface ShowReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly segment: ListedSegment
  /** From the text the English was made from to today's; empty where that is the same or not known. */
  readonly words: readonly ComparedWords[]
  /** When zhen first saw the texts of today, ISO 8601; `null` where they are older than its first sync. */
  readonly since: { readonly source: string | null; readonly target: string | null }
  readonly facts: readonly Fact[]
  readonly suggestions: readonly Suggestion[]
}

/** English proposed for a segment, not in the chapter. */
export interface Suggestion {
  readonly text: string
  readonly origin: Origin
  /** What it was made from, where that is not today's source. */
  readonly from: string | null
  /** 0..1. */
  readonly score: number | null
  /** From `from` to today's source, word by word; empty where they are the same. */
  readonly words: readonly ComparedWords[]
}

export interface DiffReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly segments: readonly DifferingSegment[]
}

export interface DifferingSegment {
  readonly id: string
  readonly chapter: string
  readonly status: Status
  readonly section: readonly string[]
  /** The source line today. */
  readonly startLine: number
  readonly old: string
  readonly new: string
  readonly change: Change | null
  /** `old` and `new` word by word: all but `added` make up `old`, all but `removed` make up `new`. */
  readonly words: readonly ComparedWords[]
  readonly targets: readonly TargetText[]
}

export interface ComparedWords {
  readonly op: 'same' | 'removed' | 'added'
  readonly text: string
}

export const SYNC_CHANGES = [
  'new',
  'changed',
  'moved',
  'split',
  'merged',
  'gone',
  'renamed',
  'linked',
  'edited',
  'removed',
  'added',
  'restored',
] as const

/** What a sync saw. `from` and `to` are texts, or chapters for `moved` and `renamed`. */
export type SyncChange = (typeof SYNC_CHANGES)[number]

/** JSON has all changes instead of what was seen of them: as `changes`, behind the notices. */
export interface SyncReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly seen: SeenChanges
  /** Files written, or that would be. */
  readonly written: readonly string[]
  readonly dryRun: boolean
  /** With `--locked`: the ledger does not agree with the English at the pinned source. */
  readonly outdated: boolean
  /** The source has gone on since the pinned commit. */
  readonly sourceNewer: boolean
  readonly sourceCommit: string | null
  readonly chapters: number
  readonly segments: number
}

/** Changes added up: a first sync has more of them than memory should hold. */
export interface SeenChanges {
  readonly all: number
  /** Of segments, by kind. */
  readonly segments: Readonly<Record<SyncChange, number>>
  /** Of blocks, without those that came in. */
  readonly blocks: number
  /** Of both, without those that came in; and the first of these. */
  readonly telling: number
  readonly first: readonly SyncedChange[]
}

export interface SyncedChange {
  readonly id: string
  readonly chapter: string
  readonly kind: SyncChange
  readonly from: string | null
  readonly to: string | null
  /** How a changed source differs, else `null`. */
  readonly change: Change | null
  /** Code, a picture, a path or a directive, not text. */
  readonly block: boolean
}

export interface SegmentsReport {
  readonly file: string
  readonly segments: readonly SeenSegment[]
  readonly blocks: readonly SeenBlock[]
  readonly warnings: readonly ParseWarning[]
}

export interface SeenSegment extends Lines {
  readonly kind: SegmentKind
  readonly section: readonly string[]
  readonly text: string
  readonly startOffset: number
  readonly endOffset: number
  readonly carried: boolean
}

export interface SeenBlock extends Lines {
  readonly kind: BlockKind
  readonly section: readonly string[]
  readonly text: string
  readonly startOffset: number
  readonly endOffset: number
}

export interface RoundtripReport {
  readonly files: readonly RoundtripFile[]
  readonly failed: number
}

export interface RoundtripFile {
  readonly file: string
  readonly identity: boolean
  readonly shape: boolean
  readonly coverage: boolean
  /** English sentences for people; scripts read the three flags. */
  readonly problems: readonly string[]
}

export interface DraftReport {
  readonly notices?: readonly Notice[]
  /** How many segments got a draft in their chapter, and how many a suggestion beside it. */
  readonly drafted: number
  readonly suggested: number
  readonly drafts: readonly DraftedSegment[]
  readonly suggestions: readonly DraftedSegment[]
  readonly refused: readonly Refusal[]
  /** Drafts and suggestions that needed no engine. */
  readonly fromMemory: number
  /** Texts an earlier run had been answered. */
  readonly fromCache: number
  /** Of the texts sent; without an engine, Chinese characters of the segments that the memory was asked for. */
  readonly characters: number
  /** As the vendor counts them. */
  readonly billedCharacters: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly requests: number
  /** `null` where no price is known. */
  readonly cost: number | null
  readonly currency: string
  readonly engine: string
  readonly model: string
  /** What the account has used, where the engine tells. */
  readonly usage: { readonly used: number; readonly limit: number | null; readonly unit: 'characters' } | null
  /** What would be sent; `null` but for a dry run with an engine. */
  readonly plan: DraftPlan | null
  readonly stopped: null | 'cap' | 'quota' | 'interrupted'
  /** References whose labels were rewritten, since the heading they lead to has English now. */
  readonly labels: readonly MendedLabel[]
  /** What ended the run early, where that was a failure; what was done until then is kept. */
  readonly failure: { readonly code: ErrorCode; readonly values: MessageValues } | null
  readonly written: readonly string[]
  readonly dryRun: boolean
  /** Segments nothing was found for, or that were not reached. */
  readonly left: number
}

/** What a dry run would send to the engine. */
export interface DraftPlan {
  readonly segments: readonly {
    readonly id: string
    readonly chapter: string
    readonly source: string
    /** Chinese ones. */
    readonly characters: number
  }[]
  readonly requests: number
  readonly texts: number
  /** Of all texts, as people count them. */
  readonly characters: number
  /** English references to headings that would be drafted: their labels are rewritten in the same run. */
  readonly references: number
  /** Texts that are the same as another one and are not sent again. */
  readonly repeated: number
  readonly cost: number | null
}

export interface DraftedSegment {
  readonly id: string
  readonly chapter: string
  readonly source: string
  readonly target: string
  /** `memory`, or the engine that wrote it. */
  readonly engine: string
  /** The memory it is from, where that is not the book's own. */
  readonly memory?: string
  /** What the memory's pair or the English brought up to date was made from, where that is not today's source. */
  readonly from: string | null
  readonly score: number
  /** From `from` to `source`, word by word; empty where they are the same. */
  readonly words: readonly ComparedWords[]
}

export interface Refusal {
  readonly id: string
  /** Kebab-case, stable. */
  readonly reason: string
}

export type DecisionVerb = 'accept' | 'approve' | 'still-valid' | 'omit' | 'reopen'

export interface DecisionReport {
  readonly decision: DecisionVerb
  readonly decided: readonly DecidedSegment[]
  readonly skipped: readonly Refusal[]
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface DecidedSegment {
  readonly id: string
  readonly chapter: string
  readonly from: Status
  readonly to: Status
  readonly source: string
}

export interface CheckReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  /** What counts: neither waived, nor in the baseline, nor outside of the change that was asked for. */
  readonly issues: readonly Issue[]
  /** What people have waived, with their words. */
  readonly waived: readonly WaivedIssue[]
  /** How today compares with the baseline; `null` without one. */
  readonly baseline: BaselineOutcome | null
  /** With `--changed-from`: the commit that was compared with, else `null`. */
  readonly changedFrom: { readonly revision: string; readonly commit: string } | null
  /** The chapters that were looked at. */
  readonly chapters: readonly string[]
  /** The checks that ran. */
  readonly checks: readonly CheckDescription[]
  readonly summary: {
    readonly errors: number
    readonly warnings: number
    readonly infos: number
    readonly segments: number
  }
}

/** A finding that knows its check, place and severity. Its prose is the reporters' part. */
export interface Issue {
  readonly check: string
  readonly severity: Severity
  readonly chapter: string
  readonly segment: string
  readonly values: MessageValues
  readonly target: TargetPlace
  readonly source: (Lines & { readonly path: string }) | null
  /** The Chinese the English was checked against, and what of it is meant; also where the Chinese is not at hand. */
  readonly passage: {
    readonly text: string
    /** Half-open, in UTF-16 units; `null` where it is not known. */
    readonly mark: readonly [start: number, end: number] | null
  } | null
  /** The same for the same defect after lines have moved. */
  readonly fingerprint: string
}

export interface WaivedIssue {
  readonly issue: Issue
  readonly waiver: {
    readonly reason: string
    readonly by: string | null
    /** The last day it holds. */
    readonly until: string | null
    /** In the English itself, or beside the ledger. */
    readonly origin: 'comment' | 'notes'
  }
}

/** What a watch tells, one after the other: where the book stands, what a save changed, what is wrong. */
export type WatchEvent = WatchStart | WatchChange | WatchFailure

/** Where the book stands after what is told. `summary` and the findings are nothing where no checks run. */
interface WatchStanding {
  /** Milliseconds since 1970; in JSON a date. */
  readonly at: number
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly chapters: number
  readonly total: Progress
  readonly summary: CheckReport['summary'] | null
  /** All findings there are. In JSON only at the start. */
  readonly open: readonly Issue[]
}

export interface WatchStart extends WatchStanding {
  readonly event: 'start'
}

export interface WatchChange extends WatchStanding {
  readonly event: 'change'
  readonly files: readonly ChangedFile[]
  readonly segments: readonly SegmentChange[]
  readonly came: readonly Issue[]
  readonly gone: readonly Issue[]
}

/** Something cannot be read, or says what it must not. What was told before still stands, and watching goes on. */
export interface WatchFailure {
  readonly event: 'failure'
  readonly at: number
  readonly files: readonly ChangedFile[]
  readonly code: ErrorCode
  readonly values: MessageValues
  /** As they were told last. */
  readonly open: readonly Issue[]
}

/** A segment whose status is another one, that came (`from` is `null`) or went (`to` is `null`). */
export interface SegmentChange {
  readonly from: ListedSegment['status'] | null
  readonly to: ListedSegment['status'] | null
  /** Of the English, else of the Chinese; of one that went, where it was. */
  readonly place: Lines & { readonly path: string }
  readonly segment: ListedSegment
}

export interface BaselineOutcome {
  readonly file: string
  /** How many findings it has that are still there, and are not told. */
  readonly known: number
  /** What it has that is there no more. */
  readonly gone: readonly BaselineEntry[]
  /** How many new findings were taken in. */
  readonly added: number
  /** It was written anew, or would have been. */
  readonly updated: boolean
  readonly dryRun: boolean
}

/** What there is to say of a check. */
export interface ExplainReport {
  readonly check: string
  readonly severity: Severity
  /** As this project has it. */
  readonly configured: Severity | 'off'
  readonly issueType: CheckDescription['issueType']
  readonly summary: string
  readonly rationale: string
  /** Runs with `--release` alone. */
  readonly release: boolean
  readonly waivable: boolean
  readonly options: readonly {
    readonly name: string
    readonly summary: string
    readonly default: OptionValue
    readonly configured: OptionValue
  }[]
  readonly examples: {
    readonly ok: readonly { readonly source: string; readonly target: string }[]
    readonly notOk: readonly {
      readonly source: string
      readonly target: string
      readonly severities: readonly Severity[]
    }[]
  }
}

/** What `waive` did, or would do. */
export interface WaiveReport {
  readonly waived: readonly ListedWaiver[]
  readonly removed: readonly ListedWaiver[]
  /** With `--list`: all that there are, those in the English included. */
  readonly waivers: readonly ListedWaiver[] | null
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface ListedWaiver {
  readonly check: string
  /** `null` for a comment, which waives by its place. */
  readonly fingerprint: string | null
  readonly chapter: string
  readonly reason: string
  readonly by: string | null
  readonly until: string | null
  readonly origin: 'comment' | 'notes'
  /** `holds`: it waives something today. */
  readonly state: 'holds' | 'expired' | 'unused'
  readonly path: string
  readonly line: number
}

export interface TargetPlace extends Lines {
  readonly path: string
  readonly startColumn: number
  /** One past the last. */
  readonly endColumn: number
  /** The English line at `startLine`, for a code frame. */
  readonly excerpt: string | null
}

export interface GlossaryReport {
  readonly terms: readonly GlossaryTerm[]
}

export interface GlossaryTerm {
  /** The Chinese. */
  readonly term: string
  readonly preferred: string | null
  readonly admitted: readonly string[]
  readonly deprecated: readonly string[]
  readonly variants: readonly string[]
  readonly note: string
  readonly context: string
  readonly path: string
  readonly line: number
}

/** What `glossary add` and `glossary import` did, or would do. */
export interface ExportReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly form: string
  readonly chapters: number
  readonly segments: number
  /** Files that were written, or would be. */
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface ImportReport {
  /** English that was put into chapters. */
  readonly edited: readonly ImportedText[]
  /** English that stays as it is, and that somebody has vouched for. */
  readonly decided: readonly {
    readonly id: string
    readonly chapter: string
    readonly decision: Exclude<Decision, 'reopened'>
    readonly from: Status
    readonly to: Status
  }[]
  /** Texts that are not done, for segments without English: they wait as suggestions. */
  readonly suggested: readonly ImportedText[]
  readonly refused: readonly ImportRefusal[]
  /** What people wrote beside segments. */
  readonly comments: readonly { readonly id: string; readonly text: string }[]
  /** Units that the program left as they were. */
  readonly unchanged: number
  /** References whose labels were rewritten, since the heading they lead to was translated. */
  readonly labels: readonly MendedLabel[]
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface ImportedText {
  readonly id: string
  readonly chapter: string
  readonly kind: SegmentKind
  readonly from: Status
  readonly to: Status
  readonly before: string | null
  readonly after: string
  /** Where it was read. */
  readonly file: string
  readonly line: number
}

/** Why a unit does not come in: what is wrong with its codes, or what no longer fits. */
export type ImportReason =
  | CodeFault
  | 'doubled'
  | 'file-changed'
  | 'id-missing'
  | 'no-place'
  | 'partly'
  | 'segment-unknown'
  | 'shape-broken'
  | 'shared-target'
  | 'source-changed'
  | 'source-gone'
  | 'stamp-missing'
  | 'state-lowered'
  | 'target-changed'

/** A unit that did not come in, with all texts there are of it. */
export interface ImportRefusal extends Refusal {
  readonly reason: ImportReason
  /** `null` for an id that is in no chapter. */
  readonly chapter: string | null
  readonly file: string
  readonly line: number
  /** The piece of the text that the reason is about; `''` for none. */
  readonly detail: string
  readonly source: string | null
  /** The English there is. */
  readonly english: string | null
  /** The English in the file. */
  readonly offered: string | null
}

export interface GlossaryChangeReport {
  /** The file that was written. */
  readonly path: string
  readonly added: readonly { readonly term: string; readonly target: string; readonly status: TermStatus }[]
  /** How many rows were there already. */
  readonly known: number
  /** Rows left out, with what the glossary has in their place. */
  readonly conflicts: readonly TermConflict[]
  /** Lines of the imported file that have no term in one of the languages. */
  readonly skipped: readonly number[]
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface TermConflict {
  readonly term: string
  readonly target: string
  readonly path: string
  readonly line: number
  readonly found: string
}

export interface MineReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly terms: readonly {
    readonly term: string
    /** In how many segments it stands. */
    readonly count: number
    /** How strongly its first rendering goes with it: log-likelihood ratio. */
    readonly strength: number
    /** It is in the glossary. */
    readonly known: boolean
    readonly renderings: readonly {
      readonly text: string
      /** In the glossary; `null` where it is not there. */
      readonly status: TermStatus | null
      readonly count: number
      readonly places: readonly MinedPlace[]
    }[]
    /** In how many segments none of these stands. */
    readonly unexplained: number
  }[]
  /** How many there are, those beyond the limit included. */
  readonly total: number
  /** How many segments were looked at. */
  readonly pairs: number
}

export interface MinedPlace {
  readonly id: string
  readonly chapter: string
  readonly sourceLine: number
  readonly path: string
  readonly targetLine: number
}

/** What a changed glossary means for the book. */
export interface GlossaryImpactReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly revision: string
  /** The commit that was compared with. */
  readonly commit: string
  /** The terms that changed, with their preferred English then and now. */
  readonly terms: readonly {
    readonly term: string
    readonly kind: 'added' | 'removed' | 'changed'
    readonly before: string | null
    readonly after: string | null
  }[]
  readonly segments: readonly TouchedSegment[]
  readonly summary: Readonly<Record<TouchedSegment['outcome'], number>>
}

/** A segment in which changed terms stand. */
export interface TouchedSegment extends ListedSegment {
  readonly terms: readonly string[]
  /** Whether its English agrees with the glossary as it is now. */
  readonly outcome: 'agrees' | 'differs' | 'untranslated'
}

export interface GlossaryLintReport {
  /** Their words stand in the catalogues under `glossary.issues.<code>`. */
  readonly issues: readonly GlossaryIssue[]
  readonly summary: {
    readonly errors: number
    readonly warnings: number
    readonly infos: number
    readonly terms: number
  }
}

/** A row that cannot be read, or a term that cannot be right. */
export type GlossaryIssue = Omit<GlossaryFinding, 'code'> & {
  readonly code: GlossaryFinding['code'] | GlossaryProblem['code']
}

export interface InitReport {
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: readonly string[]
  /** What became of git's merge driver for the ledger; `null` where the English edition is in no repository. */
  readonly mergeDriver: InitOutcome | null
  readonly dryRun: boolean
}

export type InitOutcome = 'created' | 'changed' | 'unchanged'

/** What `doctor` looks at, in the order in which it is shown. */
export const DIAGNOSES = [
  'node',
  'config',
  'source-dir',
  'target-dir',
  'glossary',
  'ledger',
  'index',
  'git',
  'gitattributes',
  'merge-driver',
  'gitignore',
  'lock',
  'interrupted',
  'hard-links',
  'names',
  'parse-warnings',
] as const

export type Diagnosis = (typeof DIAGNOSES)[number]

export interface DoctorReport {
  readonly diagnoses: readonly Diagnosed[]
  readonly healthy: boolean
}

/** Words stand in the catalogues under `doctor.<subject>.ok`, `.bad` and `.mend`; `values` fill them. */
export interface Diagnosed {
  readonly subject: Diagnosis
  readonly state: 'ok' | 'note' | 'warning' | 'error'
  readonly values: MessageValues
}

/** How many there are of what `--status` and `--fail-on` can name. */
export function countOf(progress: Progress, what: Listable): number {
  return what === 'obsolete' || what === 'added' || what === 'misplaced' ? progress[what] : progress.segments[what]
}

/** What `memory search` found. */
export interface MemorySearchReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  readonly query: string
  readonly in: MemorySide
  /** Texts like the query, the most alike first; then those that hold it. */
  readonly matches: readonly MemoryMatch[]
}

export interface MemoryMatch {
  /** `contains`: all words of the query stand in the text that was searched. The others as in {@link Match}. */
  readonly kind: 'exact' | 'codes' | 'fuzzy' | 'contains'
  /** 0..1, how alike the query and the text that was searched are. */
  readonly score: number
  readonly source: string
  readonly target: string
  /** From the text that was searched to the query, word by word; nothing for texts that are the same or hold it. */
  readonly words: readonly ComparedWords[]
  /** The memory it comes from, `null` for the project's own. */
  readonly memory: string | null
  /** Of the book it stands in; `''` where that is not known. */
  readonly chapter: string
  readonly id: string
  readonly quality: Quality
  /** Who made the English, `''` where nobody is named. */
  readonly origin: string
  readonly changed: string | null
  readonly notes: readonly string[]
  /** How many pairs say the same. */
  readonly occurrences: number
}

/** The memories there are, the project's own first. */
export interface MemoryListReport {
  readonly notices: readonly Notice[]
  readonly memories: readonly { readonly name: string | null; readonly pairs: number }[]
}

export interface MemoryImportReport {
  readonly notices: readonly Notice[]
  readonly files: readonly ImportedMemory[]
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface ImportedMemory extends Readonly<TmxCounts> {
  readonly file: string
  /** The copy of it in the project. */
  readonly path: string
  readonly outcome: TakeOutcome
}

export interface MemoryExportReport {
  readonly path: string
  readonly pairs: number
  readonly dryRun: boolean
}

/** How an engine translates segments whose English people have written, beside what costs nothing. */
export interface EvaluationReport {
  readonly heldOut: Omit<HeldOutSet, 'segments'> & {
    readonly segments: number
    /** Pairs of the memory that the engine was not shown. */
    readonly hiddenPairs: number
    readonly seed: number
  }
  /** The engine first, then what it is compared with. */
  readonly systems: readonly EvaluatedSystem[]
}

interface EvaluatedSystem {
  /** `memory`: texts the memory has just so; `nearest`: the most similar text's English, unchanged. */
  readonly kind: 'engine' | 'memory' | 'nearest'
  /** Of an engine: its name and its model, `''` where there is no choice. */
  readonly engine: string
  readonly model: string
  readonly evaluation: Evaluation
}
