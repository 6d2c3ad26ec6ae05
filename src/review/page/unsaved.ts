import type { Seen } from '../../app/review/view.js'

/** What was typed and is not saved yet, with what was there when it was typed. */
export interface Unsaved {
  readonly text: string
  readonly seen: Seen
}

const PREFIX = 'zhen-unsaved '

/** Unsaved texts outlive a reload, and a restart of the server; they end with the window, which asks before. */
export const unsaved = {
  read(id: string, passage: number): Unsaved | null {
    try {
      const found = JSON.parse(sessionStorage.getItem(keyOf(id, passage)) ?? 'null')
      return typeof found?.text === 'string' && Array.isArray(found.seen?.targets) ? found : null
    } catch {
      return null
    }
  },
  keep(id: string, passage: number, text: Unsaved): void {
    sessionStorage.setItem(keyOf(id, passage), JSON.stringify(text))
  },
  drop(id: string, passage: number): void {
    sessionStorage.removeItem(keyOf(id, passage))
  },
  ids(): Set<string> {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX))
    return new Set(keys.map((key) => key.slice(PREFIX.length).replace(/ \d+$/, '')))
  },
}

function keyOf(id: string, passage: number): string {
  return `${PREFIX}${id} ${passage}`
}

/** Whether two people saw the same. */
export function sameSeen(a: Seen, b: Seen): boolean {
  return (
    a.source === b.source &&
    a.targets.length === b.targets.length &&
    a.targets.every((text, at) => text === b.targets[at])
  )
}
