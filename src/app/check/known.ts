import type { FindingSubject } from '../ports.js'
import type { ProjectDeps } from '../project.js'

/** By chapter, the key under which something is known of it. */
export type Keys = ReadonlyMap<string, string>

/** Of so many chapters what is known is read at once. */
const CHUNK = 256

/** What is known of chapters under these keys, in their order; those of which nothing is known are left out. */
export async function* knownOf<Known>(
  { found }: Pick<ProjectDeps, 'found'>,
  subject: FindingSubject,
  keys: Keys,
): AsyncGenerator<[chapter: string, known: Known]> {
  const all = [...keys]
  for (let at = 0; at < all.length; at += CHUNK) {
    const known = await found.load(subject, new Map(all.slice(at, at + CHUNK)))
    for (const [chapter, text] of known) yield [chapter, JSON.parse(text) as Known]
  }
}
