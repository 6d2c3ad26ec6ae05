import { ZhenError } from '../core/errors.js'
import type { CheckInput } from './input.js'
import type { CheckReport } from './report.js'

export async function checkProject(_deps: object, _input: CheckInput): Promise<CheckReport> {
  throw new ZhenError('not-implemented', { what: 'check-project' })
}
