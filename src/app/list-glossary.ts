import { ZhenError } from '../core/errors.js'
import type { GlossaryReport } from './report.js'

export async function listGlossary(_deps: object, _input: { readonly words: string | null }): Promise<GlossaryReport> {
  throw new ZhenError('not-implemented', { what: 'list-glossary' })
}
