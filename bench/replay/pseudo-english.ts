import { proseOf } from '../../src/core/inline.js'
import { normalizeText } from '../../src/core/text.js'
import { KNOWN_WORDS, LONGEST_KNOWN } from './known-words.js'

const CONSONANTS = 'bcdfghjklmnprstvwyz'
const VOWELS = 'aeiouy'

const PUNCTUATION: Readonly<Record<string, string>> = {
  '，': ', ',
  '、': ', ',
  '；': '; ',
  '：': ': ',
  '。': '. ',
  '！': '! ',
  '？': '? ',
  '（': ' (',
  '）': ') ',
  '“': '“',
  '”': '”',
  '《': '“',
  '》': '”',
  '　': ' ',
}

/**
 * An English that can be told from every other: the same source always gives the same text, another source another.
 *
 * Code, addresses, labels, numbers and Latin words stay; the Han of the prose becomes words: some known ones,
 * else a made-up one for every two characters.
 */
export class PseudoEnglish {
  readonly #sources = new Map<string, string>()

  of(source: string): string {
    const text = translate(source)
    for (let attempt = 0; ; attempt++) {
      const candidate = attempt === 0 ? text : `${text} ${syllable(attempt)}`
      const holder = this.#sources.get(candidate) ?? normalizeText(source)
      if (holder !== normalizeText(source)) continue
      this.#sources.set(candidate, holder)
      return candidate
    }
  }
}

function translate(source: string): string {
  const prose = proseOf(source)
  let english = ''
  /** Whether the last word stands for one character of unknown meaning, and takes another. */
  let halfWord = false
  let afterHan = false
  for (let index = 0; index < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(index) ?? 0)
    const isProse = prose[index] === source[index] && character.trim() !== ''
    if (isProse && /\p{Script=Han}/u.test(character)) {
      const known = knownWordAt(prose, index)
      const piece = known?.english ?? syllable(character.codePointAt(0) ?? 0)
      english = halfWord && !known ? english + piece : joinWords(english, piece)
      halfWord = !known && !halfWord
      afterHan = true
      index += known?.length ?? character.length
      continue
    }
    const mark = isProse ? PUNCTUATION[character] : undefined
    english = mark === undefined && afterHan ? joinWords(english, character) : english + (mark ?? character)
    halfWord = false
    afterHan = false
    index += character.length
  }
  return english.replace(/ +$/gm, '').replace(/^ +/, '')
}

function joinWords(text: string, piece: string): string {
  return /[\p{L}\p{N}]$/u.test(text) && /^[\p{L}\p{N}]/u.test(piece) ? `${text} ${piece}` : text + piece
}

function knownWordAt(text: string, at: number): { english: string; length: number } | undefined {
  for (let length = LONGEST_KNOWN; length > 0; length--) {
    const english = KNOWN_WORDS.get(text.slice(at, at + length))
    if (english !== undefined) return { english, length }
  }
  return undefined
}

/** A made-up syllable for a code point; as long as English is for a Chinese character. Some have the same. */
function syllable(codePoint: number): string {
  const letter = (letters: string, factor: number) => letters[(Math.imul(codePoint, factor) >>> 16) % letters.length]
  return `${letter(CONSONANTS, 0x9e3779b1)}${letter(VOWELS, 0x85ebca6b)}${letter(CONSONANTS, 0xc2b2ae35)}`
}
