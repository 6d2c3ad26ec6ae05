import { ZhenError } from '../core/errors.js'
import type { DecideInput } from './input.js'
import type { DecisionReport } from './report.js'

export async function decide(_deps: object, _input: DecideInput): Promise<DecisionReport> {
  throw new ZhenError('not-implemented', { what: 'decide' })
}
