import { actionOf, KEYS, type KeyAction } from '../keys.js'

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform)

/** What a key means now; `null` for whatever is not ours, which is left to the browser. */
export function pressedAction(event: KeyboardEvent, withLetters: boolean): KeyAction | null {
  if (event.isComposing || event.keyCode === 229) return null
  const typed = KEYS.find(({ typing }) => typing !== null && isChord(event, typing))
  if (typed) return typed.action
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return null
  if (event.key === 'Enter') return isIdle(event.target) ? 'edit' : null
  return withLetters ? actionOf(event.key) : null
}

function isChord(event: KeyboardEvent, chord: string): boolean {
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.includes(name)
  const mod = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  if (mod !== wants('Mod') || other || event.altKey !== wants('Alt') || event.shiftKey !== wants('Shift')) return false
  // With Alt some keyboards write another character.
  return event.key.toLowerCase() === key.toLowerCase() || (wants('Alt') && event.code === `Key${key.toUpperCase()}`)
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

/** Nothing that Enter would press. */
function isIdle(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest('button, a, summary, [role=option], [role=listbox]') === null
}

/** How a key is written: `Ctrl+S`, `⌥I`. */
export function shownKey(key: string): string {
  const names: Readonly<Record<string, string>> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
    Shift: isMac ? '⇧' : 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: 'Esc',
    Enter: isMac ? '⏎' : 'Enter',
  }
  const parts = key.split('+').map((part) => names[part] ?? (key.includes('+') ? part.toUpperCase() : part))
  return parts.join(isMac ? '' : '+')
}
