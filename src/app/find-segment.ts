import { ZhenError } from '../core/errors.js'
import type { IndexStore, SegmentRecord } from './ports.js'

/**
 * The segment of this id, or the only one whose id starts so.
 *
 * @throws ZhenError `segment-unknown`, `segment-ambiguous`
 */
export async function findSegment(index: IndexStore, id: string): Promise<SegmentRecord> {
  const found = await index.findById(id)
  const [first, second] = found
  if (!first) throw new ZhenError('segment-unknown', { id })
  if (!second || second.id === first.id) return first
  const ids = found.slice(0, 5).map((record) => record.id)
  throw new ZhenError('segment-ambiguous', { id, found: `${ids.join(', ')}${found.length > 5 ? ', …' : ''}` })
}
