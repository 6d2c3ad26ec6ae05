import { ZhenError } from '../core/errors.js'
import type { DoctorReport } from './report.js'

export async function diagnose(_deps: object): Promise<DoctorReport> {
  throw new ZhenError('not-implemented', { what: 'diagnose' })
}
