import type { OnProgress } from '../app/input.js'
import type { Host } from './context.js'

const EVERY_MS = 100
const WIDTH = 24
const CLEAR_LINE = '\r\u001b[2K'

export interface Progress {
  readonly step: OnProgress
  /** Takes the bar away. Nothing is written where none was drawn. */
  clear(): void
}

/** A bar on standard error, drawn at most ten times a second, and not at all for work that is over before that. */
export function createProgress({ err, now }: Pick<Host, 'err' | 'now'>, label: string): Progress {
  let drawnAt = now()
  let drawn = false
  return {
    step(done, total) {
      if (now() - drawnAt < EVERY_MS) return
      drawnAt = now()
      drawn = true
      err(CLEAR_LINE + (total > 0 ? `${label} ${bar(done / total)} ${done}/${total}` : `${label} ${done}`))
    },
    clear() {
      if (drawn) err(CLEAR_LINE)
    },
  }
}

function bar(fraction: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH)
  return '━'.repeat(filled) + '─'.repeat(WIDTH - filled)
}
