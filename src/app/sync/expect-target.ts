import type { Fact } from '../../core/fact.js'
import { normalizeText } from '../../core/text.js'
import { type Entry, isAdded, joinTexts, type TargetUnit } from './entry.js'

/** A piece of English that the ledger lets us expect in a chapter. */
export interface Expectation {
  /** Segments that share it; in order. */
  readonly entries: readonly Entry[]
  readonly text: string
  readonly kind: string
  /** True for a copy of the source: an expectation that any translation may replace. */
  readonly copy: boolean
}

/** Which texts stand in each English chapter, and as what. Texts are compared as `sameText` does. */
export class TextCensus {
  readonly #texts = new Map<string, Map<string, Set<string>>>()
  readonly #anywhere = new Set<string>()

  add(path: string, units: readonly TargetUnit[]): void {
    const kinds = new Map<string, Set<string>>()
    for (const { text, kind } of units) {
      const normal = normalizeText(text)
      kinds.set(normal, (kinds.get(normal) ?? new Set()).add(kind))
      this.#anywhere.add(normal)
    }
    this.#texts.set(path, kinds)
  }

  /** 2 when all pieces stand in `path`, 1 when all stand somewhere, else 0. */
  presence(path: string, target: string): number {
    if (this.piecesIn(path, target)) return 2
    return piecesOf(target).every((piece) => this.#anywhere.has(normalizeText(piece))) ? 1 : 0
  }

  /** What the text is in the target: a caption may be a paragraph there, where markup was damaged. */
  kindOf(path: string, text: string, expected: string): string {
    const kinds = this.#texts.get(path)?.get(normalizeText(text)) ?? new Set()
    return kinds.size === 0 || kinds.has(expected) ? expected : ([...kinds][0] ?? expected)
  }

  /** The target as one text, or as several, as it stands in `path`; `null` when it does not. */
  piecesIn(path: string, target: string): readonly string[] | null {
    const stands = (text: string) => this.#texts.get(path)?.has(normalizeText(text)) === true
    if (stands(target)) return [target]
    const pieces = piecesOf(target)
    return pieces.every(stands) ? pieces : null
  }
}

/**
 * Says what to expect of each entry: of all English it ever had, the latest that is there; else the latest it had.
 *
 * Where it never had any, a copy of its source. Segments that share their English expect it once.
 */
export function expectTargets(entries: readonly Entry[], census: TextCensus): Expectation[] {
  const expectations: Expectation[] = []
  const shared = new Map<string, { entries: Entry[] }>()
  for (const entry of entries) {
    const choice = chooseText(entry, census)
    entry.expected = choice.copy ? null : choice.text
    if (choice.text === null) continue
    const key = choice.group && `${entry.targetPath}\0${choice.group.join()}\0${choice.text}`
    const known = key && shared.get(key)
    if (known) {
      known.entries.push(entry)
      continue
    }
    const members = { entries: [entry] }
    if (key) shared.set(key, members)
    for (const text of census.piecesIn(entry.targetPath, choice.text) ?? piecesOf(choice.text)) {
      const kind = census.kindOf(entry.targetPath, text, entry.kind)
      expectations.push({ entries: members.entries, text, kind, copy: choice.copy })
    }
  }
  return expectations
}

interface Choice {
  readonly text: string | null
  readonly group: readonly string[] | null
  readonly copy: boolean
}

function chooseText(entry: Entry, census: TextCensus): Choice {
  const had = entry.facts.flatMap(englishOf).reverse()
  const copies = copiesOf(entry).map((text) => ({ text, group: null, copy: true }))
  let best: Choice | null = null
  let bestPresence = 0
  for (const choice of [...had, ...copies]) {
    const presence = census.presence(entry.targetPath, choice.text)
    if (presence > bestPresence) [best, bestPresence] = [choice, presence]
    if (presence === 2) break
  }
  return best ?? had[0] ?? copies[0] ?? { text: null, group: null, copy: false }
}

function englishOf(fact: Fact): (Choice & { readonly text: string })[] {
  if (!('target' in fact)) return []
  return [{ text: fact.target, group: 'group' in fact ? (fact.group ?? null) : null, copy: false }]
}

/** Texts that would be a copy of the source, earlier sources included. */
function copiesOf(entry: Entry): string[] {
  if (isAdded(entry)) return []
  const earlier = entry.facts.flatMap((fact) => (fact.fact === 'copied' ? [fact.source] : []))
  const texts = [...earlier.reverse(), entry.previousSource, entry.source]
  return [...new Set(texts.filter((text) => text !== null))]
}

/** The texts of the single segments that make up a joined one: the inverse of {@link joinTexts}. */
export function piecesOf(target: string): string[] {
  const pieces = target.split(/\n{2,}/).filter((piece) => piece !== '')
  return pieces.length === 0 || joinTexts(pieces) !== target ? [target] : pieces
}
