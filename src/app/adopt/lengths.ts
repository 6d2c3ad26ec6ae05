import { hasSourceLanguage, proseOf } from '../../core/inline.js'
import { countHan } from '../../core/text.js'
import type { SegmentRecord } from '../ports.js'

/** English words a Chinese character makes, roughly; the book's own median sets it right. */
const WORDS_PER_HAN = 0.6

/** Shorter texts vary too much. */
const LEAST_WORDS = 20

/** English of less than this share of its usual length leaves something out … */
const SHORT = 0.5

/** … and of less than this one, most times. */
const RATHER_SHORT = 0.7

/** A few texts say little of a book: as if there were so many usual ones besides. */
const PRIOR = Array<number>(7).fill(1)

const WORDS = /[A-Za-z]+(?:['’-][A-Za-z]+)*/g
const SENTENCE_END = /[。！？；!?;]/g

/** How long English is beside its Chinese, in one book. */
export class Lengths {
  readonly #usual: number

  /** @param records of the whole book */
  constructor(records: Iterable<SegmentRecord>) {
    const ratios = [...PRIOR, ...[...records].flatMap((record) => ratioOf(record) ?? [])].sort((a, b) => a - b)
    this.#usual = ratios[ratios.length >> 1] as number
  }

  /** How sure it is that English of several sentences is too short to say all of them; `null` when it is not short. */
  cutShort(record: SegmentRecord): number | null {
    const ratio = ratioOf(record)
    if (ratio === null || (record.source?.text.match(SENTENCE_END)?.length ?? 0) < 2) return null
    if (ratio < SHORT * this.#usual) return 0.7
    return ratio < RATHER_SHORT * this.#usual ? 0.5 : null
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
