import { hasSourceLanguage, proseOf } from '../../core/inline.js'
import { countHan } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'

/** English words a Chinese character makes, roughly; the book's own median sets it right. */
const WORDS_PER_HAN = 0.6

/** Shorter texts vary too much. */
const LEAST_WORDS = 20

/** English of less than this share of its usual length leaves something out. */
const SHORT = 0.5

const WORDS = /[A-Za-z]+(?:['’-][A-Za-z]+)*/g
const SENTENCE_END = /[。！？；!?;]/g

/** How long English is beside its Chinese, in one book. */
export class Lengths {
  readonly #usual: number

  /** @param records of the whole book */
  constructor(records: Iterable<SegmentRecord>) {
    const ratios = [...records].flatMap((record) => ratioOf(record) ?? []).sort((a, b) => a - b)
    this.#usual = ratios[ratios.length >> 1] ?? 1
  }

  /** True when English of several sentences is so short that some of them must be missing. */
  isCutShort(record: SegmentRecord): boolean {
    const ratio = ratioOf(record)
    return ratio !== null && ratio < SHORT * this.#usual && (record.source?.text.match(SENTENCE_END)?.length ?? 0) >= 2
  }
}

/** English words over those to be expected; `null` where lengths say nothing. */
function ratioOf({ source, targets, status, block, group }: SegmentRecord): number | null {
  if (!source || block || group || status === 'untranslated' || !hasSourceLanguage(source.text)) return null
  const expected = countHan(proseOf(source.text)) * WORDS_PER_HAN + countWords(source.text)
  if (expected < LEAST_WORDS) return null
  return targets.reduce((sum, { text }) => sum + countWords(text), 0) / expected
}

function countWords(text: string): number {
  return proseOf(text).match(WORDS)?.length ?? 0
}
