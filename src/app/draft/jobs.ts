import { hash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.js'
import { type CodedText, maskedText } from '../../core/codes/coded-text.js'
import { encodeCodes } from '../../core/codes/encode.js'
import { readableText } from '../../core/codes/readable-text.js'
import { shareCodes } from '../../core/codes/share-codes.js'
import { isMarkdownKind } from '../../core/codes/verify.js'
import type { TermMatcher } from '../../glossary/compile-terms.js'
import type { Term } from '../../glossary/term.js'
import { assemble, type RevisionPlan, revisionPlan } from '../../memory/revision-plan.js'
import type { Engine, EnginePair, EngineTerm, EngineText } from '../engine-port.js'
import type { SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import type { Neighbours } from './neighbours.js'
import { isReplaceable, sourceOf } from './wanted.js'

/** One text an engine is asked for. */
export interface Piece {
  readonly coded: CodedText
  /** False where what looks like markup is text. */
  readonly isMarkdown: boolean
  readonly request: EngineText
  /** What its answer is kept by: equal for texts that differ in nothing an engine sees. */
  readonly key: string
}

/** What a segment needs of an engine: its text, or those of its sentences that changed. */
export interface Job {
  readonly record: SegmentRecord
  readonly pieces: readonly Piece[]
  /** The earlier source of English that is brought up to date, else `null`. */
  readonly from: string | null
  /** The segment's English, from that of its pieces. */
  readonly assemble: (texts: readonly string[]) => string
}

export interface JobDeps {
  readonly engine: Engine
  readonly terms: TermMatcher
}

/**
 * What an engine is to be asked for a segment.
 *
 * @param examples what the memory has that is alike, most alike first
 */
export function createJob(
  deps: JobDeps,
  record: SegmentRecord,
  neighbours: Neighbours,
  examples: readonly EnginePair[],
): Job {
  const around = { ...surroundings(deps, record, neighbours), examples }
  const earlier = earlierOf(record)
  const plan =
    earlier && revisionPlan({ oldSource: earlier.source, oldTarget: earlier.target, newSource: sourceOf(record) })
  if (earlier && plan) return revisionJob(deps, record, plan, earlier, around)
  const piece = createPiece(deps, record, sourceOf(record), earlier, around)
  return { record, pieces: [piece], from: earlier?.source ?? null, assemble: ([text = '']) => text }
}

function revisionJob(
  deps: JobDeps,
  record: SegmentRecord,
  plan: RevisionPlan,
  earlier: EnginePair,
  around: Surroundings,
): Job {
  const pieces = plan.sentences.flatMap((sentence) =>
    sentence.kind === 'translate' ? [createPiece(deps, record, sentence.source, sentence.earlier, around)] : [],
  )
  return { record, pieces, from: earlier.source, assemble: (texts) => assemble(plan, texts) }
}

/** English of a person that is to be brought up to date, with what it was made from. */
function earlierOf(record: SegmentRecord): EnginePair | null {
  if (record.status !== 'stale' || record.translatedFrom === null || isReplaceable(record)) return null
  return { source: record.translatedFrom, target: joinTexts(record.targets.map(({ text }) => text)) }
}

type Surroundings = Pick<EngineText, 'section' | 'before' | 'after' | 'examples'>

function surroundings({ engine }: JobDeps, record: SegmentRecord, neighbours: Neighbours) {
  return { section: record.section.map(readableText), ...neighbours.around(record, engine.contextParagraphs) }
}

function createPiece(
  { engine, terms }: JobDeps,
  { kind }: SegmentRecord,
  source: string,
  earlier: EnginePair | null,
  around: Surroundings,
): Piece {
  const coded = encodeCodes(source)
  const occurring = termsIn(terms, source)
  const inForm = earlier && {
    source: shareCodes(earlier.source, coded).text,
    target: shareCodes(earlier.target, coded).text,
  }
  const request: EngineText = {
    text: coded.text,
    codes: coded.codes.flatMap(({ id, shows }) => (shows === '' ? [] : [{ id, shows }])),
    ...around,
    terms: occurring,
    earlier: inForm,
    complaint: null,
  }
  return { coded, isMarkdown: isMarkdownKind(kind), request, key: keyOf(engine, maskedText(coded), occurring, inForm) }
}

/** Two texts with the same key get the same answer; what stands around them is not part of it, only how much is shown. */
function keyOf(
  { name, model, setting, contextParagraphs }: Engine,
  masked: string,
  terms: readonly EngineTerm[],
  earlier: EnginePair | null,
): string {
  const named = terms.map(({ source, target }) => [source, target])
  return hash('sha256', canonicalJson([masked, name, model, setting, contextParagraphs, named, earlier]), 'hex')
}

/** The terms that occur in a source text, each once, with the English that is wanted where it stands. */
function termsIn(terms: TermMatcher, source: string): EngineTerm[] {
  const found = new Map<string, EngineTerm>()
  for (const { term, text, wordings } of terms.find(source)) {
    const preferred = wordings.find(({ status }) => status === 'preferred')
    if (preferred) found.set(text, { source: text, target: preferred.text, note: term.note })
  }
  return [...found.values()]
}

/** What the glossary asks for, whatever the text: the terms a server may keep. */
export function preferredTerms(terms: readonly Term[]): EngineTerm[] {
  return terms.flatMap(({ source, preferred, note }) =>
    preferred === null ? [] : [{ source, target: preferred, note }],
  )
}
