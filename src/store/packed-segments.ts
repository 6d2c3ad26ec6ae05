import type { PackedSegments, Passage, SegmentRecord, TargetPassage } from '../app/ports.js'
import type { Fact } from '../core/fact.js'

/** What a record mostly says; only what differs is stored. */
const USUAL = {
  block: false,
  group: null,
  translatedFrom: null,
  change: null,
  gap: null,
  basis: null,
  targetEdited: false,
  origin: null,
  confidence: null,
  protected: false,
  misplaced: false,
} as const satisfies Partial<SegmentRecord>

const USUAL_FIELDS = Object.keys(USUAL) as (keyof typeof USUAL)[]

/** Stands in a fact for the segment's own source or first target, which it mostly repeats. */
const SAME = 0

type PackedPassage = readonly [text: string, startLine: number, endLine: number, path?: string]

type PackedFact = object

type PackedSegment = readonly [
  id: string,
  ordinal: number,
  kind: SegmentRecord['kind'],
  status: SegmentRecord['status'],
  section: number,
  source: PackedPassage | null,
  targets: readonly PackedPassage[],
  facts: readonly PackedFact[],
  rest?: Partial<SegmentRecord>,
]

interface PackedChapter {
  readonly sections: readonly (readonly string[])[]
  readonly segments: readonly PackedSegment[]
}

/** Writes down a chapter's segments as the index keeps them. */
export function packChapter(chapter: string, segments: readonly SegmentRecord[]): PackedSegments {
  const ordered = segments.toSorted((a, b) => a.ordinal - b.ordinal)
  return { ids: ordered.map(({ id }) => `\n${id}`).join(''), packed: packSegments(chapter, ordered) }
}

/** Writes a chapter's segments as JSON, without what is repeated in them. JSON keeps NUL and lone surrogates. */
export function packSegments(chapter: string, records: readonly SegmentRecord[]): string {
  const sections = new Map<string, number>()
  const segments = records.map((record) => {
    const name = JSON.stringify(record.section)
    const section = sections.get(name) ?? sections.size
    sections.set(name, section)
    return packSegment(chapter, record, section)
  })
  return `{"sections":[${[...sections.keys()].join(',')}],"segments":${JSON.stringify(segments)}}`
}

/** Reads what {@link packSegments} wrote for this chapter. */
export function unpackSegments(chapter: string, packed: string): SegmentRecord[] {
  const { sections, segments } = JSON.parse(packed) as PackedChapter
  return segments.map((segment) => unpackSegment(chapter, segment, sections[segment[4]] ?? []))
}

function packSegment(chapter: string, record: SegmentRecord, section: number): PackedSegment {
  const { id, ordinal, kind, status, source, targets } = record
  const unusual = USUAL_FIELDS.filter((field) => record[field] !== USUAL[field])
  const facts = record.facts.map((fact) => packFact(fact, source?.text, targets[0]?.text))
  const rest = unusual.length === 0 ? [] : [Object.fromEntries(unusual.map((field) => [field, record[field]]))]
  const packedSource = source && packPassage(source)
  const packedTargets = targets.map((target) => packPassage(target, target.path === chapter ? undefined : target.path))
  return [id, ordinal, kind, status, section, packedSource, packedTargets, facts, ...rest] as unknown as PackedSegment
}

/** Field by field: objects built by spreading are several times slower, and there are many. */
function unpackSegment(chapter: string, packed: PackedSegment, section: readonly string[]): SegmentRecord {
  const [id, ordinal, kind, status, , packedSource, packedTargets, packedFacts, rest = USUAL] = packed
  const source = packedSource && unpackPassage(packedSource)
  const targets = packedTargets.map((passage) => unpackTarget(chapter, passage))
  return {
    id,
    chapter,
    ordinal,
    kind,
    block: rest.block ?? USUAL.block,
    status,
    section,
    source,
    targets,
    group: rest.group ?? USUAL.group,
    translatedFrom: rest.translatedFrom ?? USUAL.translatedFrom,
    change: rest.change ?? USUAL.change,
    gap: rest.gap ?? USUAL.gap,
    basis: rest.basis ?? USUAL.basis,
    targetEdited: rest.targetEdited ?? USUAL.targetEdited,
    origin: rest.origin ?? USUAL.origin,
    confidence: rest.confidence ?? USUAL.confidence,
    protected: rest.protected ?? USUAL.protected,
    misplaced: rest.misplaced ?? USUAL.misplaced,
    facts: packedFacts.map((fact) => unpackFact(fact, source?.text, targets[0]?.text)),
  }
}

function packPassage({ text, startLine, endLine }: Passage, path?: string): PackedPassage {
  return path === undefined ? [text, startLine, endLine] : [text, startLine, endLine, path]
}

function unpackPassage([text, startLine, endLine]: PackedPassage): Passage {
  return { text, startLine, endLine }
}

function unpackTarget(chapter: string, [text, startLine, endLine, path]: PackedPassage): TargetPassage {
  return { path: path ?? chapter, text, startLine, endLine }
}

function packFact(fact: Fact, source: string | undefined, target: string | undefined): PackedFact {
  const packed: { source?: unknown; target?: unknown } = { ...fact }
  if (packed.source === source) packed.source = SAME
  if (packed.target !== undefined && packed.target === target) packed.target = SAME
  return packed
}

/** Completes the fact in place: it was parsed for this and belongs to nobody else. */
function unpackFact(packed: PackedFact, source: string | undefined, target: string | undefined): Fact {
  const fact: { source?: unknown; target?: unknown } = packed
  if (fact.source === SAME) fact.source = source
  if (fact.target === SAME) fact.target = target
  return fact as Fact
}
