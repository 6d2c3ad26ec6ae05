import type { WordKey } from '../i18n/index.js'

/**
 * The keys of a review, on the page and on the terminal alike: what stands here is what they do and what `?` shows.
 *
 * `keys` work while nothing is typed; a letter is itself, with shift the capital. `typing` ones are of the page: they
 * work while text is typed, too, and stay clear of browsers' and screen readers' own. `Mod` is Ctrl, and ⌘ on a Mac.
 */
export const KEYS = [
  { action: 'next', group: 'move', keys: ['j'], typing: 'Alt+ArrowDown' },
  { action: 'previous', group: 'move', keys: ['k'], typing: 'Alt+ArrowUp' },
  { action: 'next-in-chapter', group: 'move', keys: ['J'], typing: null },
  { action: 'previous-in-chapter', group: 'move', keys: ['K'], typing: null },
  { action: 'search', group: 'move', keys: ['/'], typing: null },
  { action: 'queue', group: 'move', keys: ['g'], typing: null },
  { action: 'edit', group: 'write', keys: ['e', 'Enter'], typing: null },
  { action: 'leave', group: 'write', keys: ['Escape'], typing: 'Escape' },
  { action: 'save', group: 'write', keys: [], typing: 'Mod+s' },
  { action: 'term', group: 'write', keys: ['1–9'], typing: null },
  { action: 'insert', group: 'write', keys: ['i'], typing: 'Alt+i' },
  { action: 'suggestion', group: 'write', keys: ['s'], typing: null },
  { action: 'memory', group: 'write', keys: ['m'], typing: null },
  { action: 'copy-source', group: 'write', keys: ['c'], typing: null },
  { action: 'markdown', group: 'write', keys: ['w'], typing: null },
  { action: 'accept', group: 'decide', keys: ['a'], typing: 'Mod+Enter' },
  { action: 'approve', group: 'decide', keys: ['p'], typing: 'Mod+Shift+Enter' },
  { action: 'finalise', group: 'decide', keys: ['f'], typing: null },
  { action: 'still-valid', group: 'decide', keys: ['v'], typing: null },
  { action: 'omit', group: 'decide', keys: ['o'], typing: null },
  { action: 'reopen', group: 'decide', keys: ['r'], typing: null },
  { action: 'comment', group: 'decide', keys: ['n'], typing: null },
  { action: 'undo', group: 'decide', keys: ['u'], typing: null },
  { action: 'help', group: 'other', keys: ['?'], typing: null },
  { action: 'quit', group: 'other', keys: ['q'], typing: null },
] as const satisfies readonly KeyBinding[]

/** What a key does. Taking the second suggestion is `s`, then `2`; with one alone `s` takes it. So with `m`. */
export type KeyAction = (typeof KEYS)[number]['action']

export const KEY_GROUPS = ['move', 'write', 'decide', 'other'] as const

interface KeyBinding {
  readonly action: string
  readonly group: (typeof KEY_GROUPS)[number]
  readonly keys: readonly string[]
  readonly typing: string | null
}

/** A key that was pressed while nothing was typed, named as `KeyboardEvent.key` names it. */
export function actionOf(key: string): KeyAction | null {
  const name = /^[1-9]$/.test(key) ? '1–9' : key
  return KEYS.find(({ keys }) => (keys as readonly string[]).includes(name))?.action ?? null
}

/** What the key does, in words. */
export function wordKeyOf(action: KeyAction): WordKey {
  return `review.keys.${action}`
}
