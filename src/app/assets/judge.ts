/** How the English file stands to the source's. */
export const ASSET_STATES = ['missing', 'outdated', 'localised', 'same', 'source-missing'] as const

export type AssetState = (typeof ASSET_STATES)[number]

/**
 * What the state was concluded from. `link`: both are one file. `bytes`: both are equal, or one is not there. `history`:
 * git knows whether the English file was ever a version of the source's. `commits`, `times`: the later one is newer, by
 * its last commit or by the time the disk gives it.
 */
export type AssetBasis = 'link' | 'bytes' | 'history' | 'commits' | 'times'

/** A file on one side. */
export interface AssetVersion {
  /** Of its bytes, as git names them; in the form of the repository's history. */
  readonly blobs: readonly string[]
  /** Seconds since 1970. */
  readonly changedAt: number
  /** Versions in git, newest first; empty outside git. */
  readonly history: readonly { readonly blob: string; readonly at: number }[]
}

export interface AssetVerdict {
  readonly state: 'outdated' | 'localised'
  readonly basis: 'history' | 'commits' | 'times'
  readonly sourceNewer: boolean
}

/**
 * Judges an English file that differs from the source's.
 *
 * It is outdated when it is an earlier version of the source's. Where either has a history, any other English file was
 * changed by a person: localised. Where neither has, the newer one decides.
 */
export function judgeDifference(source: AssetVersion, target: AssetVersion): AssetVerdict {
  const [ours, theirs] = [commitTime(source), commitTime(target)]
  const basis = ours !== null && theirs !== null ? 'commits' : 'times'
  const sourceNewer = ours !== null && theirs !== null ? ours > theirs : source.changedAt > target.changedAt
  if (source.history.some(({ blob }) => target.blobs.includes(blob))) {
    return { state: 'outdated', basis: 'history', sourceNewer: true }
  }
  const isKnown = source.history.length > 1 || target.history.length > 1
  if (isKnown && source.history.length > 0 && target.history.length > 0) {
    return { state: 'localised', basis: 'history', sourceNewer }
  }
  return { state: sourceNewer ? 'outdated' : 'localised', basis, sourceNewer }
}

/** When the file was last committed; `null` outside git and for a file changed since. */
function commitTime({ blobs, history: [last] }: AssetVersion): number | null {
  return last && blobs.includes(last.blob) ? last.at : null
}
