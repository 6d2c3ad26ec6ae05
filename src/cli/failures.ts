import type { ZhenError } from '../core/errors.js'
import type { Translate } from '../i18n/index.js'
import { plain } from '../reporters/plain.js'
import { sayable } from '../reporters/words.js'
import type { CommandContext } from './context.js'

/** What is wrong and, on a line of its own, what to do about it. */
export function wordFailure({ code, values }: ZhenError, t: Translate): string {
  const words = sayable(values, t)
  const suggestion = words.suggestion || words.nearest || ''
  const lines = [
    t('failure', { message: t(`errors.${code}.message`, words) }),
    ...(suggestion === '' ? [] : [`  ${t('usage.did-you-mean', { names: suggestion })}`]),
    `  ${t(`errors.${code}.hint`, words)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** Whatever is no known failure: the whole trace, and a word on whose fault it is. */
export function wordBug(
  error: unknown,
  { t, version, nodeVersion }: Pick<CommandContext, 't' | 'version' | 'nodeVersion'>,
): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `${plain(trace, '\n')}\n\n${t('bug', { version, node: nodeVersion })}\n`
}
