import type { EditionPast, Snapshot } from './edition-past.js'

/** From this share on of its texts, a chapter was translated anew. */
const ANEW = 0.5

const known = new WeakMap<readonly Snapshot[], readonly number[]>()

/** When the chapter that is called `path` today was translated anew: what was left as it was had been looked at then. */
export function rewritesOf(past: EditionPast, path: string): readonly number[] {
  const snapshots = past.chapters.get(path) ?? []
  const times =
    known.get(snapshots) ??
    snapshots
      .slice(1)
      .filter(isRewrite)
      .map(({ time }) => time)
  known.set(snapshots, times)
  return times
}

function isRewrite({ commit, versions }: Snapshot): boolean {
  const texts = versions.filter(({ block }) => !block)
  return (
    texts.filter((version) => version.commit === commit && commit !== null).length >= ANEW * Math.max(1, texts.length)
  )
}
