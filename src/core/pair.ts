/** How far a pair of texts can be trusted, most first. */
export const QUALITIES = ['reviewed', 'translated', 'draft'] as const

export type Quality = (typeof QUALITIES)[number]

/** A source text and a target it has been given. `chapter`, `id` and `source` together name it. */
export interface MemoryPair {
  readonly source: string
  readonly target: string
  /** Texts of the neighbours in the source; `null` where there is none or it is not known. */
  readonly previousSource: string | null
  readonly nextSource: string | null
  /** `''` for pairs that come from no chapter, such as imported ones. */
  readonly chapter: string
  readonly id: string
  /** Who or what made the target: a person, an engine, an imported file. */
  readonly origin: string
  readonly quality: Quality
}
