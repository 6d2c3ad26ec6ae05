/** TBX-Basic `administrativeStatus` in one word each. */
export const TERM_STATUSES = ['preferred', 'admitted', 'deprecated'] as const

export type TermStatus = (typeof TERM_STATUSES)[number]
