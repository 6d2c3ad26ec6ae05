import type { SegmentRecord } from './ports.js'

/** True for a segment whose source is in the book today. */
export function isLiveRecord({ status }: Pick<SegmentRecord, 'status'>): boolean {
  return status !== 'obsolete' && status !== 'added'
}
