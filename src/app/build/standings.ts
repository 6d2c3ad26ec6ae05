import type { Standing } from '../../core/build-policy.js'
import type { RecordStatus, SegmentRecord } from '../ports.js'

/** Under which of its standings the policy speaks of a segment; none for one that is as it should be. */
export function standingsOf({ status, gap, block, misplaced, translatedFrom }: SegmentRecord): readonly Standing[] {
  const own = ownStanding(status)
  // That code differs may be meant; that the source's changed is known only where it is known what English had.
  const isMeant = block && own === 'stale' && translatedFrom === null
  const isDropped = own === 'untranslated' && (gap === 'dropped' || gap === 'deleted')
  return [
    ...(own === null || isMeant ? [] : [isDropped ? ('dropped' as const) : own]),
    ...(misplaced ? (['misplaced'] as const) : []),
  ]
}

function ownStanding(status: RecordStatus): Standing | null {
  return status === 'untranslated' ||
    status === 'stale' ||
    status === 'draft' ||
    status === 'obsolete' ||
    status === 'added'
    ? status
    : null
}
