/** How far a pair of texts can be trusted, most first. */
export const QUALITIES = ['reviewed', 'translated', 'draft'] as const

export type Quality = (typeof QUALITIES)[number]

/** What a file that brought a pair says of it, beyond the texts. */
export interface PairAbout {
  /** When the target was last changed, ISO 8601. */
  readonly changed?: string
  readonly notes?: readonly string[]
  /** Further properties, by their names in the file. */
  readonly properties?: Readonly<Record<string, string>>
}

/** A source text and a target it has been given. `memory`, `chapter`, `id` and `source` together name it. */
export interface MemoryPair {
  readonly source: string
  readonly target: string
  /** Texts of the neighbours in the source; `null` where there is none or it is not known. */
  readonly previousSource: string | null
  readonly nextSource: string | null
  /** `''` for pairs that come from no chapter, such as imported ones. */
  readonly chapter: string
  readonly id: string
  /** Who or what made the target: a person, an engine, a program. */
  readonly origin: string
  readonly quality: Quality
  /** The memory it comes from, as it is named to people; absent for the project's own. */
  readonly memory?: string
  readonly about?: PairAbout
}
