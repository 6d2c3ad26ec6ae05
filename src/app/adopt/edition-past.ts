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
  /** `null` when it was deleted. */
  readonly chapter: ParsedChapter | null
}

/** A revision, read. */
export interface ReadRevision {
  readonly commit: string | null
  readonly time: number
  readonly edits: readonly ChapterEdit[]
}

interface Place {
  readonly path: string
  readonly part: number
  readonly unit: Unit
}

interface Gone {
  readonly path: string
  readonly version: Version
}

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

  take(revision: ReadRevision): void {
    const gone: Gone[] = []
    const added: Place[] = []
    const drafts = new Map<ChapterEdit, (Version | undefined)[]>()
    for (const edit of revision.edits) drafts.set(edit, this.#follow(edit, revision, gone, added))
    const byPlace = (place: Place) => drafts.get(editOf(revision, place)) as (Version | undefined)[]
    const rest = this.#followAcross(revision, gone, added, byPlace)
    for (const place of rest) byPlace(place)[place.part] = this.#unearth(place) ?? versionOf(place.unit, revision, [])
    for (const [edit, versions] of drafts) this.#record(edit, versions as Version[], revision)
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

  #follow(edit: ChapterEdit, revision: ReadRevision, gone: Gone[], added: Place[]): (Version | undefined)[] {
    const older = this.heads(edit.from ?? edit.path)
    const units = edit.chapter ? unitsOf(edit.chapter) : []
    const versions: (Version | undefined)[] = units.map(() => undefined)
    const { links, ...rest } = matchTexts(older, units)
    for (const link of links) applyLink(link, older, units, revision, (part, version) => (versions[part] = version))
    for (const at of rest.gone) gone.push({ path: edit.path, version: older[at] as Version })
    for (const part of rest.added) added.push({ path: edit.path, part, unit: units[part] as Unit })
    return versions
  }

  /** @returns the places that remain without a past */
  #followAcross(
    revision: ReadRevision,
    gone: readonly Gone[],
    added: readonly Place[],
    byPlace: (place: Place) => (Version | undefined)[],
  ): Place[] {
    const { links } = gone.length === 0 || added.length === 0 ? { links: [] } : acrossChapters(gone, added)
    const [older, units] = [gone.map(({ version }) => version), added.map(({ unit }) => unit)]
    const taken = new Set<number>()
    for (const link of links) {
      applyLink(link, older, units, revision, (at, version) => {
        const place = added[at] as Place
        byPlace(place)[place.part] = version
      })
      for (const at of link.older) taken.add(at)
    }
    for (const [at, { version }] of gone.entries()) if (!taken.has(at)) this.#bury(version, revision)
    const found = new Set(links.flatMap(({ newer }) => newer))
    return added.filter((_, at) => !found.has(at))
  }

  #bury(version: Version, { time, commit }: ReadRevision): void {
    this.removed.set(version, { time, commit })
    this.#buried.set(keyOf(version), version)
  }

  /** Text that was taken out and is put back is what it was. */
  #unearth({ unit }: Place): Version | undefined {
    const text = normalizeText(unit.text)
    const key = keyOf({ kind: unit.kind, text })
    const version = text.length >= 20 ? this.#buried.get(key) : undefined
    if (version) this.#buried.delete(key)
    return version
  }

  #record({ path, from, blob, chapter }: ChapterEdit, versions: readonly Version[], revision: ReadRevision): void {
    const past = this.chapters.get(from ?? path) ?? []
    if (from !== null) this.chapters.delete(from)
    this.chapters.delete(path)
    if (!chapter) return
    const snapshot = { path, time: revision.time, commit: revision.commit, versions, blob }
    this.chapters.set(path, [...past, snapshot])
    const everywhere = this.everywhere.get(path)
    if (everywhere) everywhere.push(snapshot)
    else this.everywhere.set(path, [snapshot])
  }
}

function editOf({ edits }: ReadRevision, place: Place): ChapterEdit {
  return edits.find(({ path }) => path === place.path) as ChapterEdit
}

function keyOf({ kind, text }: Pick<Version, 'kind' | 'text'>): string {
  return `${kind}\0${text}`
}

function acrossChapters(gone: readonly Gone[], added: readonly Place[]) {
  return matchAcross(
    gone.map(({ path, version }) => ({ chapter: path, text: version.text, kind: version.kind })),
    added.map(({ path, unit }) => ({ chapter: path, text: unit.text, kind: unit.kind })),
  )
}

function applyLink(
  { older, newer }: MatchLink,
  versions: readonly Version[],
  units: readonly Unit[],
  revision: ReadRevision,
  put: (at: number, version: Version) => void,
): void {
  const parents = older.map((at) => versions[at] as Version)
  const [parent] = parents
  for (const at of newer) {
    const unit = units[at] as Unit
    const isSame = parents.length === 1 && parent?.kind === unit.kind && parent.text === normalizeText(unit.text)
    put(at, isSame ? parent : versionOf(unit, revision, parents, newer.length > 1))
  }
}

function versionOf(unit: Unit, revision: ReadRevision, parents: readonly Version[], part = false): Version {
  const { kind, block, text } = unit
  return { text: normalizeText(text), kind, block, time: revision.time, commit: revision.commit, parents, part }
}
