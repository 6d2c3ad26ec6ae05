import type { Code } from './coded-text.js'

/** What a code is known by in either language: its kind, and its text, label or address; else its Markdown itself. */
export function keyOf(code: Code): string {
  return `${code.type} ${code.role} ${heldBy(code)}`
}

function heldBy(code: Code): string {
  if (code.type === 'code') return code.shows
  return hasLabel(code) ? (code.label ?? '') : markupOf(code)
}

/** A link that was locked as a whole is more than its address. */
export function hasLabel({ type, form, label }: Code): boolean {
  return Boolean(label) && !(form === 'locked' && (type === 'link' || type === 'reference'))
}

export function markupOf({ open, close }: Code): string {
  return `${open}\0${close}`
}
