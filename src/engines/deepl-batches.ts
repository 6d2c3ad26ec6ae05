import type { EngineText } from '../app/engine-port.js'
import { bareWords, readable } from './readable.js'

/** The texts of one request. */
export interface DeeplBatch {
  readonly texts: readonly EngineText[]
  /** The passage the texts stand in; `''` for none. */
  readonly context: string
  /** These texts came back damaged before. */
  readonly again: boolean
}

export interface BatchLimits {
  readonly texts: number
  /** Of the form-encoded texts and their context. */
  readonly bytes: number
  /** False to send no context; then any texts share a request. */
  readonly context: boolean
}

/** What joins the paragraphs of a context. */
const BREAK = '\n'
/** Of `&text=`, and of `&context=` with room to spare. */
const BYTES_OF_NAME = 10
/** So many Chinese characters in a row are hardly the same by chance. */
const TELLING_HAN = 6

/**
 * Divides texts, kept in order, into requests. The vendor translates each text of a request by itself, in the light of
 * one context for all of them. So texts share a request when they are of one passage, one within reach of the next; the
 * context is that passage: the headings above, the paragraphs before the first text, those between and the texts
 * themselves, and the paragraphs after the last. Texts without surroundings share requests without context.
 *
 * A context that makes a lone text too large is left out; a text that is too large even so is a request of its own.
 */
export function divideTexts(texts: readonly EngineText[], limits: BatchLimits): DeeplBatch[] {
  const passages: Passage[] = []
  const known: Known = { bytesOf: remember(encodedBytes), wordsOf: remember(bareWords) }
  for (const text of texts) {
    const open = passages.at(-1)
    const longer = open && extend(open, text, limits, known)
    if (longer && fits(longer, limits, known)) passages[passages.length - 1] = longer
    else passages.push(start(text, limits))
  }
  return passages.map((passage) => ({
    texts: passage.texts,
    context: fits(passage, limits, known) ? contextOf(passage).join(BREAK) : '',
    again: passage.last.complaint !== null,
  }))
}

/** True when the text can be sent at all. */
export function isSendable(text: EngineText, limits: BatchLimits): boolean {
  return text.text.trim() !== '' && BYTES_OF_NAME + encodedBytes(text.text) <= limits.bytes
}

/** The length of a text in an `application/x-www-form-urlencoded` body. */
export function encodedBytes(text: string): number {
  return new URLSearchParams([['', text]]).toString().length - 1
}

/** Texts in a row, with the paragraphs before and between them. */
interface Passage {
  readonly texts: readonly EngineText[]
  readonly last: EngineText
  /** As readable text, up to the last of the texts; empty for texts without surroundings. */
  readonly paragraphs: readonly string[]
}

function start(text: EngineText, limits: BatchLimits): Passage {
  const paragraphs = isAlone(text, limits) ? [] : [...text.before, readable(text)]
  return { texts: [text], last: text, paragraphs }
}

/** The passage with one more text, or `null` where that is of another passage. */
function extend(passage: Passage, next: EngineText, limits: BatchLimits, known: Known): Passage | null {
  const { last } = passage
  if ((last.complaint === null) !== (next.complaint === null) || isAlone(last, limits) !== isAlone(next, limits)) {
    return null
  }
  const paragraphs = isAlone(next, limits) ? [] : extendParagraphs(passage, next, known)
  return paragraphs && { texts: [...passage.texts, next], last: next, paragraphs }
}

function extendParagraphs({ paragraphs, last }: Passage, next: EngineText, known: Known): readonly string[] | null {
  const itself = readable(next)
  // Sentences of one paragraph stand between the same others.
  if (isSame(last.before, next.before) && isSame(last.after, next.after)) return [...paragraphs, itself]
  const until = last.after.findIndex((paragraph) => looksSame(paragraph, itself, known))
  const reached = [...paragraphs, ...(until < 0 ? last.after : last.after.slice(0, until))]
  for (let shared = Math.min(reached.length, next.before.length); shared > 0; shared--) {
    const agrees = next.before.slice(0, shared).every((paragraph, index) => {
      return looksSame(paragraph, reached[reached.length - shared + index] ?? '', known)
    })
    if (agrees) return [...reached, ...next.before.slice(shared), itself]
  }
  return null
}

function fits(passage: Passage, limits: BatchLimits, { bytesOf }: Known): boolean {
  if (passage.texts.length > limits.texts) return false
  let bytes = BYTES_OF_NAME
  for (const { text } of passage.texts) bytes += BYTES_OF_NAME + bytesOf(text)
  for (const paragraph of contextOf(passage)) bytes += bytesOf(BREAK) + bytesOf(paragraph)
  return bytes <= limits.bytes
}

/** What is asked of the same texts again and again. */
interface Known {
  readonly bytesOf: (text: string) => number
  readonly wordsOf: (text: string) => string
}

function remember<T>(work: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>()
  return (text) => {
    const result = results.get(text) ?? work(text)
    results.set(text, result)
    return result
  }
}

function contextOf({ paragraphs, texts, last }: Passage): readonly string[] {
  if (paragraphs.length === 0) return []
  const headings = (texts[0]?.section ?? []).filter((heading) => !paragraphs.includes(heading))
  return [...headings, ...paragraphs, ...last.after]
}

function isAlone({ before, after }: EngineText, limits: BatchLimits): boolean {
  return !limits.context || (before.length === 0 && after.length === 0)
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index])
}

/** Readable forms differ in markup, addresses and labels; the Chinese they have in common, if there is enough of it. */
function looksSame(one: string, other: string, { wordsOf }: Known): boolean {
  if (one === other) return true
  const [words, otherWords] = [wordsOf(one), wordsOf(other)]
  if (words === otherWords) return true
  const chinese = hanOf(words)
  return chinese.length >= TELLING_HAN && chinese === hanOf(otherWords)
}

function hanOf(text: string): string {
  return text.replace(/[^\p{Script=Han}]+/gu, '')
}
