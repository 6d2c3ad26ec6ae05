import type { LedgerLine } from '../../core/fact.js'
import { hasSourceLanguage } from '../../core/inline.js'
import { normalizeText } from '../../core/text.js'
import { piecesOf } from './expect-target.js'

/** Of which sources a ledger knows English to be the translation. Texts are compared as `sameText` does. */
export class SourceCensus {
  readonly #sources = new Map<string, Set<string>>()

  constructor(lines: Iterable<Pick<LedgerLine, 'source' | 'facts'>>) {
    for (const { source, facts } of lines) {
      if (source !== null && !hasSourceLanguage(source)) this.#note(source, source)
      for (const fact of facts) {
        if (!('target' in fact) || fact.fact === 'added') continue
        for (const text of new Set([fact.target, ...piecesOf(fact.target)])) this.#note(text, fact.source)
      }
    }
  }

  #note(target: string, source: string): void {
    const key = normalizeText(target)
    this.#sources.set(key, (this.#sources.get(key) ?? new Set()).add(normalizeText(source)))
  }

  /** True for English that was made from other texts than `sources`. What was a source itself may be of any. */
  isOfOthers(target: string, sources: readonly (string | null)[]): boolean {
    const text = normalizeText(target)
    const known = this.#sources.get(text)
    if (!known || known.has(text)) return false
    return !sources.some((source) => source !== null && known.has(normalizeText(source)))
  }
}
