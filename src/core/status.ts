/** Status of a segment today, in the order in which the first that holds is taken. Derived, never stored as truth. */
export const STATUSES = [
  'carried',
  'omitted',
  'untranslated',
  'stale',
  'final',
  'reviewed',
  'draft',
  'translated',
] as const

export type Status = (typeof STATUSES)[number]

/** XLIFF 2.1 `segment/@state`, lowest first. */
export const STATES = ['initial', 'translated', 'reviewed', 'final'] as const

export type State = (typeof STATES)[number]

/** Why a segment has no translation: never had one, still the source's copy, absent when adopted, removed by a person. */
export const GAPS = ['new', 'copy', 'dropped', 'deleted'] as const

export type Gap = (typeof GAPS)[number]

/** How one text of a language differs from an earlier one, least consequence first. */
export const CHANGES = ['format', 'punctuation', 'typo', 'number', 'negation', 'code', 'substantive'] as const

export type Change = (typeof CHANGES)[number]

/** Changes after which the translation is still true. */
export function isCosmetic(change: Change): boolean {
  return change === 'format' || change === 'punctuation' || change === 'typo'
}
