import { placeDrafts } from '../../src/app/place-drafts.js'
import type { SegmentRecord } from '../../src/app/ports.js'
import { normalizeText, sameText } from '../../src/core/text.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { replaceSegments } from '../../src/markdown/replace-segments.js'
import { PseudoEnglish } from './pseudo-english.js'

/**
 * The people who write the English. `tidy` ones bring everything up to date at once, in the order of the source, and
 * delete what has gone. `lazy` ones add what is missing and touch nothing else, ever.
 */
export const HABITS = ['tidy', 'lazy'] as const

export type Habit = (typeof HABITS)[number]

/** Writes the English and remembers which source each text was made from, which is what sync has to find out. */
export class Edition {
  readonly #english = new PseudoEnglish()
  readonly #madeFrom = new Map<string, string>()
  readonly #rendered = new Map<string, string>()
  /** Texts that could not be put beside what there is, and why; each once. */
  readonly refused = new Map<string, string>()

  /** True for English that these people wrote. */
  wrote(target: string): boolean {
    return this.#madeFrom.has(normalizeText(target))
  }

  /** The source whose translation `target` is; itself when it was carried over. */
  sourceOf(target: string): string {
    return this.#madeFrom.get(normalizeText(target)) ?? normalizeText(target)
  }

  englishOf(source: string): string {
    return this.#english.of(source)
  }

  /** The whole chapter in English, in the source's skeleton. */
  render(source: string): string {
    const known = this.#rendered.get(source)
    if (known !== undefined) return known
    const parsed = parseChapter(source)
    const texts = new Map<number, string>()
    for (const [index, part] of parsed.parts.entries()) {
      if (part.type === 'segment' && !part.carried) texts.set(index, this.#english.of(part.text))
    }
    const english = replaceSegments(parsed, texts)
    this.#remember(source, english)
    this.#rendered.set(source, english)
    return english
  }

  #remember(source: string, english: string): void {
    const [from, to] = [source, english].map((text) => parseChapter(text, { complete: true }).parts)
    for (const [index, part] of (to ?? []).entries()) {
      const text = from?.[index]?.text
      if (part.type === 'segment' && text !== undefined && !sameText(text, part.text)) {
        this.#madeFrom.set(normalizeText(part.text), normalizeText(text))
      }
    }
  }

  /** An English chapter with what it lacks added beside what it has; what stands there already is not added again. */
  supplement(source: string, english: string, live: readonly SegmentRecord[]): string {
    this.render(source)
    const parsed = parseChapter(source)
    const target = parseChapter(english, { comments: 'all' })
    const standing = new Set(target.parts.map(({ text }) => normalizeText(text)))
    const wanted = live.filter(({ status, block }) => status === 'untranslated' && !block)
    const drafts = new Map(
      wanted
        .map((record): [number, string] => [record.ordinal, this.#textFor(record)])
        .filter(([, text]) => !standing.has(normalizeText(text))),
    )
    if (drafts.size === 0) return english
    const placement = placeDrafts(parsed, target, linksOf(live, target), drafts)
    for (const [part, reason] of placement.refused) this.refused.set(parsed.parts[part]?.text ?? '', reason)
    return placement.text
  }

  #textFor({ source, status }: SegmentRecord): string {
    const text = source?.text ?? ''
    return status === 'carried' || !/\p{Script=Han}/u.test(text) ? text : this.#english.of(text)
  }
}

/** Which target part stands for which source part. */
function linksOf(live: readonly SegmentRecord[], target: ReturnType<typeof parseChapter>): Map<number, number> {
  const links = new Map<number, number>()
  const taken = new Set<number>()
  for (const { ordinal, chapter, targets } of live) {
    const passage = targets.find(({ path }) => path === chapter)
    if (!passage) continue
    const part = target.parts.findIndex((each, index) => {
      const text = each.type === 'block' ? each.signature : each.text
      return !taken.has(index) && each.startLine === passage.startLine && sameText(text, passage.text)
    })
    if (part === -1) continue
    taken.add(part)
    links.set(ordinal, part)
  }
  return links
}
