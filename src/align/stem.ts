const PLAIN = /^[a-z]{4,}$/

/**
 * Folds the forms of an English word into one key: `policies` and `policy`, `configures` and `configured`.
 *
 * Crude on purpose: it need not be a word, only the same for both sides. Words with digits are left alone.
 */
export function stem(word: string): string {
  const lower = word.toLowerCase()
  if (!PLAIN.test(lower)) return lower
  return trimVowel(trimSuffix(lower))
}

function trimSuffix(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  if (/[^su]s$/.test(word)) return trimSuffix(word.slice(0, -1))
  if (word.endsWith('ing') && word.length > 5) return undouble(word.slice(0, -3))
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`
  if (word.endsWith('ed') && word.length > 4) return undouble(word.slice(0, -2))
  if (word.endsWith('ly') && word.length > 5) return word.slice(0, -2)
  return word
}

function undouble(word: string): string {
  return /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word
}

function trimVowel(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word
}
