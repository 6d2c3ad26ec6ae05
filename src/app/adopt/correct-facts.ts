import type { Fact, LedgerLine, TranslatedFact } from '../../core/fact.js'
import { sameFact } from '../../core/merge-facts.js'
import { sameText } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import type { DerivedOrigin } from './derive-origin.js'

/** Ledgers with their facts corrected, line by line. */
export class Corrections {
  readonly #lines = new Map<string, LedgerLine>()
  readonly #dropped = new Set<string>()

  constructor(lines: Iterable<LedgerLine>) {
    for (const line of lines) this.#lines.set(line.id, line)
  }

  line(id: string): LedgerLine | undefined {
    return this.#lines.get(id)
  }

  /** The line as it is to be written; `null` when it is to go. */
  result(line: LedgerLine): LedgerLine | null {
    return this.#dropped.has(line.id) ? null : (this.#lines.get(line.id) ?? line)
  }

  drop(id: string): void {
    this.#dropped.add(id)
  }

  put(line: LedgerLine): void {
    this.#lines.set(line.id, line)
  }

  /** Says what linked English was made from, where zhen had assumed it. What a person stated stays. */
  correctOrigin(members: readonly SegmentRecord[], origin: DerivedOrigin): void {
    const [first] = members
    const target = joinTexts(first?.targets.map(({ text }) => text) ?? [])
    const today = joinTexts(members.map(({ source }) => source?.text ?? ''))
    const source = origin.change === 'none' || origin.change === 'slip' ? today : origin.from.text
    for (const { id } of members) {
      const line = this.#lines.get(id)
      if (line) this.put({ ...line, facts: corrected(line.facts, { source, target }, origin.confidence) })
    }
  }

  /** What came into the source later was not left out by the translator. */
  forgetAbsent({ id }: SegmentRecord): void {
    const line = this.#lines.get(id)
    if (line) this.put({ ...line, facts: line.facts.filter(({ fact }) => fact !== 'absent') })
  }
}

interface Pair {
  readonly source: string
  readonly target: string
}

/** The facts with the assumed one on `target` saying `source`; as they are where someone stated it, or nobody assumed. */
function corrected(facts: readonly Fact[], { source, target }: Pair, sure: number): readonly Fact[] {
  const own = facts.filter((fact): fact is TranslatedFact => isClaimOn(fact, target) && fact.fact === 'translated')
  const assumed = own.filter(({ basis }) => basis === 'assumed')
  const [latest] = assumed.slice(-1)
  if (!latest || assumed.length < own.length || facts.some((fact) => isStated(fact, target))) return facts
  const confidence = Math.min(latest.confidence ?? 1, Math.round(sure * 100) / 100)
  const { edited: _, ...rest } = latest
  const fact: TranslatedFact = { ...rest, source, confidence }
  if (assumed.length === 1 && sameFact(fact, latest)) return facts
  return facts.flatMap((known): Fact[] => {
    if (known === latest) return [fact]
    return assumed.some((other) => other === known) ? [] : [known]
  })
}

function isClaimOn(fact: Fact, target: string): boolean {
  return 'target' in fact && 'source' in fact && sameText(fact.target, target)
}

function isStated(fact: Fact, target: string): boolean {
  return isClaimOn(fact, target) && fact.fact !== 'translated' && fact.fact !== 'reopened'
}
