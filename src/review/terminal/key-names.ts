import { KEYS, type KeyAction } from '../keys.js'

/** How a key is called where it is shown. */
export function keyName(key: string): string {
  return key === 'Escape' ? 'Esc' : key
}

/** The first key of an action. */
export function keyOf(action: KeyAction): string {
  return keyName(KEYS.find((binding) => binding.action === action)?.keys[0] ?? '')
}
