import { groupBy } from '../core/group-by.js'
import type { ReferenceBook } from './book.js'
import { type ChapterUses, keptPlaces, type Landmarks, renderedIn } from './chapter-sheet.js'
import { createCounterparts } from './counterparts.js'
import { labelFor } from './label-for.js'
import { normalizeName } from './names.js'
import type { DefiningChapter, Use, UseKind } from './reference.js'
import type { LocatedUse } from './reference-map.js'
import type { Missing, Place, Resolution } from './resolution.js'

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

/** What judging a book's references needs of the whole book. */
export interface JudgeInput {
  /** `null` where the Chinese chapters are not here. */
  readonly source: ReferenceBook<DefiningChapter> | null
  readonly target: ReferenceBook<DefiningChapter>
  /** By chapter. */
  readonly landmarks: ReadonlyMap<string, Landmarks>
}

/** The judged references of one part of an English chapter. */
export interface JudgedPart {
  readonly chapter: string
  /** Index of the part. */
  readonly part: number
  readonly uses: readonly JudgedUse[]
}

/** Judges references of an English book: those that lead nowhere, and those that lead elsewhere than in Chinese. */
export interface ReferenceJudge {
  /**
   * Those of one English chapter, part by part.
   *
   * @param uses what that chapter refers to, and what those do whose English stands in it; in the order of chapters
   */
  judge(chapter: string, uses: ReadonlyMap<string, ChapterUses>): JudgedPart[]
}

export function createJudge(input: JudgeInput): ReferenceJudge {
  const judge = new Judge(input)
  return {
    judge(chapter, uses) {
      const own = uses.get(chapter)
      const rendered = renderedIn(chapter, uses)
      const judged = groupsOf(own?.target ?? []).flatMap((group) => judge.judge({ chapter, own, rendered }, group))
      const parts = [...groupBy(judged, ({ use }) => use.part)].sort(([one], [other]) => one - other)
      return parts.map(([part, list]) => ({ chapter, part, uses: list }))
    },
  }
}

/** References that are compared together: those of one part, and all entries of a chapter's tables of contents. */
function groupsOf(uses: readonly Use[]): (readonly Use[])[] {
  const entries = uses.filter(isEntry)
  const others = uses.filter((use) => !isEntry(use))
  return [...groupBy(others, ({ part }) => part).values(), ...(entries.length > 0 ? [entries] : [])]
}

function isEntry({ kind }: Use): boolean {
  return kind === 'toctree'
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

/** An English chapter whose references are judged. */
interface Page {
  readonly chapter: string
  readonly own: ChapterUses | undefined
  /** Chinese references by the English part that renders theirs. */
  readonly rendered: ReadonlyMap<number, readonly SourceUse[]>
}

class Judge {
  readonly #source: ReferenceBook<DefiningChapter> | null
  readonly #target: ReferenceBook<DefiningChapter>
  readonly #counterpart: (place: Place) => Place | null
  /** Chapters of figures that cannot be read, by their labels. */
  readonly #lost: ReadonlyMap<string, string>

  constructor({ source, target, landmarks }: JudgeInput) {
    this.#source = source
    this.#target = target
    this.#counterpart = source ? createCounterparts({ source, target, linked: keptPlaces(landmarks) }) : () => null
    this.#lost = new Map(
      [...target.chapters.values()].flatMap(({ path, lostLabels }) =>
        lostLabels.map((label): [string, string] => [normalizeName(label), path]),
      ),
    )
  }

  judge(page: Page, uses: readonly Use[]): JudgedUse[] {
    const english = uses.map((use) => this.#leadEnglish(page.chapter, use))
    const chinese = this.#chineseOf(page, uses).map((located) => this.#leadChinese(located))
    const reached = new Set(english.flatMap(({ key }) => key ?? []))
    const wanted = new Set(chinese.flatMap(({ key }) => key ?? []))
    const open = chinese.filter(({ key }) => key === null || !reached.has(key))
    const listed = new Set<string>()
    return english.flatMap((led): JudgedUse[] => {
      if (led.found.leads === 'nowhere') return [this.#judgeNowhere(page, led, takePartner(open, led.use))]
      // That the Chinese has changed since is another matter.
      if (led.key === null || chinese.some(({ stale }) => stale)) return []
      // A table of contents names each chapter once.
      const repeated = isEntry(led.use) && listed.has(led.key)
      listed.add(led.key)
      if (wanted.has(led.key) && !repeated) return []
      return this.#judgeStray(led, open)
    })
  }

  #chineseOf({ chapter, own, rendered }: Page, [first]: readonly Use[]): readonly SourceUse[] {
    if (!first || !this.#source) return []
    if (!isEntry(first)) return rendered.get(first.part) ?? []
    const entries = own?.source.filter(isEntry) ?? []
    return entries.map((use) => ({ chapter, use, stale: false }))
  }

  #leadEnglish(chapter: string, use: Use): Led {
    const found = this.#target.resolve(chapter, use)
    return { chapter, use, found, key: found.leads === 'chapter' ? this.#target.keyOf(found.place) : null }
  }

  #leadChinese({ chapter, use, stale }: SourceUse): Led {
    const found: Resolution = this.#source?.resolve(chapter, use) ?? { leads: 'away' }
    const place = found.leads === 'chapter' ? this.#counterpart(found.place) : null
    return { chapter, use, stale, found, key: place && this.#target.keyOf(place) }
  }

  #judgeNowhere(page: Page, { chapter, use, found }: Led, partner: Led | null): JudgedUse {
    const inChinese = this.#inChinese(page, use, partner)
    const missing = found.leads === 'nowhere' ? found.reason : null
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
  #inChinese({ chapter, own: uses }: Page, use: Use, partner: Led | null): JudgedUse['inChinese'] {
    if (!this.#source) return 'unknown'
    const own = this.#source.resolve(chapter, use)
    const found = own.leads === 'nowhere' && partner ? partner.found : own
    if (found.leads === 'chapter') return this.#counterpart(found.place) ? 'there' : 'untranslated'
    if (found.leads !== 'nowhere') return 'there'
    return partner || uses?.source.some(({ kind, label }) => kind === use.kind && label === use.label)
      ? 'missing'
      : 'there'
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
    const place = this.#counterpart(found.place)
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
