import type { ParsedChapter } from '../../core/segment.js'
import { normalizeText } from '../../core/text.js'
import { matchAcross } from '../../match/match-across.js'
import { matchTexts } from '../../match/match-texts.js'
import type { MatchLink } from '../../match/match-unit.js'
import { type Unit, unitsOf } from '../sync/units.js'
import type { Version } from './version.js'

/** A chapter as a revision left it. */
export interface Snapshot {
  /** What the chapter was called then. */
  readonly path: string
  readonly time: number
  readonly commit: string | null
  /** By the index of the chapter's part. */
  readonly versions: readonly Version[]
  /** Names its content; `null` for what is not committed. */
  readonly blob: string | null
}

/** What a revision did to one chapter. */
export interface ChapterEdit {
  readonly path: string
  readonly from: string | null
  readonly blob: string | null
  readonly time: number
  /** `null` when it was deleted. */
  readonly chapter: ParsedChapter | null
}

/** A revision, read. */
export interface ReadRevision {
  readonly commit: string | null
  readonly time: number
  readonly edits: readonly ChapterEdit[]
}

/** A place in a chapter whose past is looked for. */
interface Place {
  readonly edit: ChapterEdit
  readonly part: number
  readonly unit: Unit
  /** The versions of its chapter, as far as they are known. */
  readonly versions: (Version | undefined)[]
}

interface Gone {
  readonly path: string
  readonly version: Version
}

type Stamp = Pick<Version, 'time' | 'commit'>

/**
 * Follows every text of one edition through its revisions, which are taken oldest first.
 *
 * Within a chapter and through its renames, then from chapter to chapter, then back from where it was deleted.
 */
export class EditionPast {
  /** Of chapters that are there: their states, oldest first. */
  readonly chapters = new Map<string, Snapshot[]>()
  /** The same by what they were called then, chapters that are gone among them. */
  readonly everywhere = new Map<string, Snapshot[]>()
  /** When a text was last taken out. */
  readonly removed = new Map<Version, { readonly time: number; readonly commit: string | null }>()
  readonly #buried = new Map<string, Version>()

  take({ commit, time, edits }: ReadRevision): void {
    const gone: Gone[] = []
    const added: Place[] = []
    const followed = edits.map((edit) => ({ edit, versions: this.#follow(edit, commit, gone, added) }))
    for (const { edit, unit, part, versions } of this.#followAcross({ time, commit }, gone, added))
      versions[part] = this.#unearth(unit) ?? versionOf(unit, { time: edit.time, commit }, [])
    for (const { edit, versions } of followed) this.#record(edit, commit, versions as Version[])
  }

  /** The versions of a chapter as it is; none where there is no such chapter. */
  heads(path: string): readonly Version[] {
    return this.chapters.get(path)?.at(-1)?.versions ?? []
  }

  /** What was called `path` at `time`; the first that was, where it is younger. */
  at(path: string, time: number): Snapshot | null {
    const snapshots = this.everywhere.get(path) ?? []
    return snapshots.findLast((snapshot) => snapshot.time <= time) ?? snapshots[0] ?? null
  }

  #follow(edit: ChapterEdit, commit: string | null, gone: Gone[], added: Place[]): (Version | undefined)[] {
    const older = this.heads(edit.from ?? edit.path)
    const units = edit.chapter ? unitsOf(edit.chapter) : []
    const versions: (Version | undefined)[] = units.map(() => undefined)
    const { links, ...rest } = matchTexts(older, units)
    const stamp = { time: edit.time, commit }
    for (const link of links) {
      for (const [part, version] of versionsFrom(link, older, units, () => stamp)) versions[part] = version
    }
    for (const at of rest.gone) gone.push({ path: edit.path, version: older[at] as Version })
    for (const part of rest.added) added.push({ edit, part, unit: units[part] as Unit, versions })
    return versions
  }

  /** @returns the places that remain without a past */
  #followAcross(stamp: Stamp, gone: readonly Gone[], added: readonly Place[]): Place[] {
    const { links } = gone.length === 0 || added.length === 0 ? { links: [] } : acrossChapters(gone, added)
    const [older, units] = [gone.map(({ version }) => version), added.map(({ unit }) => unit)]
    const stampAt = (at: number) => ({ ...stamp, time: added[at]?.edit.time ?? stamp.time })
    for (const link of links) {
      for (const [at, version] of versionsFrom(link, older, units, stampAt)) {
        const { versions, part } = added[at] as Place
        versions[part] = version
      }
    }
    const taken = new Set(links.flatMap((link) => link.older))
    for (const [at, { version }] of gone.entries()) if (!taken.has(at)) this.#bury(version, stamp)
    const found = new Set(links.flatMap(({ newer }) => newer))
    return added.filter((_, at) => !found.has(at))
  }

  #bury(version: Version, stamp: Stamp): void {
    this.removed.set(version, stamp)
    this.#buried.set(keyOf(version), version)
  }

  /** Text that was taken out and is put back is what it was. */
  #unearth(unit: Unit): Version | undefined {
    const text = normalizeText(unit.text)
    const key = keyOf({ kind: unit.kind, text })
    const version = text.length >= SHORTEST_KNOWN ? this.#buried.get(key) : undefined
    if (version) this.#buried.delete(key)
    return version
  }

  #record({ path, from, blob, chapter, time }: ChapterEdit, commit: string | null, versions: readonly Version[]): void {
    const past = this.chapters.get(from ?? path) ?? []
    if (from !== null) this.chapters.delete(from)
    this.chapters.delete(path)
    if (!chapter) return
    const snapshot = { path, time, commit, versions, blob }
    this.chapters.set(path, [...past, snapshot])
    const everywhere = this.everywhere.get(path)
    if (everywhere) everywhere.push(snapshot)
    else this.everywhere.set(path, [snapshot])
  }
}

/** Shorter texts, such as `小结`, are not known by themselves when they come back. */
const SHORTEST_KNOWN = 20

function keyOf({ kind, text }: Pick<Version, 'kind' | 'text'>): string {
  return `${kind}\0${text}`
}

function acrossChapters(gone: readonly Gone[], added: readonly Place[]) {
  return matchAcross(
    gone.map(({ path, version }) => ({ chapter: path, text: version.text, kind: version.kind })),
    added.map(({ edit, unit }) => ({ chapter: edit.path, text: unit.text, kind: unit.kind })),
  )
}

/** The newer units of a link, by index, as versions; unchanged ones stay the versions they were. */
function* versionsFrom(
  { older, newer }: MatchLink,
  versions: readonly Version[],
  units: readonly Unit[],
  stampAt: (at: number) => Stamp,
): Generator<readonly [at: number, version: Version]> {
  const parents = older.map((at) => versions[at] as Version)
  const [parent] = parents
  for (const at of newer) {
    const unit = units[at] as Unit
    const isSame = parents.length === 1 && parent?.kind === unit.kind && parent.text === normalizeText(unit.text)
    yield [at, isSame && parent ? parent : versionOf(unit, stampAt(at), parents, newer.length > 1)]
  }
}

function versionOf(
  { kind, block, text }: Unit,
  { time, commit }: Stamp,
  parents: readonly Version[],
  part = false,
): Version {
  return { text: normalizeText(text), kind, block, time, commit, parents, part }
}
