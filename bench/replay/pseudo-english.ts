import { proseOf } from '../../src/core/inline.js'
import { normalizeText } from '../../src/core/text.js'

const CONSONANTS = 'bdfghklmnprstvz'
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'oi', 'ou', 'ee']
const SYLLABLES = CONSONANTS.length * VOWELS.length

/** The first of the unified ideographs: with it the common ones take two syllables. */
const FIRST_HAN = 0x4e00

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
 * Code, addresses, labels, numbers and Latin words stay; the Han of the prose becomes words, one for two characters.
 */
export class PseudoEnglish {
  readonly #sources = new Map<string, string>()

  of(source: string): string {
    const text = translate(source)
    for (let attempt = 0; ; attempt++) {
      const candidate = attempt === 0 ? text : `${text} ${syllables(attempt)}`
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
  let inWord = 0
  const spaced = (piece: string) => {
    const apart = /[\p{L}\p{N}]$/u.test(english) && /^[\p{L}\p{N}]/u.test(piece)
    english += apart ? ` ${piece}` : piece
  }
  for (let index = 0; index < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(index) ?? 0)
    const isProse = prose[index] === source[index] && character.trim() !== ''
    index += character.length
    if (isProse && /\p{Script=Han}/u.test(character)) {
      const word = syllables(character.codePointAt(0) ?? 0)
      if (inWord % 2 === 0) spaced(word)
      else english += word
      inWord++
      continue
    }
    const wasWord = inWord > 0
    inWord = 0
    const mark = isProse ? PUNCTUATION[character] : undefined
    if (mark !== undefined) english += mark
    else if (wasWord) spaced(character)
    else english += character
  }
  return english.replace(/ +$/gm, '').replace(/^ +/, '')
}

/** A made-up word for a code point. */
function syllables(codePoint: number): string {
  let rest = Math.abs(codePoint - FIRST_HAN)
  let word = ''
  do {
    const syllable = rest % SYLLABLES
    word += `${CONSONANTS[Math.floor(syllable / VOWELS.length)]}${VOWELS[syllable % VOWELS.length]}`
    rest = Math.floor(rest / SYLLABLES)
  } while (rest > 0)
  return word
}
