import { diffWords } from '../../match/diff-words.js'

interface TextEdit {
  readonly older: string
  readonly newer: string
}

/** So many drafts with the same substitution are a search and replace, not a person reading each of them. */
const MECHANICAL_FROM = 5

/** The edits that consist of one substitution which five or more of `edits` consist of. */
export function repeatedSubstitutions<E extends TextEdit>(edits: readonly E[]): ReadonlySet<E> {
  const bySubstitution = new Map<string, E[]>()
  for (const edit of edits) {
    const substitution = onlySubstitution(edit)
    if (substitution === null) continue
    const same = bySubstitution.get(substitution)
    if (same) same.push(edit)
    else bySubstitution.set(substitution, [edit])
  }
  return new Set([...bySubstitution.values()].filter((same) => same.length >= MECHANICAL_FROM).flat())
}

/** The one thing replaced by one other, wherever in the text; `null` when the edit is anything else. */
function onlySubstitution({ older, newer }: TextEdit): string | null {
  const pieces = diffWords(older, newer).filter(({ op, text }) => op !== 'same' && text.trim() !== '')
  const removed = new Set(pieces.filter(({ op }) => op === 'removed').map(({ text }) => text.trim()))
  const added = new Set(pieces.filter(({ op }) => op === 'added').map(({ text }) => text.trim()))
  return removed.size === 1 && added.size === 1 ? JSON.stringify([[...removed][0], [...added][0]]) : null
}
