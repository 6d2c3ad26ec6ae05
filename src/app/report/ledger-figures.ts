import { deriveVerdict } from '../../core/derive.js'
import type { Fact, LedgerLine } from '../../core/fact.js'
import { hasSourceLanguage } from '../../core/inline.js'
import { type Change, isCosmetic, STATUSES, type Status } from '../../core/status.js'
import { countHan, sameText } from '../../core/text.js'
import { classifyChange } from '../../match/classify-change.js'
import type { StatusCounts } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import { isBlockKind } from '../sync/units.js'

/** How many texts, and how many Chinese characters in them, have each status. */
export interface Figures {
  readonly segments: StatusCounts
  readonly characters: StatusCounts
}

export const NO_FIGURES: Figures = { segments: zero(), characters: zero() }

/** Counts ledgers without the chapters they go with, and remembers how texts differ: most lines come again and again. */
export class LedgerCounter {
  readonly #changes = new Map<string, Change>()

  /**
   * The figures of a chapter, as its ledger left them: the English of a line is what its last fact speaks of.
   *
   * That is what stood in the chapter when the ledger was written, save English that was put back to an earlier wording,
   * which no fact records.
   */
  count(lines: readonly LedgerLine[]): Figures {
    const live = lines.filter(({ kind, source, obsolete }) => source !== null && !obsolete && !isBlockKind(kind))
    const byId = new Map(live.map((line) => [line.id, line]))
    return sumOf(live.map((line) => ({ status: this.#statusOf(line, byId), text: line.source ?? '' })))
  }

  #statusOf(line: LedgerLine, byId: ReadonlyMap<string, LedgerLine>): Status {
    const { facts, missing } = line
    const members = groupOf(facts).map((id) => byId.get(id) ?? line)
    const source = joinTexts((members.length > 0 ? members : [line]).map((member) => member.source ?? ''))
    const carried = !hasSourceLanguage(source)
    const target = missing ? null : facts.length === 0 && carried ? source : standing(facts)
    const agrees =
      target !== null && (sameText(source, target) || (carried && isCosmetic(this.#classify(source, target))))
    return deriveVerdict({ source, target, carried, block: false, agrees, facts }, this.#classify).status
  }

  readonly #classify = (older: string, newer: string): Change => {
    const key = `${older}\0${newer}`
    const change = this.#changes.get(key) ?? classifyChange(older, newer)
    this.#changes.set(key, change)
    return change
  }
}

/** The English that the facts say stands there; `null` where there is none. */
function standing(facts: readonly Fact[]): string | null {
  const last = facts.findLast((fact) => fact.fact !== 'omitted' && !(fact.fact === 'machine' && fact.pending))
  if (!last || last.fact === 'absent') return null
  return 'target' in last ? last.target : last.source
}

/** The ids that share the English of the last fact. */
function groupOf(facts: readonly Fact[]): readonly string[] {
  const last = facts.findLast((fact) => 'target' in fact && !(fact.fact === 'machine' && fact.pending))
  return last && 'group' in last ? (last.group ?? []) : []
}

export function addFigures(a: Figures, b: Figures): Figures {
  return { segments: add(a.segments, b.segments), characters: add(a.characters, b.characters) }
}

/** Counts texts by their status. */
export function sumOf(texts: readonly { readonly status: Status; readonly text: string }[]): Figures {
  const figures = { segments: zero(), characters: zero() }
  for (const { status, text } of texts) {
    figures.segments[status]++
    figures.characters[status] += countHan(text)
  }
  return figures
}

function add(a: StatusCounts, b: StatusCounts): StatusCounts {
  return Object.fromEntries(STATUSES.map((status) => [status, a[status] + b[status]])) as StatusCounts
}

function zero(): Record<Status, number> {
  return Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>
}
