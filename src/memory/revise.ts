import { sameText } from '../core/text.js'
import { isFree, isVerbatim, languagesOf, meaningOf, type Piece, piecesOf, withLanguages } from './pieces.js'

/** What of the source changed that the English follows. */
const KINDS = { number: 'numbers', name: 'names', code: 'codes', link: 'links', tag: 'tags' } as const

type Kind = (typeof KINDS)[keyof typeof KINDS]

export interface Revision {
  /** The English for the new source. */
  readonly target: string
  /** `nothing`, `punctuation` and `already` (the English says so) ask for no change of the English. */
  readonly how: 'nothing' | 'punctuation' | 'already' | Kind | 'several'
}

export interface Revisable {
  readonly oldSource: string
  /** What a person wrote for it. */
  readonly oldTarget: string
  readonly newSource: string
}

/**
 * The person's English for a source of which nothing changed but numbers, names, code, addresses and tags that stand in
 * the English as they are: each is replaced, all else stays byte for byte. What the English says already stays too.
 *
 * `null` on any doubt: where the English has a value more or less often than the source had; where it stands there inside
 * something else; where only some of its places changed; where a word beside it may have to change with it (`1 node`,
 * `an Envoy`); where it is scaled in Chinese (3 万), or is a common word that may stand in the English for itself.
 */
export function revise({ oldSource, oldTarget, newSource }: Revisable): Revision | null {
  if (sameText(oldSource, newSource)) return { target: oldTarget, how: 'nothing' }
  const [source, newer, target] = [piecesOf(oldSource), piecesOf(newSource), piecesOf(oldTarget)]
  const changes = changesBetween(source, newer)
  const successors = changes && !changes.some(isDoubtful) ? mapChanges(changes) : null
  if (!changes || !successors) return null
  if (successors.size === 0) return { target: oldTarget, how: 'punctuation' }
  const wanted = new Map<string, Change>()
  for (const [value, change] of successors) {
    const count = changes.filter(({ from }) => meaningOf(from) === value).length
    if (countOf(source, value) !== count || hasNumeral(oldSource, value)) return null
    if ([source, target].some((pieces) => isHidden(pieces, value, successors) || isInflected(pieces, value)))
      return null
    const now = meaningOf(change.to)
    if (countOf(target, value) === count) wanted.set(value, change)
    else if (countOf(target, value) > 0 || countOf(target, now) !== countOf(newer, now)) return null
    else if (hasEnglishNumeral(oldTarget, value)) return null
  }
  if (wanted.size === 0) return { target: oldTarget, how: 'already' }
  const written = target.map((piece, at) =>
    substitute(target, at, isVerbatim(piece) ? wanted.get(meaningOf(piece)) : undefined),
  )
  if (written.includes(null)) return null
  const kinds = new Set(Array.from(wanted.values(), ({ from }) => KINDS[from.type as keyof typeof KINDS]))
  const [kind] = kinds
  return { target: written.join(''), how: kinds.size === 1 && kind ? kind : 'several' }
}

/** A value, and the one that stands in its place now. */
interface Change {
  readonly from: Piece
  readonly to: Piece
  /** What follows either in the source. */
  readonly after: readonly [string, string]
}

/** `null` where anything changed that is not one value for another of its type in its place. */
function changesBetween(older: readonly Piece[], newer: readonly Piece[]): Change[] | null {
  const [before, after] = [older, newer].map((pieces) => pieces.filter((piece) => !isFree(piece))) as [Piece[], Piece[]]
  if (before.length !== after.length) return null
  const changes: Change[] = []
  for (const [at, from] of before.entries()) {
    const to = after[at] as Piece
    if (from.type !== to.type) return null
    if (from.text === to.text || meaningOf(from) === meaningOf(to)) continue
    if (!isVerbatim(from) || !isVerbatim(to)) return null
    changes.push({ from, to, after: [before[at + 1]?.text ?? '', after[at + 1]?.text ?? ''] })
  }
  return changes
}

const SCALED = /^[十百千万亿兆]/

function isDoubtful({ from, to, after }: Change): boolean {
  if (from.type === 'number') return from.text === '1' || to.text === '1' || after.some((text) => SCALED.test(text))
  if (from.type !== 'name') return false
  const [a, b] = [from.text.toLowerCase(), to.text.toLowerCase()]
  if (a === b) return false
  return isCommonWord(from.text) || isCommonWord(to.text) || stemOf(a) === stemOf(b)
}

/** In small letters, a word may be the English for a Chinese one, and wants an article or a plural. */
function isCommonWord(text: string): boolean {
  return /^\p{Ll}+$/u.test(text)
}

function stemOf(word: string): string {
  return word.replace(/(?:e?s|ed|ing)$/, '')
}

/** `null` where one value has become two. */
function mapChanges(changes: readonly Change[]): Map<string, Change> | null {
  const successors = new Map<string, Change>()
  for (const change of changes) {
    const known = successors.get(meaningOf(change.from))
    if (known && meaningOf(known.to) !== meaningOf(change.to)) return null
    successors.set(meaningOf(change.from), change)
  }
  return successors
}

function countOf(pieces: readonly Piece[], value: string): number {
  return pieces.filter((piece) => isVerbatim(piece) && meaningOf(piece) === value).length
}

/** True where a value stands inside something that is not replaced: a port in an address. */
function isHidden(pieces: readonly Piece[], value: string, successors: ReadonlyMap<string, Change>): boolean {
  const rest = pieces
    .map((piece) => (isVerbatim(piece) && successors.has(meaningOf(piece)) ? '\0' : piece.text))
    .join('')
  const isPart = (character: string | undefined) => character !== undefined && /[\p{Script=Latin}\d_]/u.test(character)
  for (let at = rest.indexOf(value); at !== -1; at = rest.indexOf(value, at + 1)) {
    if (!isPart(rest[at - 1]) && !isPart(rest[at + value.length])) return true
  }
  return false
}

/** True where another form of a name stands as well: `Pods`, or `pod`, beside `Pod`. */
function isInflected(pieces: readonly Piece[], value: string): boolean {
  const stem = stemOf(value.toLowerCase())
  return pieces.some(({ type, text }) => type === 'name' && text !== value && stemOf(text.toLowerCase()) === stem)
}

const NUMERALS = ['零〇', '一', '二两双', '三', '四', '五', '六', '七', '八', '九', '十']

/** True where Chinese writes a small number out besides: which of them the English has in digits is not known. */
function hasNumeral(source: string, value: string): boolean {
  return Array.from(NUMERALS[Number(value)] ?? '').some((numeral) => source.includes(numeral))
}

const ENGLISH_NUMERALS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

function hasEnglishNumeral(target: string, value: string): boolean {
  const numeral = ENGLISH_NUMERALS[Number(value)]
  return numeral !== undefined && target.toLowerCase().includes(numeral)
}

/** The piece as it is to be written; `null` where a word before it may not go with it. */
function substitute(target: readonly Piece[], at: number, change: Change | undefined): string | null {
  const piece = target[at] as Piece
  if (!change) return piece.text
  const before = target
    .slice(Math.max(0, at - 6), at)
    .map(({ text }) => text)
    .join('')
  if (ARTICLE.test(before) && !soundAlike(piece, change.to)) return null
  if (piece.type === 'link') return inLanguagesOf(piece.text, change)
  return piece.text.includes(',') && piece.type === 'number' ? grouped(change.to) : change.to.text
}

/** The new address for the readers of the old one. */
function inLanguagesOf(address: string, { from, to }: Change): string | null {
  const isSame = languagesOf(from.text).join() === languagesOf(to.text).join()
  return isSame ? withLanguages(to.text, languagesOf(address)) : null
}

const ARTICLE = /(?<![\p{L}\p{N}])an?\s+[^\p{L}\p{N}\s]*$/iu

/** True where `a` stays `a` and `an` stays `an`. */
function soundAlike(a: Piece, b: Piece): boolean {
  if (a.type === 'number') return vowelOf(meaningOf(a)) !== null && vowelOf(meaningOf(a)) === vowelOf(meaningOf(b))
  return a.text.slice(0, 2).toLowerCase() === b.text.slice(0, 2).toLowerCase()
}

/** Whether a number is spoken with a vowel first; 11 and 18 only begin with one where no hundred is meant. */
function vowelOf(number: string): boolean | null {
  return /^1[18]/.test(number) ? null : number.startsWith('8')
}

/** As its predecessor was written, with commas. */
function grouped(piece: Piece): string | null {
  const value = meaningOf(piece)
  if (piece.text.includes(',')) return piece.text
  return /^\d+$/.test(value) ? value.replace(/\B(?=(?:\d{3})+$)/g, ',') : null
}
