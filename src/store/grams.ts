/** Longer texts are found by their beginning: enough to tell them apart. */
const MOST_GRAMS = 512

/** A run of Han, kana or Hangul characters, or else a word or number of another script. */
const RUN = /([\u2e80-\u2fff\u3040-\ud7ff\uf900-\ufaff]+)|[a-z0-9\u00c0-\u1fff]+/g

/**
 * The pieces by which texts are looked up: pairs of neighbouring Han (kana, Hangul) characters, words of other scripts
 * in lower case, numbers. A single character that has no neighbour is a piece too. Each once, in order.
 *
 * Pairs, because most Chinese words are two characters: an index of triples finds none of them.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const [run, characters] of text.toLowerCase().matchAll(RUN)) {
    if (grams.size >= MOST_GRAMS) break
    if (characters === undefined || characters.length === 1) grams.add(run)
    else for (let at = 1; at < characters.length && grams.size < MOST_GRAMS; at++) grams.add(run.slice(at - 1, at + 1))
  }
  return [...grams]
}
