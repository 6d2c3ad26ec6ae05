import { ZhenError } from '../core/errors.js'
import type { DraftInput } from './input.js'
import type { DraftReport } from './report.js'

export async function draftSegments(_deps: object, _input: DraftInput): Promise<DraftReport> {
  throw new ZhenError('not-implemented', { what: 'draft-segments' })
}
