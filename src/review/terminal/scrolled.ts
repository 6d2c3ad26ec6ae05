import type { State } from './state.js'

/** Where a key scrolls to; `null` for keys that do not. */
export function scrolled({ scroll, size }: State, key: string): number | null {
  const page = Math.max(1, size.rows - 7)
  const to: Readonly<Record<string, number>> = {
    ArrowDown: scroll + 1,
    ArrowUp: scroll - 1,
    PageDown: scroll + page,
    ' ': scroll + page,
    PageUp: scroll - page,
    Home: 0,
    End: Number.MAX_SAFE_INTEGER,
  }
  const target = to[key]
  return target === undefined ? null : Math.max(0, target)
}
