import type { OnDraftProgress } from '../app/input.js'
import type { Translate } from '../i18n/index.js'
import { wordCost } from '../reporters/words.js'
import type { Host } from './context.js'

const EVERY_MS = 100
const WIDTH = 24
const CLEAR_LINE = '\r\u001b[2K'

export interface Progress {
  readonly step: (done: number, total: number, remark?: string) => void
  /** Takes the bar away. Nothing is written where none was drawn. */
  clear(): void
}

/** A bar on standard error, drawn at most ten times a second, and not at all for work that is over before that. */
export function createProgress({ err, now }: Pick<Host, 'err' | 'now'>, label: string): Progress {
  let drawnAt = now()
  let drawn = false
  return {
    step(done, total, remark = '') {
      if (now() - drawnAt < EVERY_MS) return
      drawnAt = now()
      drawn = true
      const counted = total > 0 ? `${bar(done / total)} ${done}/${total}` : String(done)
      err(`${CLEAR_LINE}${label} ${counted}${remark && `  ${remark}`}`)
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

/** How far drafting has got, with characters a second and what it cost so far. */
export function draftSteps({ step }: Progress, { now }: Pick<Host, 'now'>, t: Translate): OnDraftProgress {
  const start = now()
  return ({ done, total, characters, cost, currency }) => {
    const seconds = Math.max(1, now() - start) / 1000
    const rate = t('progress.rate', { count: Math.round(characters / seconds) })
    step(done, total, cost === null ? rate : `${rate}${t('comma')}${wordCost(cost, currency)}`)
  }
}
