import { normalizeText } from '../../core/text.js'
import { isNameKind, kindFamily } from '../../match/match-unit.js'
import type { PlanInput } from './plan.js'
import { isBlockKind, type Unit, unitsOf } from './units.js'

/** Texts that stand, word for word, in one chapter less and in another more than at the last sync. */
export interface Travellers {
  /** Ids of the lines that left. */
  readonly left: ReadonlySet<string>
  /** Where they came to: see {@link travellerKey}. */
  readonly came: ReadonlySet<string>
}

const NONE: Travellers = { left: new Set(), came: new Set() }

/** Names and blocks are too much alike to be known again. */
export function canTravel({ kind }: Pick<Unit, 'kind'>): boolean {
  return !isBlockKind(kind) && !isNameKind(kind)
}

/** Finds them among the texts that stand in the book once, before and after. */
export function findTravellers({ chapters, obsolete, sourceAvailable }: PlanInput): Travellers {
  if (!sourceAvailable || chapters.every(({ lines }) => lines.length === 0)) return NONE
  const [before, after] = [new Map<string, Standing>(), new Map<string, Standing>()]
  const known = [...chapters.flatMap(({ chapter, lines }) => lines.map((line) => ({ chapter, line }))), ...obsolete]
  for (const { chapter, line } of known) {
    if (line.source !== null) note(before, { kind: line.kind, text: line.source }, chapter, line.id)
  }
  for (const { chapter, source } of chapters) {
    for (const unit of source ? unitsOf(source) : []) note(after, unit, chapter, travellerKey(chapter, unit))
  }
  const moved = [...before].flatMap(([key, from]) => {
    const to = after.get(key)
    return to && from.chapter !== to.chapter && from.names.length === 1 && to.names.length === 1 ? [{ from, to }] : []
  })
  return {
    left: new Set(moved.flatMap(({ from }) => from.names)),
    came: new Set(moved.flatMap(({ to }) => to.names)),
  }
}

export function travellerKey(chapter: string, unit: Pick<Unit, 'kind' | 'text'>): string {
  return `${chapter}\0${textKey(unit)}`
}

interface Standing {
  readonly chapter: string
  readonly names: string[]
}

function note(
  standings: Map<string, Standing>,
  unit: Pick<Unit, 'kind' | 'text'>,
  chapter: string,
  name: string,
): void {
  if (!canTravel(unit)) return
  const key = textKey(unit)
  const standing = standings.get(key)
  if (standing) standing.names.push(name)
  else standings.set(key, { chapter, names: [name] })
}

function textKey({ kind, text }: Pick<Unit, 'kind' | 'text'>): string {
  return `${kindFamily(kind)}\0${normalizeText(text)}`
}
