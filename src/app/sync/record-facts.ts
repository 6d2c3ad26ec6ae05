import type { DecisionFact, Fact, MachineFact, TranslatedFact } from '../../core/fact.js'
import { hasSourceLanguage, isMainlySourceLanguage } from '../../core/inline.js'
import { sameFact } from '../../core/merge-facts.js'
import { isCosmetic } from '../../core/status.js'
import { sameText } from '../../core/text.js'
import { clearsStale, wordsChanged } from '../../match/brings-in.js'
import { classifyChange } from '../../match/classify-change.js'
import { type Entry, joinTexts } from './entry.js'
import { piecesOf } from './expect-target.js'
import type { Group } from './groups.js'
import type { Origins, TextOrigin } from './origin.js'
import { repeatedSubstitutions } from './repeated-substitution.js'

type Claim = TranslatedFact | MachineFact | DecisionFact

/** English that is not what it was: a group, the text it had and the one it has. */
export interface Edit {
  readonly group: Group
  readonly source: string
  readonly older: string
  readonly newer: string
  readonly bases: readonly Claim[]
}

/** How a link came about, as far as facts depend on it. */
export interface LinkKnowledge {
  /** How sure a concluded link is; entries the ledger or an edit in place led to are not here. */
  readonly confidence: ReadonlyMap<Entry, number>
}

/** Appends to the entries' facts what follows from the English that was found. Facts are never taken away. */
export function recordFacts(
  groups: readonly Group[],
  { confidence }: LinkKnowledge,
  origins: Origins,
): readonly Edit[] {
  const edits: Edit[] = []
  for (const group of groups) {
    for (const member of group.members) settlePending(member, group)
    if (group.targets.length === 0) continue
    const edit = recordGroup(group, confidence, origins)
    if (edit) edits.push(edit)
  }
  const mechanical = repeatedSubstitutions(edits.filter(isDraftEdit))
  for (const edit of edits) recordEdit(edit, mechanical.has(edit), origins)
  return edits
}

/** A draft written down before it entered its chapter: it did, or it never will. */
function settlePending(entry: Entry, { targets }: Group): void {
  const target = joinTexts(targets.map(({ text }) => text))
  entry.facts = entry.facts.flatMap((fact): Fact[] => {
    if (fact.fact !== 'machine' || !fact.pending) return [fact]
    const { pending: _, ...settled } = fact
    return targets.length > 0 && sameText(fact.target, target) ? [settled] : []
  })
}

function recordGroup(group: Group, confidence: ReadonlyMap<Entry, number>, origins: Origins): Edit | null {
  const { members, targets } = group
  const [first] = members as [Entry, ...Entry[]]
  const target = joinTexts(targets.map(({ text }) => text))
  const source = joinTexts(members.map((member) => member.source ?? ''))
  if (members.length === 1 && recordCopy(first, target)) return null
  if (members.every((member) => knows(member, target, members))) return null
  const pool = members.flatMap((member) => [...member.facts, ...member.inherits.flatMap(({ facts }) => facts)])
  const bases = claimsOnPieces(
    pool,
    targets.map(({ text }) => text),
    target,
  )
  if (bases) {
    append(group, shareClaims(bases, target))
    return null
  }
  const older = [...new Set(members.flatMap(({ expected }) => expected ?? []))]
  const olderBases =
    older.length > 0
      ? (claimsOnPieces(pool, older, joinTexts(older)) ??
        claimsOnPieces(pool, older.flatMap(piecesOf), joinTexts(older)))
      : null
  if (olderBases) return { group, source, older: joinTexts(older), newer: target, bases: olderBases }
  append(group, firstSeen(group, source, target, { confidence, origins }))
  return null
}

/**
 * Deals with English that is the source's text: a copy to be translated, or text that needs no translation.
 *
 * Both are known without a fact while they are equal to the source; when the source moves on, what they were is kept.
 */
function recordCopy(entry: Entry, target: string): boolean {
  if (sameText(entry.source ?? '', target)) return true
  const carriedOver = entry.previousSource !== null && sameText(entry.previousSource, target)
  if (!isBlock(entry) && (isMainlySourceLanguage(target) || (carriedOver && hasSourceLanguage(target)))) {
    addFact(entry, { fact: 'copied', source: target })
    return true
  }
  if (!carriedOver) return false
  if (!entry.facts.some((fact) => isClaim(fact) && sameText(fact.target, target))) {
    addFact(entry, { fact: 'translated', source: target, target })
  }
  return true
}

function isBlock(entry: Entry): boolean {
  return entry.unit?.block === true
}

/** True when a fact of `entry` speaks of exactly this English, shared by exactly these segments. */
function knows(entry: Entry, target: string, members: readonly Entry[]): boolean {
  const ids = members.length > 1 ? members.map(({ id }) => id).join() : ''
  return entry.facts.some(
    (fact) =>
      isClaim(fact) && sameText(fact.target, target) && (members.length === 1 || (fact.group ?? []).join() === ids),
  )
}

function isClaim(fact: Fact): fact is Claim {
  return 'target' in fact && 'source' in fact && fact.fact !== 'reopened'
}

/** The claims on the whole target, else one for each of its pieces, else `null`. */
function claimsOnPieces(facts: readonly Fact[], pieces: readonly string[], whole: string): Claim[] | null {
  const claims = facts.filter(isClaim)
  const latest = (text: string) => claims.findLast((claim) => sameText(claim.target, text))
  const onWhole = latest(whole)
  if (onWhole) return [onWhole]
  const onPieces = pieces.map(latest)
  return onPieces.every((claim) => claim !== undefined) ? [...new Set(onPieces)] : null
}

/** The fact that says of a joined target what the facts on its pieces say. */
function shareClaims(bases: readonly Claim[], target: string): TranslatedFact | MachineFact {
  const source = joinTexts(bases.map((base) => base.source))
  const [first] = bases as [Claim, ...Claim[]]
  if (first.fact === 'machine' && isDraft(bases)) return { ...first, source, target }
  return { fact: 'translated', source, target, ...(isAssumed(bases) && { basis: 'assumed' }) }
}

export function isDraftEdit({ bases }: Edit): boolean {
  return isDraft(bases)
}

function isDraft(bases: readonly Claim[]): boolean {
  return bases.every((base) => base.fact === 'machine')
}

function isAssumed(bases: readonly Claim[]): boolean {
  return bases.some((base) => base.fact === 'translated' && base.basis === 'assumed')
}

/** English without a past was made from the source of the day on which it came in, as far as that is known. */
function firstSeen(
  group: Group,
  source: string,
  target: string,
  { confidence, origins }: LinkKnowledge & { readonly origins: Origins },
): TranslatedFact {
  const concluded = group.members.map((member) => confidence.get(member)).filter((value) => value !== undefined)
  const known = concluded.length === 0 && group.members.every((member) => member.previousSource !== null)
  if (known) return { fact: 'translated', source, target }
  const origin = origins.of(group, target)
  const sure = (concluded.length === 0 ? 1 : Math.min(...concluded)) * (origin?.confidence ?? 1)
  const made = originalOf(origin, source)
  return { fact: 'translated', source: made, target, basis: 'assumed', confidence: Math.round(sure * 100) / 100 }
}

/** What a person's edit of the English says: see design.md, "Clearing stale" and "Drafts and people". */
function recordEdit(edit: Edit, mechanical: boolean, origins: Origins): void {
  const { group, bases, older, newer } = edit
  const [first] = bases as [Claim, ...Claim[]]
  if (isDraft(bases) && first.fact === 'machine') {
    if (mechanical || !wordsChanged(older, newer)) {
      append(group, { ...first, source: joinTexts(bases.map(({ source }) => source)), target: newer, touched: true })
    } else append(group, { ...personsFact(edit, origins), from: first.engine })
    return
  }
  append(group, personsFact(edit, origins))
}

function personsFact(edit: Edit, origins: Origins): TranslatedFact {
  const { group, source, newer, bases } = edit
  const base = chooseBase(bases, source)
  const assumed = isAssumed(bases) && { basis: 'assumed' as const }
  if (isStillTrue(base, source)) return { fact: 'translated', source, target: newer, ...assumed }
  const atOnce = group.members.some(
    (member) => member.previousSource !== null && !sameText(member.previousSource, member.source ?? ''),
  )
  const clears = isBroughtUp(edit, base, source)
  const origin = atOnce || clears ? origins.of(group, newer) : null
  const made = originalOf(origin, source)
  if (!sameText(made, source)) return editedBefore(edit, base, made)
  if (!clears) return { fact: 'translated', source: base, target: newer, edited: true, ...assumed }
  return { fact: 'translated', source, target: newer, ...((atOnce || isAssumed(bases)) && { basis: 'assumed' }) }
}

/** An edit made before today's source was there: it says something of the source there was. */
function editedBefore(edit: Edit, base: string, made: string): TranslatedFact {
  const fact = { fact: 'translated', target: edit.newer, basis: 'assumed' } as const
  if (isStillTrue(base, made) || isBroughtUp(edit, base, made)) return { ...fact, source: made }
  return { ...fact, source: base, edited: true }
}

function isStillTrue(base: string, source: string): boolean {
  return sameText(base, source) || isCosmetic(classifyChange(base, source))
}

function isBroughtUp({ older, newer }: Edit, base: string, source: string): boolean {
  return clearsStale(classifyChange(base, source), older, newer, base, source)
}

/** The source that history tells of, where it is another one than today's. */
function originalOf(origin: TextOrigin | null, source: string): string {
  return origin?.source != null && !sameText(origin.source, source) ? origin.source : source
}

/** The source the English was good for: today's if a claim says so. */
function chooseBase(bases: readonly Claim[], source: string): string {
  const joined = joinTexts(bases.map((base) => base.source))
  return bases.some((base) => sameText(base.source, source)) ? source : joined
}

function append(group: Group, fact: TranslatedFact | MachineFact): void {
  const { group: _, ...single } = fact
  const ids = group.members.map(({ id }) => id)
  for (const member of group.members) addFact(member, ids.length > 1 ? { ...single, group: ids } : single)
}

function addFact(entry: Entry, fact: Fact): void {
  if (!entry.facts.some((known) => sameFact(known, fact))) entry.facts.push(fact)
}
