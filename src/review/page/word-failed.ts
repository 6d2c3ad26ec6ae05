import type { Translate } from '../../i18n/index.js'
import type { CallFailed } from './calls.js'

/** Why a call failed, in words. */
export function wordFailed({ code, values }: CallFailed, t: Translate): string {
  const own = [
    'host-foreign',
    'origin-foreign',
    'token-missing',
    'body-too-large',
    'body-invalid',
    'not-found',
    'bug',
  ] as const
  const known = own.find((fault) => fault === code)
  if (known) return t(`review.errors.${known}`, values)
  if (code === 'unreachable' || own.some((fault) => fault === code)) return t('review.errors.unreachable')
  return t(`errors.${code as 'usage'}.message`, values)
}
