import type { Translate } from '../../i18n/index.js'
import { REQUEST_FAULTS } from '../server/refuse.js'
import type { CallFailed } from './calls.js'

/** Why a call failed, in words. */
export function wordFailed({ code, values }: CallFailed, t: Translate): string {
  const fault = REQUEST_FAULTS.find((one) => one === code)
  if (fault) return t(`review.errors.${fault}`, values)
  if (code === 'unreachable') return t('review.errors.unreachable')
  return t(`errors.${code as 'usage'}.message`, values)
}
