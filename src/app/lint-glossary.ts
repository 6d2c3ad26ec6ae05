import { ZhenError } from '../core/errors.js'
import type { GlossaryLintReport } from './report.js'

export async function lintGlossary(_deps: object): Promise<GlossaryLintReport> {
  throw new ZhenError('not-implemented', { what: 'lint-glossary' })
}
