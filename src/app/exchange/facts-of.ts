import type { DecisionFact, Fact } from '../../core/fact.js'
import type { Taken } from './judge-unit.js'

export interface Person {
  readonly by: string
  readonly at: string
  /** The name was given for this import, not taken from git. */
  readonly isNamed: boolean
}

/**
 * What the ledger is to say of an edit, beyond what a sync concludes from the chapter as if it had been made there.
 *
 * A text where there was none, one that a state or a name vouches for, and one that its writer calls unfinished.
 */
export function factsOf({ joint, target, decision, unfinished }: Taken, person: Person): Fact[] {
  const { members, source } = joint
  const [record] = members
  if (!record) return []
  const group = members.length > 1 ? { group: members.map(({ id }) => id) } : {}
  if (target === null) return decision ? [decisionFact(decision, source, joint.target ?? '', person, group)] : []
  if (unfinished) return unfinishedFacts(joint, target, group)
  const said = decision ?? (person.isNamed ? 'accepted' : null)
  if (said === null && joint.target !== null) return []
  const engine = record.origin?.type === 'engine' || record.origin?.type === 'memory' ? record.origin.name : null
  const made: Fact = { fact: 'translated', source, target, ...(engine !== null && { from: engine }), ...group }
  // Of a text that was just written there is nothing to say but that it is good.
  const word = said === 'still-valid' ? 'accepted' : said
  return word === null ? [made] : [made, decisionFact(word, source, target, person, group)]
}

function decisionFact(
  fact: DecisionFact['fact'],
  source: string,
  target: string,
  { by, at }: Person,
  group: Pick<DecisionFact, 'group'>,
): DecisionFact {
  return { fact, source, target, by, at, ...group }
}

/** Stale English stays stale, and a draft one that no machine replaces. */
function unfinishedFacts(
  { members, source }: Taken['joint'],
  target: string,
  group: Pick<DecisionFact, 'group'>,
): Fact[] {
  const [record] = members
  if (record?.status === 'stale' && record.translatedFrom !== null) {
    return [{ fact: 'translated', source: record.translatedFrom, target, edited: true, ...group }]
  }
  if (record?.status === 'draft') {
    return [{ fact: 'machine', source, target, engine: record.origin?.name ?? '', touched: true, ...group }]
  }
  return []
}
