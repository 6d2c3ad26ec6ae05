/** What is done with a segment. Kebab-case, stable. */
export const BUILD_ACTIONS = ['keep', 'source', 'omit', 'refuse'] as const

/** `keep` the English that stands there; show the `source`; `omit` it; `refuse` to build. */
export type BuildAction = (typeof BUILD_ACTIONS)[number]

/** What can be done with a segment of each standing, the default first. */
export const BUILD_CHOICES = {
  untranslated: ['source', 'omit', 'refuse'],
  /** Untranslated where English never had it or a person took it out. */
  dropped: ['omit', 'source', 'refuse'],
  stale: ['keep', 'source', 'omit', 'refuse'],
  draft: ['keep', 'source', 'omit', 'refuse'],
  obsolete: ['keep', 'omit', 'refuse'],
  added: ['keep', 'omit', 'refuse'],
  misplaced: ['keep', 'refuse'],
} as const satisfies Record<string, readonly BuildAction[]>

/** How a segment stands, as far as a policy speaks of it. */
export type Standing = keyof typeof BUILD_CHOICES

export const STANDINGS = Object.keys(BUILD_CHOICES) as readonly Standing[]

/** Where readers are told: at every run of blocks concerned, once a chapter, or nowhere. */
export const NOTE_PLACES = ['segment', 'chapter', 'none'] as const

export type NotePlace = (typeof NOTE_PLACES)[number]

/** What a reader is told, in Markdown. `{chapter}` stands for the chapter's path without its ending, `{date}` for a day. */
export interface NoteTexts {
  readonly untranslated: string
  readonly stale: string
  /** Where it is known when the source changed. */
  readonly staleSince: string
  readonly draft: string
  readonly obsolete: string
  /** Of a chapter in which nothing is translated, and of one that was left out for that. */
  readonly chapter: string
  readonly chapterOmitted: string
  /** With one note a chapter. */
  readonly someUntranslated: string
  readonly someStale: string
  readonly someDraft: string
  readonly someObsolete: string
}

export type BuildPolicy = { readonly [Each in Standing]: (typeof BUILD_CHOICES)[Each][number] } & {
  readonly note: NotePlace
  readonly notes: NoteTexts
}

/** What readers are told where the configuration says nothing else. It is text of the English edition, not of zhen. */
export const NOTE_TEXTS: NoteTexts = {
  untranslated: 'Not translated yet: the Chinese original is shown.',
  stale: 'Translated from an earlier version: the Chinese original has changed since.',
  staleSince: 'Translated from an earlier version: the Chinese original changed on {date}.',
  draft: 'A machine translation that nobody has reviewed yet.',
  obsolete: 'No longer part of the Chinese original.',
  chapter: 'This chapter is not translated yet: the Chinese original is shown.',
  chapterOmitted: 'This chapter is not translated yet.',
  someUntranslated: 'Parts of this chapter are not translated yet and are shown in Chinese.',
  someStale: 'Parts of this chapter were translated from an earlier version of the Chinese original.',
  someDraft: 'Parts of this chapter are machine translations that nobody has reviewed yet.',
  someObsolete: 'Parts of this chapter are no longer part of the Chinese original.',
}
