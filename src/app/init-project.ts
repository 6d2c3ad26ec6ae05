import { ZhenError } from '../core/errors.js'
import type { InitInput } from './input.js'
import type { InitReport } from './report.js'

export async function initProject(_deps: object, _input: InitInput): Promise<InitReport> {
  throw new ZhenError('not-implemented', { what: 'init-project' })
}
