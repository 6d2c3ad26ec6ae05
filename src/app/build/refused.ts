import type { BuildPolicy, Standing } from '../../core/build-policy.js'
import type { SegmentRecord } from '../ports.js'
import { standingsOf } from './standings.js'

/** A segment for which the policy refuses to build. */
export interface RefusedSegment {
  readonly id: string
  readonly chapter: string
  readonly standing: Standing
  readonly text: string
  readonly source: { readonly path: string; readonly startLine: number; readonly endLine: number } | null
  readonly target: { readonly path: string; readonly startLine: number; readonly endLine: number } | null
}

/** The segments for which the policy refuses to build, in the order of chapters and places. */
export function refusedBy(
  records: readonly SegmentRecord[],
  policy: BuildPolicy,
  shownPath: (side: 'source' | 'target', path: string) => string,
): RefusedSegment[] {
  return records.flatMap((record): RefusedSegment[] => {
    const standing = standingsOf(record).find((each) => policy[each] === 'refuse')
    if (standing === undefined) return []
    const { id, chapter, source, targets } = record
    const [target] = targets
    const lines = ({ startLine, endLine }: { readonly startLine: number; readonly endLine: number }) => {
      return { startLine, endLine }
    }
    const text = source?.text ?? target?.text ?? ''
    return [
      {
        ...{ id, chapter, standing, text },
        source: source && source.startLine > 0 ? { path: shownPath('source', chapter), ...lines(source) } : null,
        target: target ? { path: shownPath('target', target.path), ...lines(target) } : null,
      },
    ]
  })
}
