import type { ReferenceBook } from './book.js'
import { labelFor } from './label-for.js'
import { normalizeName } from './names.js'
import { PartFinder } from './part-finder.js'
import type { Use, UseKind } from './reference.js'
import type { LocatedUse, PartLink, ReferenceMap } from './reference-map.js'
import type { Missing, Resolution } from './resolution.js'

/** An English reference that does not lead where it should. */
export interface JudgedUse {
  readonly use: Use
  /** `nowhere`: to nothing. `elsewhere`: to another place than in Chinese. */
  readonly verdict: 'nowhere' | 'elsewhere'
  /** What is missing; `null` where it leads elsewhere. */
  readonly missing: Missing | null
  /** The label that leads where the Chinese one does, where that is known. */
  readonly expected: string | null
  /** The English chapter with the figure it names, where MyST cannot read that figure; else `null`. */
  readonly lostIn: string | null
  /**
   * What there is of it in Chinese. `untranslated`: what it leads to has no English yet. `missing`: it leads nowhere
   * in Chinese either. `unknown`: that cannot be told, as without the Chinese chapters.
   */
  readonly inChinese: 'there' | 'untranslated' | 'missing' | 'unknown'
}

export interface JudgeInput {
  /** `null` where the Chinese chapters are not here. */
  readonly source: ReferenceBook | null
  readonly target: ReferenceBook
  readonly map: ReferenceMap
  readonly links: Iterable<PartLink>
}

/** The judged references of one part of an English chapter. */
export interface JudgedPart {
  readonly chapter: string
  /** Index of the part. */
  readonly part: number
  readonly uses: readonly JudgedUse[]
}

/** Judges the references of an English book: those that lead nowhere, and those that lead elsewhere than in Chinese. */
export function judgeReferences(input: JudgeInput): JudgedPart[] {
  const judge = new Judge(input)
  return [...input.target.chapters.values()].flatMap(({ path, uses }) => {
    const judged = groupsOf(uses).flatMap((group) => judge.judge(path, group))
    const parts = [...byPart(judged, ({ use }) => use.part)].sort(([one], [other]) => one - other)
    return parts.map(([part, own]) => ({ chapter: path, part, uses: own }))
  })
}

/** References that are compared together: those of one part, and all entries of a chapter's tables of contents. */
function groupsOf(uses: readonly Use[]): (readonly Use[])[] {
  const entries = uses.filter(isEntry)
  const others = uses.filter((use) => !isEntry(use))
  return [...byPart(others, ({ part }) => part).values(), ...(entries.length > 0 ? [entries] : [])]
}

function isEntry({ kind }: Use): boolean {
  return kind === 'toctree'
}

function byPart<T>(list: readonly T[], partOf: (element: T) => number): Map<number, T[]> {
  const parts = new Map<number, T[]>()
  for (const element of list) {
    const own = parts.get(partOf(element))
    if (own) own.push(element)
    else parts.set(partOf(element), [element])
  }
  return parts
}

/** A reference of either edition with where it leads, in English where that is known. */
interface Led extends LocatedUse {
  /** Stands in Chinese from which the English was not made. */
  readonly stale?: boolean
  readonly found: Resolution
  /** Equal keys: the same English place. `null`: there is none, or it is not known. */
  readonly key: string | null
}

/** A Chinese reference by the English that renders it. */
interface SourceUse extends LocatedUse {
  readonly stale: boolean
}

class Judge {
  readonly #source: ReferenceBook | null
  readonly #target: ReferenceBook
  readonly #map: ReferenceMap
  /** Chinese references by the English part that renders theirs, as `chapter#part`. */
  readonly #sources: ReadonlyMap<string, readonly SourceUse[]>
  /** Chapters of figures that cannot be read, by their labels. */
  readonly #lost: ReadonlyMap<string, string>

  constructor({ source, target, map, links }: JudgeInput) {
    this.#source = source
    this.#target = target
    this.#map = map
    this.#lost = new Map(
      [...target.chapters.values()].flatMap(({ path, lostLabels }) =>
        lostLabels.map((label): [string, string] => [normalizeName(label), path]),
      ),
    )
    this.#sources = source ? sourcesOf(source, target, links) : new Map()
  }

  judge(chapter: string, uses: readonly Use[]): JudgedUse[] {
    const english = uses.map((use) => this.#leadEnglish(chapter, use))
    const chinese = this.#chineseOf(chapter, uses).map((located) => this.#leadChinese(located))
    const reached = new Set(english.flatMap(({ key }) => key ?? []))
    const wanted = new Set(chinese.flatMap(({ key }) => key ?? []))
    const open = chinese.filter(({ key }) => key === null || !reached.has(key))
    const listed = new Set<string>()
    return english.flatMap((led): JudgedUse[] => {
      if (led.found.leads === 'nowhere') return [this.#judgeNowhere(led, led.found.reason, takePartner(open, led.use))]
      // That the Chinese has changed since is another matter.
      if (led.key === null || chinese.some(({ stale }) => stale)) return []
      // A table of contents names each chapter once.
      const repeated = isEntry(led.use) && listed.has(led.key)
      listed.add(led.key)
      if (wanted.has(led.key) && !repeated) return []
      return this.#judgeStray(led, open)
    })
  }

  #chineseOf(chapter: string, [first]: readonly Use[]): readonly SourceUse[] {
    if (!first) return []
    if (!isEntry(first)) return this.#sources.get(`${chapter}#${first.part}`) ?? []
    const entries = this.#source?.chapters.get(chapter)?.uses.filter(isEntry) ?? []
    return entries.map((use) => ({ chapter, use, stale: false }))
  }

  #leadEnglish(chapter: string, use: Use): Led {
    const found = this.#target.resolve(chapter, use)
    return { chapter, use, found, key: found.leads === 'chapter' ? this.#target.keyOf(found.place) : null }
  }

  #leadChinese({ chapter, use, stale }: SourceUse): Led {
    const found: Resolution = this.#source?.resolve(chapter, use) ?? { leads: 'away' }
    const place = found.leads === 'chapter' ? this.#map.counterpart(found.place) : null
    return { chapter, use, stale, found, key: place && this.#target.keyOf(place) }
  }

  #judgeNowhere({ chapter, use }: Led, missing: Missing, partner: Led | null): JudgedUse {
    const inChinese = this.#inChinese(chapter, use, partner)
    const expected = partner && inChinese === 'there' ? this.#english(partner, { chapter, use }) : null
    const lostIn = this.#lost.get(normalizeName(use.label)) ?? null
    return { use, verdict: 'nowhere', missing, expected: expected === use.label ? null : expected, lostIn, inChinese }
  }

  /** English that leads where no reference of its Chinese does, while one of them is left over. */
  #judgeStray(led: Led, open: Led[]): JudgedUse[] {
    const partner = takePartner(open, led.use, ({ key }) => key !== null)
    const expected = partner && this.#english(partner, led)
    if (!expected || expected === led.use.label) return []
    return [{ use: led.use, verdict: 'elsewhere', missing: null, expected, lostIn: null, inChinese: 'there' }]
  }

  /** The same reference may stand in Chinese in other words, or as it is: a path, a label nobody translates. */
  #inChinese(chapter: string, use: Use, partner: Led | null): JudgedUse['inChinese'] {
    if (!this.#source) return 'unknown'
    const own = this.#source.resolve(chapter, use)
    const found = own.leads === 'nowhere' && partner ? partner.found : own
    if (found.leads === 'chapter') return this.#map.counterpart(found.place) ? 'there' : 'untranslated'
    if (found.leads !== 'nowhere') return 'there'
    const uses = this.#source.chapters.get(chapter)?.uses ?? []
    return partner || uses.some(({ kind, label }) => kind === use.kind && label === use.label) ? 'missing' : 'there'
  }

  /** The label by which an English reference leads where a Chinese one does. */
  #english({ use: chinese, found }: Led, { chapter, use }: LocatedUse): string | null {
    const alike = chinese.kind === use.kind
    const { kind, explicit } = use
    const request = { chapter, use: { kind, explicit, label: alike ? chinese.label : use.label } }
    if (found.leads !== 'chapter') {
      const isThere = alike && this.#target.resolve(chapter, request.use).leads !== 'nowhere'
      return isThere ? chinese.label : null
    }
    const place = this.#map.counterpart(found.place)
    return place && labelFor(this.#target, place, { ...request, by: alike ? found.definition : null })
  }
}

/** Kinds that stand for each other: a section may be named by its label, or its chapter by its path. */
const CROSSING: ReadonlySet<UseKind> = new Set(['ref', 'numref', 'doc', 'any', 'link'])

/**
 * Takes out the Chinese reference for which an English one most likely stands: of equal kind and label, else of equal
 * kind, else of one that may stand for it.
 */
function takePartner(open: Led[], { kind, label }: Use, fits: (led: Led) => boolean = () => true): Led | null {
  const fitting = open.filter(fits)
  const alike = fitting.filter(({ use }) => use.kind === kind)
  const partner =
    alike.find(({ use }) => use.label === label) ??
    alike[0] ??
    (CROSSING.has(kind) ? fitting.find(({ use }) => CROSSING.has(use.kind)) : undefined)
  if (partner) open.splice(open.indexOf(partner), 1)
  return partner ?? null
}

function sourcesOf(source: ReferenceBook, target: ReferenceBook, links: Iterable<PartLink>): Map<string, SourceUse[]> {
  const [sourceParts, targetParts] = [new PartFinder(source), new PartFinder(target)]
  const uses = new Map<string, Map<number, Use[]>>()
  const sources = new Map<string, SourceUse[]>()
  for (const { source: from, target: to, stale = false } of links) {
    const chapter = source.chapters.get(from.chapter)
    if (!chapter || chapter.uses.length === 0) continue
    const own = uses.get(from.chapter) ?? byPart(chapter.uses, ({ part }) => part)
    uses.set(from.chapter, own)
    const [fromPart, toPart] = [sourceParts.find(from), targetParts.find(to)]
    if (fromPart === undefined || toPart === undefined) continue
    const key = `${to.chapter}#${toPart}`
    const located = (own.get(fromPart) ?? []).map((use) => ({ chapter: from.chapter, use, stale }))
    sources.set(key, [...(sources.get(key) ?? []), ...located])
  }
  return sources
}
