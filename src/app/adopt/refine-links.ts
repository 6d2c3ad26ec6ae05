import { alignChapters } from '../../align/align-chapters.js'
import { linkParts, type PartLink } from '../../align/link-parts.js'
import type { Fact, LedgerLine } from '../../core/fact.js'
import type { ParsedChapter } from '../../core/segment.js'
import { sameText } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import { type ChapterInput, joinTexts } from '../sync/entry.js'
import type { PlannedChapter } from '../sync/plan.js'
import { membersOf } from './correct-ledgers.js'

/** From here on a finer link is believed. */
const SURE = 0.9

/** What one segment of a group has of the English they shared. */
interface Share {
  readonly id: string
  readonly source: string
  readonly target: string
  /** All of the English the group shared. */
  readonly shared: string
  readonly confidence: number
}

/**
 * The chapter's lines with English that several segments share by an assumption divided among them, where an alignment
 * of today's texts knows how: when the link was made there may have been less to go by.
 *
 * All of the shared English is given out again, some to each segment, and only where it was made from today's source
 * and nobody said anything of it.
 */
export function refineLinks(
  { source, target }: ChapterInput,
  { chapter, lines, segments }: PlannedChapter,
  byId: ReadonlyMap<string, SegmentRecord>,
): readonly LedgerLine[] {
  const facts = new Map(lines.map((line) => [line.id, line.facts]))
  const groups = segments
    .filter(({ id, group }) => group?.[0] === id)
    .map((record) => membersOf(record, byId))
    .filter((members) => isOnlyAssumed(members, chapter, facts))
  if (groups.length === 0 || !source || !target) return lines
  const parts = { sourceParts: source.parts.keys(), targetParts: target.parts.keys() }
  const links = linkParts(source, target, alignChapters(source, target), parts)
  const shares = new Map(groups.flatMap((members) => sharesOf(members, links, target)).map((each) => [each.id, each]))
  return lines.map((line) => {
    const share = shares.get(line.id)
    return share ? { ...line, facts: withShare(line.facts, share) } : line
  })
}

function isOnlyAssumed(
  members: readonly SegmentRecord[],
  chapter: string,
  facts: ReadonlyMap<string, readonly Fact[]>,
): boolean {
  const [first] = members
  const source = joinTexts(members.map((member) => member.source?.text ?? ''))
  const target = sharedEnglish(members)
  const isAssumed = (fact: Fact) =>
    fact.fact === 'translated' && fact.basis === 'assumed' && sameText(fact.source, source)
  const speaksOfIt = (fact: Fact) => 'target' in fact && sameText(fact.target, target)
  return (
    first !== undefined &&
    first.targets.length >= members.length &&
    first.targets.every(({ path }) => path === chapter) &&
    members.every((member) => member.chapter === chapter && (facts.get(member.id) ?? []).some(speaksOfIt)) &&
    members.every(({ id }) => (facts.get(id) ?? []).filter(speaksOfIt).every(isAssumed))
  )
}

/** Empty unless the finer links give every piece to one segment, and something to each. */
function sharesOf(members: readonly SegmentRecord[], links: readonly PartLink[], target: ParsedChapter): Share[] {
  const pieces = members[0]?.targets ?? []
  const shared = sharedEnglish(members)
  const partOf = new Map(pieces.map((piece) => [piece, partAt(target, piece)]))
  const inside = new Set(partOf.values())
  const shares = members.flatMap(({ id, ordinal, source }): Share[] => {
    const link = links.find(({ source: parts }) => parts.includes(ordinal))
    if (!link || link.source.length > 1 || link.confidence < SURE) return []
    if (!link.target.every((part) => inside.has(part))) return []
    const own = pieces.filter((piece) => link.target.includes(partOf.get(piece) ?? -1))
    const text = joinTexts(own.map((piece) => piece.text))
    return [{ id, source: source?.text ?? '', target: text, shared, confidence: link.confidence }]
  })
  const given = joinTexts(shares.map((share) => share.target))
  return shares.length === members.length && sameText(given, shared) ? shares : []
}

function partAt({ parts }: ParsedChapter, { startLine, text }: SegmentRecord['targets'][number]): number {
  return parts.findIndex((part) => part.startLine === startLine && part.type === 'segment' && part.text === text)
}

function sharedEnglish([first]: readonly SegmentRecord[]): string {
  return joinTexts(first?.targets.map(({ text }) => text) ?? [])
}

/** Facts on the shared English give way to one on the segment's own. */
function withShare(facts: readonly Fact[], { source, target, shared, confidence }: Share): readonly Fact[] {
  const others = facts.filter((fact) => !('target' in fact && sameText(fact.target, shared)))
  const sure = Math.round(confidence * 100) / 100
  return [...others, { fact: 'translated', source, target, basis: 'assumed', confidence: sure }]
}
