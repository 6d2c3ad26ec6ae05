import type { Issue, WatchEvent } from '../app/report.js'
import { createTranslate } from '../i18n/index.js'
import { wordIssue } from './check-words.js'
import { toJsonLine } from './json.js'
import { sayable } from './words.js'

/** One object a line. Its words are English, whatever language zhen speaks; `docs/watch.md` lists the keys. */
export function jsonWatch(event: WatchEvent): string {
  return toJsonLine({ ...withoutOpen(event), at: new Date(event.at).toISOString() })
}

/** All findings are told at the start; then only which came and went. */
function withoutOpen(event: WatchEvent): object {
  const t = createTranslate('en')
  const worded = (issues: readonly Issue[]) => issues.map((issue) => ({ ...issue, message: wordIssue(issue, t) }))
  const { open, ...rest } = event
  switch (rest.event) {
    case 'start':
      return { ...rest, issues: worded(open) }
    case 'change': {
      const { came, gone, ...change } = rest
      return { ...change, issues: { came: worded(came), gone: worded(gone) } }
    }
    case 'failure':
      return { ...rest, message: t(`errors.${rest.code}.message`, sayable(rest.values, t)) }
  }
}
