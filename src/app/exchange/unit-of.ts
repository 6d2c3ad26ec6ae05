import type { Fact } from '../../core/fact.js'
import type { Note } from '../../core/notes.js'
import type { SegmentKind } from '../../core/segment.js'
import type { Status } from '../../core/status.js'
import { sameText } from '../../core/text.js'
import type { ExchangeNote, ExchangeSuggestion, ExchangeTerm, ExchangeUnit } from '../../exchange/unit.js'
import type { TermMatcher } from '../../glossary/compile-terms.js'
import { jointSource, jointTarget } from '../joint-texts.js'
import type { IndexStore, SegmentRecord } from '../ports.js'

/** A segment, or those that share their English, with the texts that travel. */
export interface Joint {
  /** The first is the one it is known by. */
  readonly members: readonly SegmentRecord[]
  readonly source: string
  /** `null` where there is none, or nothing but a copy of the source. */
  readonly target: string | null
}

export function jointOf(members: readonly SegmentRecord[]): Joint {
  const [first] = members as readonly [SegmentRecord, ...SegmentRecord[]]
  const source = jointSource(members)
  const text = jointTarget(first)
  const isCopy = first.status === 'untranslated' && sameText(source, text)
  return { members, source, target: first.targets.length === 0 || isCopy ? null : text }
}

/** Segments with those that share English with one of them, wherever they are. */
export async function withMembers(index: IndexStore, records: readonly SegmentRecord[]): Promise<SegmentRecord[]> {
  const present = new Set(records.map(({ id }) => id))
  const absent = records.flatMap(({ group }) => group ?? []).filter((id) => !present.has(id))
  if (absent.length === 0) return [...records]
  return [...records, ...(await index.loadSegments({ ids: absent }))]
}

/** Segments by the groups in which they share their English, in the order of their first. */
export function groupMembers(records: readonly SegmentRecord[]): (readonly SegmentRecord[])[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const taken = new Set<string>()
  return records.flatMap((record) => {
    if (taken.has(record.id)) return []
    const members = (record.group ?? [record.id]).flatMap((id) => byId.get(id) ?? [])
    for (const { id } of members) taken.add(id)
    return [members]
  })
}

export interface UnitSurroundings {
  readonly terms: TermMatcher
  /** Of the chapters that are exported. */
  readonly notes: readonly Note[]
}

/** What travels of a segment. */
export function unitOf({ members, source, target }: Joint, { terms, notes }: UnitSurroundings): ExchangeUnit {
  const [first] = members as readonly [SegmentRecord, ...SegmentRecord[]]
  const own = notes.filter((note) => {
    // What somebody has to say holds until it is settled, whatever becomes of the source.
    return note.id === first.id && (note.note === 'comment' || sameText(note.source, first.source?.text ?? ''))
  })
  return {
    id: first.id,
    chapter: first.chapter,
    kind: first.kind as SegmentKind,
    section: first.section,
    line: first.source?.startLine ?? 0,
    source,
    target,
    status: first.status as Status,
    previous: first.translatedFrom,
    suggestions: own.flatMap(suggestionOf),
    terms: termsIn(terms, source),
    notes: notesOf(first, source, target, own),
  }
}

function suggestionOf(note: Note): ExchangeSuggestion[] {
  if (note.note !== 'suggestion') return []
  return [{ target: note.target, engine: note.engine, from: note.from ?? null, score: note.score ?? 1 }]
}

function termsIn(terms: TermMatcher, source: string): ExchangeTerm[] {
  const found = new Map<string, ExchangeTerm>()
  for (const { term, text, wordings } of terms.find(source)) {
    const withStatus = (status: string) => wordings.filter((wording) => wording.status === status)
    const targets = [...withStatus('preferred'), ...withStatus('admitted')].map((wording) => wording.text)
    if (targets.length > 0) found.set(text, { source: text, targets: [...new Set(targets)], note: term.note })
  }
  return [...found.values()]
}

function notesOf(
  record: SegmentRecord,
  source: string,
  target: string | null,
  own: readonly Note[],
): readonly ExchangeNote[] {
  const { section, status, change, facts } = record
  return [
    ...(section.length > 0 ? [{ about: 'section', text: section.join(' > ') } as const] : []),
    ...(status === 'stale' && change !== null ? [{ about: 'change', text: change } as const] : []),
    ...facts.flatMap((fact) => decisionNote(fact, source, target)),
    ...own.flatMap(remarkOf),
  ]
}

function remarkOf(note: Note): ExchangeNote[] {
  if (note.note === 'waiver') return [{ about: 'waiver', text: `${note.check}: ${note.reason} (${note.by})` }]
  return note.note === 'comment' ? [{ about: 'comment', text: `${note.text} (${note.by})` }] : []
}

/** What a person said of exactly these texts. */
function decisionNote(fact: Fact, source: string, target: string | null): ExchangeNote[] {
  if (!('at' in fact) || !sameText(fact.source, source)) return []
  if (fact.fact !== 'omitted' && !sameText(fact.target, target ?? '')) return []
  const reason = fact.reason === undefined ? '' : `: ${fact.reason}`
  return [{ about: 'decision', text: `${fact.fact}, ${fact.by}, ${fact.at}${reason}` }]
}
