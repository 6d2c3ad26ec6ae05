/**
 * Tokens a text may take, per character of each sort. Tokenizers differ by model and a local server's is not known here:
 * these are a little above what the dearer ones need for technical Chinese (1.03 for Chinese characters with
 * `cl100k_base`, 0.73 with `o200k_base`; 0.23 for Latin letters in English; 0.57 for digits), so that a cap set by them
 * is rather met too early than passed. Requests for the 5,104 paragraphs of two books, 20 in each at most, took 0.73 to
 * 0.88 of it with `cl100k_base` and 0.68 to 0.79 with `o200k_base`; tokenizers of 2022 and before take up to 1.45.
 */
const WEIGHTS: readonly (readonly [sort: RegExp, tokens: number])[] = [
  [/[A-Za-z]/g, 0.3],
  [/[0-9]/g, 0.6],
  [/[\t\n\r ]/g, 0.15],
  [/[!-/:-@[-`{-~]/g, 0.6],
  [/[^\0-\x7f]/gu, 1.1],
]

export function estimateTokens(text: string): number {
  const sum = WEIGHTS.reduce((total, [sort, tokens]) => total + tokens * (text.match(sort)?.length ?? 0), 0)
  return Math.ceil(sum)
}
