import { hasSourceLanguage, isMainlySourceLanguage } from '../../core/inline.js'
import { similarity } from '../../core/similarity.js'
import { isCosmetic } from '../../core/status.js'
import { wordsChanged } from '../../match/brings-in.js'
import { classifyChange } from '../../match/classify-change.js'
import { type Leaning, leaningOf, type Marks, marksOf } from './evidence.js'
import type { Step } from './steps.js'

/** Which of the source's texts the English was made from. */
export interface Origin {
  /** Index into the source's steps. */
  readonly at: number
  /** 0..1. */
  readonly confidence: number
}

const HOUR = 3_600_000

/** Two repositories are committed one after the other, often at the end of the day. */
const LAG = 24 * HOUR

/** English that was translated from a copy is committed some days after its source moved on. */
const DELAY = 3 * 24 * HOUR

/** Where no mark can be seen, an edit of the English that is less than half as large as the source's did not follow it. */
const LEAST_SHARE = 0.5

/**
 * Finds the source text that English was made from: the one of the day on which its words were last changed.
 *
 * Commits of the two editions do not come in step. What the English says decides where it can be seen: words, numbers
 * and codes that came with a change of the source. Else a change within a day counts as part of the same work. A small
 * edit of the English, long after, leaves it what it was made from.
 *
 * @param source oldest first, not empty
 * @param target oldest first, not empty; what was a copy of the source in the beginning is left out of account
 */
export function madeFrom(source: readonly Step[], target: readonly Step[]): Origin {
  const own = sameLanguage(source, target)
  if (own) return own
  return new Search(source, englishOf(target)).run()
}

/** The steps since the target is no longer the source's text. */
export function englishOf(target: readonly Step[]): readonly Step[] {
  const english = target.slice(target.findLastIndex(({ text }) => isMainlySourceLanguage(text)) + 1)
  return english.length === 0 ? target.slice(-1) : english
}

/**
 * Code, addresses, text that is English on both sides: the source that is most like the target is the one, or a later
 * one that the target once was the same as.
 */
function sameLanguage(source: readonly Step[], target: readonly Step[]): Origin | null {
  const [today, english] = [source.at(-1) as Step, target.at(-1) as Step]
  if (hasSourceLanguage(today.text)) return null
  const scores = source.map(({ text }) => similarity(text, english.text))
  const best = Math.max(...scores)
  const texts = new Set(target.map(({ text }) => text))
  const reached = source.findLastIndex(({ text }) => texts.has(text))
  return { at: Math.max(scores.lastIndexOf(best), reached), confidence: best >= 0.5 ? 0.95 : 0.7 }
}

class Search {
  readonly #source: readonly Step[]
  readonly #english: readonly Step[]
  readonly #marks = new Map<string, Marks>()
  /** The first step that can have been translated. */
  readonly #floor: number
  #at = 0
  #confidence = 1

  constructor(source: readonly Step[], english: readonly Step[]) {
    this.#source = source
    this.#english = english
    this.#floor = firstInSourceLanguage(source)
  }

  run(): Origin {
    const [birth, ...edits] = this.#english as [Step, ...Step[]]
    const inForce = this.#inForce(birth.time)
    this.#at = Math.max(inForce, this.#floor)
    this.#confidence = this.#at > inForce ? 0.8 : 0.9
    this.#goBack(birth)
    this.#goOn(birth, LAG)
    let before = birth
    for (const edit of edits) {
      const isReworded = wordsChanged(before.text, edit.text)
      if (isReworded) this.#follow(before, edit)
      this.#goOn(edit, isReworded ? LAG : Number.NEGATIVE_INFINITY)
      before = edit
    }
    return { at: this.#at, confidence: this.#confidence }
  }

  #inForce(time: number): number {
    return Math.max(
      0,
      this.#source.findLastIndex((step) => step.time <= time),
    )
  }

  /** The translator worked on a text that was replaced shortly before the English was committed. */
  #goBack(english: Step): void {
    while (this.#at > this.#floor) {
      const replaced = this.#source[this.#at] as Step
      if (english.time - replaced.time > DELAY || !isOlder(this.#lean(this.#at - 1, this.#at, english))) return
      this.#at--
      this.#confidence = 0.8
    }
  }

  /**
   * The source was committed up to `lag` after the English made from it, or any time after English that shows it; what
   * cannot be seen of the changes between is in it then too.
   */
  #goOn(english: Step, lag: number): void {
    for (let next = this.#at + 1; next < this.#source.length; next++) {
      const step = this.#source[next] as Step
      const leaning = this.#lean(this.#at, next, english)
      const isNear = step.time > english.time && step.time - english.time <= lag
      if (isOlder(leaning)) return
      if (!isNear && !isNewer(leaning)) continue
      this.#at = next
      this.#confidence = isNewer(leaning) ? 0.95 : 0.8
    }
  }

  /** Words of the English were changed: to follow the source, or for their own sake. */
  #follow(before: Step, edit: Step): void {
    const inForce = this.#inForce(edit.time)
    for (let next = this.#at + 1; next <= inForce; next++) {
      if (!this.#hasFollowed(next, before, edit)) continue
      this.#at = next
      this.#confidence = 0.9
    }
  }

  #hasFollowed(next: number, before: Step, edit: Step): boolean {
    const [older, newer] = [this.#source[this.#at] as Step, this.#source[next] as Step]
    if (isCosmetic(classifyChange(older.text, newer.text))) return true
    const leaning = this.#lean(this.#at, next, edit)
    if (leaning.side !== 0) return leaning.side > 0
    if (edit.time - newer.time <= LAG) return true
    return 1 - similarity(before.text, edit.text) >= LEAST_SHARE * (1 - similarity(older.text, newer.text))
  }

  /** On which side of the change from one step to another the English is. */
  #lean(from: number, to: number, english: Step): Leaning {
    const marks = (step: Step | undefined) => this.#marksOf(step?.text ?? '')
    return leaningOf(marks(this.#source[from]), marks(this.#source[to]), marks(english))
  }

  #marksOf(text: string): Marks {
    const known = this.#marks.get(text) ?? marksOf(text)
    this.#marks.set(text, known)
    return known
  }
}

/** A chapter that was written in English first is no source before it is put into Chinese. */
function firstInSourceLanguage(source: readonly Step[]): number {
  const first = source.findIndex(({ text }) => hasSourceLanguage(text))
  const [english, chinese] = [source[first - 1]?.text ?? '', source[first]?.text ?? '']
  return first > 0 && chinese.includes(english) ? 0 : Math.max(0, first)
}

function isOlder({ side }: Leaning): boolean {
  return side < -0.3
}

function isNewer({ side }: Leaning): boolean {
  return side > 0.3
}
