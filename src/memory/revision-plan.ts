import { diffArrays } from 'diff'
import { similarity } from '../core/similarity.js'
import { keptShare, wordsIn } from './kept-share.js'
import { isFree, isVerbatim, meaningOf, type Piece, piecesOf } from './pieces.js'
import { type Revisable, revise } from './revise.js'
import { type Sentence, splitSentences } from './sentences.js'

/** A sentence of the English to be, and the white space behind it. */
export type PlannedSentence =
  /** The person's, byte for byte. */
  | { readonly kind: 'keep'; readonly target: string; readonly gap: string }
  /** The person's with values replaced, as {@link revise} does. */
  | { readonly kind: 'revise'; readonly target: string; readonly gap: string }
  /** To be translated; `earlier` is what it was and the person's English for that, where there was such a sentence. */
  | { readonly kind: 'translate'; readonly source: string; readonly earlier: Earlier | null; readonly gap: string }

interface Earlier {
  readonly source: string
  readonly target: string
}

export interface RevisionPlan {
  readonly sentences: readonly PlannedSentence[]
  /** Of the words of the person's English, the share that stays whatever the translations are: 0..1. */
  readonly keptShare: number
}

/**
 * Which sentences of a person's English stay and which are to be translated, for a source of which some sentences
 * changed, came or went.
 *
 * `null` where the sentences of the old source and its English do not correspond one to one, as far as can be told from
 * their number, their lengths and the values that stand in both; and where none would stay.
 */
export function revisionPlan(revisable: Revisable): RevisionPlan | null {
  const { oldSource, oldTarget, newSource } = revisable
  const older = splitSentences(oldSource, 'zh')
  const english = splitSentences(oldTarget, 'en')
  if (!correspond(older, english)) return null
  const newer = splitSentences(newSource, 'zh')
  const sentences = withGaps(
    predecessorsOf(older, newer).map((at, index) => {
      const source = (newer[index] as Sentence).text
      const before = at === null ? null : { source: older[at.index]?.text ?? '', target: english[at.index]?.text ?? '' }
      return { at, sentence: planSentence(source, before, at?.isSame ?? false) }
    }),
    english,
  )
  if (sentences.every(({ kind }) => kind === 'translate')) return null
  return { sentences, keptShare: shareOf(sentences, oldTarget) }
}

/**
 * The English of a plan.
 *
 * @param translations of its `translate` sentences, in order
 * @throws RangeError when there are fewer or more of them
 */
export function assemble({ sentences }: RevisionPlan, translations: readonly string[]): string {
  const wanted = sentences.filter(({ kind }) => kind === 'translate').length
  if (wanted !== translations.length) {
    throw new RangeError(`Expected ${wanted} translations, found ${translations.length}`)
  }
  const left = [...translations]
  return sentences
    .map((sentence) => (sentence.kind === 'translate' ? (left.shift() ?? '').trim() : sentence.target) + sentence.gap)
    .join('')
}

type Planned =
  | { readonly kind: 'keep' | 'revise'; readonly target: string }
  | { readonly kind: 'translate'; readonly source: string; readonly earlier: Earlier | null }

function planSentence(source: string, earlier: Earlier | null, isSame: boolean): Planned {
  if (!earlier) return { kind: 'translate', source, earlier }
  if (isSame) return { kind: 'keep', target: earlier.target }
  const revision = revise({ oldSource: earlier.source, oldTarget: earlier.target, newSource: source })
  if (!revision) return { kind: 'translate', source, earlier }
  return { kind: revision.target === earlier.target ? 'keep' : 'revise', target: revision.target }
}

/** How much a sentence's share of the text may differ from one language to the other. */
const MOST_UNEVEN = 2.2

/** Added to lengths, so that short sentences may differ by more. */
const SLACK = { source: 6, target: 18 }

/** True where, as far as can be seen, each English sentence says what the source's sentence in its place says. */
function correspond(source: readonly Sentence[], target: readonly Sentence[]): boolean {
  if (source.length !== target.length || source.length === 0) return false
  const [sourcePieces, targetPieces] = [source, target].map((sentences) =>
    sentences.map(({ text }) => piecesOf(text)),
  ) as [Piece[][], Piece[][]]
  const ratio = (SLACK.target + sum(target.map(lengthOf))) / (SLACK.source + sum(source.map(lengthOf)))
  const areEven = source.every((sentence, at) => {
    const own = (SLACK.target + lengthOf(target[at] as Sentence)) / (SLACK.source + lengthOf(sentence))
    return own <= MOST_UNEVEN * ratio && ratio <= MOST_UNEVEN * own
  })
  return areEven && haveSamePlaces(sourcePieces, targetPieces)
}

/** Han characters and letters, code and addresses left out: these are as long in either language. */
function lengthOf({ text }: Sentence): number {
  return sum(
    piecesOf(text).map((piece) =>
      piece.type === 'word' || piece.type === 'name' ? Math.min(piece.text.length, 12) : 0,
    ),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** False where a value stands in one sentence of each language, and these have different places. */
function haveSamePlaces(source: readonly Piece[][], target: readonly Piece[][]): boolean {
  const [sourcePlaces, targetPlaces] = [placesOf(source), placesOf(target)]
  return [...sourcePlaces].every(([value, places]) => {
    const others = targetPlaces.get(value)
    if (!others || places.size > 1 || others.size > 1) return true
    return [...places][0] === [...others][0]
  })
}

function placesOf(sentences: readonly Piece[][]): Map<string, Set<number>> {
  const places = new Map<string, Set<number>>()
  for (const [at, pieces] of sentences.entries()) {
    for (const piece of pieces.filter(isVerbatim)) {
      const known = places.get(meaningOf(piece)) ?? new Set()
      places.set(meaningOf(piece), known.add(at))
    }
  }
  return places
}

/** The sentence that a sentence of the new source was. */
interface Predecessor {
  readonly index: number
  readonly isSame: boolean
}

/** Less alike, a sentence is another one. */
const LEAST_SIMILAR = 0.35

/** For each new sentence the old one it is or was, `null` for one that is new. Each old one is taken once. */
function predecessorsOf(older: readonly Sentence[], newer: readonly Sentence[]): (Predecessor | null)[] {
  const [before, after] = [older, newer].map((sentences) => sentences.map(keyOf)) as [string[], string[]]
  const found: (Predecessor | null)[] = after.map(() => null)
  const free = new Set(before.keys())
  let [olderAt, newerAt] = [0, 0]
  for (const { added, removed, count } of diffArrays(before, after)) {
    for (let at = 0; !added && !removed && at < count; at++) link(olderAt + at, newerAt + at, true)
    if (!added) olderAt += count
    if (!removed) newerAt += count
  }
  for (const [at, key] of after.entries()) {
    const index = [...free].find((one) => before[one] === key)
    if (!found[at] && index !== undefined) link(index, at, true)
  }
  const pairs = [...free].flatMap((index) =>
    after.flatMap((_, at) =>
      found[at] ? [] : [{ index, at, likeness: similarity(older[index]?.text ?? '', newer[at]?.text ?? '') }],
    ),
  )
  for (const { index, at, likeness } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness >= LEAST_SIMILAR && free.has(index) && !found[at]) link(index, at, false)
  }
  return found

  function link(index: number, at: number, isSame: boolean): void {
    found[at] = { index, isSame }
    free.delete(index)
  }
}

/** What must be the same for a sentence to be the same. */
function keyOf({ text }: Sentence): string {
  return piecesOf(text)
    .filter((piece) => !isFree(piece))
    .map((piece) => piece.text)
    .join(' ')
}

/** Between sentences that stood one behind the other stays what stood between them; elsewhere, what is usual there. */
function withGaps(
  planned: readonly { readonly at: Predecessor | null; readonly sentence: Planned }[],
  english: readonly Sentence[],
): PlannedSentence[] {
  const usual = english.find(({ gap }, at) => at < english.length - 1 && gap !== '')?.gap ?? ' '
  return planned.map(({ at, sentence }, index) => {
    const next = planned[index + 1]
    if (!next) return { ...sentence, gap: english.at(-1)?.gap ?? '' }
    const stoodBehind = at !== null && next.at?.index === at.index + 1
    return { ...sentence, gap: stoodBehind ? (english[at.index]?.gap ?? usual) : usual }
  })
}

function shareOf(sentences: readonly PlannedSentence[], oldTarget: string): number {
  const stays = sentences.map((sentence) => (sentence.kind === 'translate' ? '' : sentence.target)).join(' ')
  return wordsIn(oldTarget).length === 0 ? 1 : keptShare(oldTarget, stays)
}
