import { createHash } from 'node:crypto'

const MARKUP = /(<[^>]*>|&[^;\s<&]+;)/
const HAN = /\p{Script=Han}/u
const SYLLABLES = 'ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi'.split(' ')
const PUNCTUATION: Readonly<Record<string, string>> = {
  '。': '. ',
  '，': ', ',
  '、': ', ',
  '；': '; ',
  '：': ': ',
  '？': '? ',
  '！': '! ',
  '（': ' (',
  '）': ') ',
  '《': '“',
  '》': '”',
}

/**
 * Stands in for a translation: Chinese becomes words that look English, the same for the same two characters, except that
 * `terms` have the English given for them. Tags, entities and what is not Chinese stay as and where they are.
 */
export function pseudoTranslate(text: string, terms: ReadonlyMap<string, string> = new Map()): string {
  let english = ''
  for (const piece of text.split(MARKUP)) {
    const words = MARKUP.test(piece) ? [piece] : wordsOf(piece, terms)
    for (const word of words) english += needsBlank(english, word) ? ` ${word}` : word
  }
  const tidy = english.replace(/ {2,}/g, ' ').trim()
  return tidy.replace(/^((?:<[^>]*>|\s)*)(\p{Ll})/u, (_, lead: string, letter: string) => lead + letter.toUpperCase())
}

/** The number of characters DeepL would count: code points outside tags, an entity being one. */
export function countCharacters(text: string): number {
  return [...text.replace(/<[^>]*>/g, '').replace(/&[^;\s<&]+;/g, '&')].length
}

function wordsOf(text: string, terms: ReadonlyMap<string, string>): string[] {
  const longestFirst = [...terms.keys()].filter(Boolean).sort((a, b) => b.length - a.length)
  const termAt = (at: number) => longestFirst.find((source) => text.startsWith(source, at))
  const words: string[] = []
  for (let at = 0; at < text.length; ) {
    const term = termAt(at)
    if (term) {
      words.push(terms.get(term) ?? '')
      at += term.length
      continue
    }
    const chinese = HAN.test(text[at] ?? '')
    let end = at + 1
    while (end < text.length && HAN.test(text[end] ?? '') === chinese && !termAt(end) && !(chinese && end === at + 2))
      end++
    const piece = text.slice(at, end)
    words.push(
      chinese ? wordOf(piece) : piece.replace(/[。，、；：？！（）《》]/g, (mark) => PUNCTUATION[mark] ?? mark),
    )
    at = end
  }
  return words
}

function wordOf(characters: string): string {
  const bytes = createHash('sha256').update(characters).digest()
  return [...bytes.subarray(0, 3)].map((byte) => SYLLABLES[byte % SYLLABLES.length]).join('')
}

/** Between words, and between a word and a tag beside it; not inside of a pair. */
function needsBlank(before: string, next: string): boolean {
  if (next.startsWith('</') || /<(?!\/)[^<>]*[^/<>]>$/.test(before)) return false
  return /[\p{L}\p{N}>]$/u.test(before) && /^[\p{L}\p{N}<]/u.test(next)
}
