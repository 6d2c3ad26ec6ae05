import type { DecisionFact, Fact, MachineFact, OmittedFact, TranslatedFact } from './fact.js'
import { isMainlySourceLanguage } from './inline.js'
import { type Change, type Gap, isCosmetic, type State, type Status } from './status.js'
import { sameText } from './text.js'

/** What stands in source and target today, and all that is known to have happened. */
export interface Situation {
  /** Today's source; for a group the sources of its members joined by a blank line. */
  readonly source: string
  /** Today's target, or `null` when there is none; several target segments are joined by a blank line. */
  readonly target: string | null
  /** The source has no source-language text in its prose. */
  readonly carried: boolean
  /** No text but code, an image, a path: see {@link Block}. */
  readonly block: boolean
  /** Source and target say the same without translation (blocks: their signatures agree). */
  readonly agrees: boolean
  readonly facts: readonly Fact[]
}

export interface Verdict {
  readonly status: Status
  readonly gap: Gap | null
  /** How the source changed since the target was made from it, if it did. */
  readonly change: Change | null
  /** The older source the target was made from, where it is not today's. */
  readonly translatedFrom: string | null
  readonly basis: 'stated' | 'assumed' | null
  /** The target is stale, and a person edited it since without bringing it up to date. */
  readonly targetEdited: boolean
  readonly origin: Origin | null
  readonly confidence: number | null
  /** The draft was touched by a person and must not be replaced by a machine. */
  readonly protected: boolean
}

export interface Origin {
  readonly type: 'person' | 'engine' | 'memory' | 'adopted'
  readonly name: string
}

/** Says how a newer text differs from an older one of the same language. */
export type Classify = (older: string, newer: string) => Change

type Claim = TranslatedFact | MachineFact | DecisionFact

const NOTHING: Verdict = {
  status: 'untranslated',
  gap: null,
  change: null,
  translatedFrom: null,
  basis: null,
  targetEdited: false,
  origin: null,
  confidence: null,
  protected: false,
}

/** A segment nobody has touched yet: most of an untranslated book. */
const NEW: Verdict = { ...NOTHING, gap: 'new' }

/** Derives a segment's status: the first of {@link STATUSES} that holds. */
export function deriveVerdict(situation: Situation, classify: Classify): Verdict {
  const { source, target, carried, block, agrees } = situation
  if (target === null && situation.facts.length === 0) return NEW
  const facts = withoutReopened(situation.facts)
  const claims = target === null ? [] : claimsOn(facts, target)
  if (carried && target !== null && (agrees || claims.some((claim) => isDecisionOn(claim, source)))) {
    return { ...NOTHING, status: 'carried' }
  }
  if (facts.some((fact) => fact.fact === 'omitted' && stillHolds(fact.source, source, classify))) {
    return { ...NOTHING, status: 'omitted', basis: 'stated' }
  }
  if (target === null) return { ...NOTHING, gap: gapOf(facts) }
  if (!block && isUntranslated(situation, target)) return { ...NOTHING, gap: 'copy' }
  return judgeTarget(situation, claims, classify)
}

/** The XLIFF 2.1 state of a status. */
export function stateOf(status: Status): State {
  switch (status) {
    case 'untranslated':
    case 'draft':
    case 'stale':
      return 'initial'
    case 'reviewed':
      return 'reviewed'
    case 'final':
    case 'omitted':
    case 'carried':
      return 'final'
    case 'translated':
      return 'translated'
  }
}

/** A copy of the source, of an older one too, or a text that is mainly in the source's language. */
function isUntranslated({ source, carried, facts }: Situation, target: string): boolean {
  if (isMainlySourceLanguage(target) || (!carried && sameText(source, target))) return true
  return facts.some((fact) => fact.fact === 'copied' && sameText(fact.source, target))
}

/** What follows for a target that is in English. */
function judgeTarget(
  { source, block, agrees, facts }: Situation,
  claims: readonly Claim[],
  classify: Classify,
): Verdict {
  const base = chooseBase(claims, source, block ? classifyCode(classify) : classify)
  const verdict = { ...NOTHING, ...provenanceOf(claims, base.claim), change: base.change, translatedFrom: base.from }
  const vouched = claims.some((claim) => isDecisionOn(claim, source))
  if (base.change !== null && !isCosmetic(base.change)) {
    return {
      ...verdict,
      status: 'stale',
      targetEdited: base.claim?.fact === 'translated' && base.claim.edited === true,
    }
  }
  if (block && !agrees && !vouched && verdict.basis !== 'stated') {
    return { ...verdict, status: 'stale', change: 'code' }
  }
  const holds = (name: DecisionFact['fact']) =>
    claims.some((claim) => claim.fact === name && stillHolds(claim.source, source, classify))
  if (holds('final')) return { ...verdict, status: 'final' }
  if (holds('approved')) return { ...verdict, status: 'reviewed' }
  const draft = claims.findLast((claim) => claim.fact === 'machine')
  if (draft && claims.every((claim) => claim.fact === 'machine')) {
    return { ...verdict, status: 'draft', protected: facts.some((fact) => fact.fact === 'machine' && fact.touched) }
  }
  return { ...verdict, status: 'translated' }
}

/** Whatever changes in a block changes code. */
function classifyCode(classify: Classify): Classify {
  return (older, newer) => (isCosmetic(classify(older, newer)) ? 'format' : 'code')
}

/** The fact that says what the target was made from: today's source if any says so, else the kindest, else the last. */
function chooseBase(claims: readonly Claim[], source: string, classify: Classify) {
  const exact = claims.findLast((claim) => sameText(claim.source, source))
  if (exact) return { claim: exact, change: null, from: null }
  const changes = claims.map((claim) => ({ claim, change: classify(claim.source, source), from: claim.source }))
  return (
    changes.findLast(({ change }) => isCosmetic(change)) ?? changes.at(-1) ?? { claim: null, change: null, from: null }
  )
}

function provenanceOf(claims: readonly Claim[], base: Claim | null): Pick<Verdict, 'basis' | 'origin' | 'confidence'> {
  const made = claims.findLast((claim) => claim.fact === 'translated' || claim.fact === 'machine')
  const vouched = claims.some((claim) => claim.fact !== 'translated' && claim.fact !== 'machine')
  const assumed = !vouched && (base ?? made)?.fact === 'translated' && (base as TranslatedFact).basis === 'assumed'
  return {
    basis: made || base ? (assumed ? 'assumed' : 'stated') : 'assumed',
    origin: originOf(made),
    confidence: made?.fact === 'translated' ? (made.confidence ?? null) : null,
  }
}

function originOf(made: Claim | undefined): Origin | null {
  if (made?.fact === 'machine') return machineOrigin(made)
  if (made?.fact !== 'translated') return null
  return made.basis === 'assumed' ? { type: 'adopted', name: '' } : { type: 'person', name: made.from ?? '' }
}

/** Of the memory, `model` names where it is not the book's own. */
export function machineOrigin({ engine, model }: Pick<MachineFact, 'engine' | 'model'>): Origin {
  return engine === 'memory' ? { type: 'memory', name: model ?? engine } : { type: 'engine', name: engine }
}

function gapOf(facts: readonly Fact[]): Gap {
  if (facts.some((fact) => fact.fact === 'absent')) return 'dropped'
  const hadTarget = facts.some((fact) => 'target' in fact && !(fact.fact === 'machine' && fact.pending))
  return hadTarget ? 'deleted' : 'new'
}

const CLAIMS: ReadonlySet<string> = new Set(['translated', 'machine', 'accepted', 'approved', 'final', 'still-valid'])

/** Facts that speak of exactly this target, in the order in which they happened. */
function claimsOn(facts: readonly Fact[], target: string): Claim[] {
  return facts.filter((fact): fact is Claim => CLAIMS.has(fact.fact) && sameText((fact as Claim).target, target))
}

function isDecisionOn(claim: Claim, source: string): boolean {
  return claim.fact !== 'translated' && claim.fact !== 'machine' && sameText(claim.source, source)
}

/** A word on an older source holds while the source has changed in form only. */
function stillHolds(older: string, source: string, classify: Classify): boolean {
  return sameText(older, source) || isCosmetic(classify(older, source))
}

/** Drops the decisions that a later `reopened` on the same source and target took back. */
function withoutReopened(facts: readonly Fact[]): readonly Fact[] {
  if (!facts.some((fact) => fact.fact === 'reopened')) return facts
  return facts.filter((fact, index) => {
    if (!('at' in fact)) return true
    const later = facts.slice(index + 1)
    return !later.some((word) => word.fact === 'reopened' && takesBack(word, fact))
  })
}

function takesBack(reopened: DecisionFact, fact: DecisionFact | OmittedFact): boolean {
  return sameText(reopened.source, fact.source) && (fact.fact === 'omitted' || sameText(reopened.target, fact.target))
}
