import type { MessageValues, ZhenError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Translate } from '../i18n/index.js'
import { plain } from '../reporters/plain.js'
import { sayable } from '../reporters/words.js'
import type { CommandContext } from './context.js'

/** What is wrong and, on a line of its own, what to do about it. */
export function wordFailure({ code, values }: ZhenError, t: Translate): string {
  const words = sayable(values, t)
  const suggestion = values.suggestion || values.nearest || (code === 'usage' && meant(values)) || ''
  const lines = [
    t('failure', { message: t(`errors.${code}.message`, words) }),
    ...(suggestion === '' ? [] : [`  ${t('usage.did-you-mean', { names: plain(String(suggestion)) })}`]),
    `  ${t(`errors.${code}.hint`, words)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** Which of the words that were expected was probably meant. */
function meant({ expected = '', found = '' }: MessageValues): string | null {
  return nearest(String(found), String(expected).split(', '))
}

/** Whatever is no known failure: the whole trace, and a word on whose fault it is. */
export function wordBug(
  error: unknown,
  { t, version, nodeVersion }: Pick<CommandContext, 't' | 'version' | 'nodeVersion'>,
): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `${plain(trace, '\n')}\n\n${t('bug', { version, node: nodeVersion })}\n`
}
