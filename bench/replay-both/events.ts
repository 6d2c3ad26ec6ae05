import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Revision, readRevisions } from '../replay/revisions.js'

export type Side = 'source' | 'target'

/** A commit of one repository, at its place among those of both. */
export interface Event extends Revision {
  readonly side: Side
}

interface Dated extends Event {
  /** Seconds since 1970; never less than of the commit before it in its repository. */
  readonly at: number
}

/**
 * The first-parent commits of both repositories by author date, each repository's own order kept.
 *
 * @param corpora the folder with the bundles of both
 * @param clones their working trees, for the dates
 */
export function readEvents(corpora: string, clones: Readonly<Record<Side, string>>): Event[] {
  const bundle = (name: string) => join(corpora, 'istio-insider', `${name}.bundle`)
  const source = readSide(bundle('zh'), 'source', clones.source)
  const target = readSide(bundle('en'), 'target', clones.target)
  return [...source, ...target].sort((a, b) => a.at - b.at)
}

function readSide(bundle: string, side: Side, clone: string): Dated[] {
  const log = execFileSync('git', ['log', '--first-parent', '--format=%H %at'], { cwd: clone, encoding: 'utf8' })
  const dates = new Map(log.split('\n').map((row) => row.split(' ') as [string, string]))
  let latest = 0
  return readRevisions(bundle, 'docs/source', true).map(({ commit, chapters }) => {
    latest = Math.max(latest, Number(dates.get(commit)))
    return { commit, chapters, side, at: latest }
  })
}
