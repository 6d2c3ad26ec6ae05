const PLAIN = /^[a-z]{4,}$/

/** Forms that no rule finds, by what they are forms of. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  [
    'be am is are was were been',
    'begin began begun',
    'break broke broken',
    'bring brought',
    'build built',
    'buy bought',
    'choose chose chosen',
    'come came',
    'do does did done',
    'draw drew drawn',
    'drive drove driven',
    'fall fell fallen',
    'find found',
    'forget forgot forgotten',
    'get got gotten',
    'give gave given',
    'go went gone goes',
    'grow grew grown',
    'have has had',
    'hide hid hidden',
    'hold held',
    'keep kept',
    'know knew known',
    'lead led',
    'leave left',
    'lose lost',
    'make made',
    'mean meant',
    'meet met',
    'pay paid',
    'run ran',
    'say said',
    'see saw seen',
    'send sent',
    'show shown',
    'speak spoke spoken',
    'spend spent',
    'take took taken',
    'teach taught',
    'tell told',
    'think thought',
    'throw threw thrown',
    'understand understood',
    'write wrote written',
    'child children',
    'person people',
    'index indices',
    'good better best',
    'bad worse worst',
    'vertex vertices',
  ].flatMap((forms) => {
    const [base = '', ...others] = forms.split(' ')
    return others.map((form): [string, string] => [form, base])
  }),
)

/**
 * Folds the forms of an English word into one key: `policies` and `policy`, `configures` and `configured`.
 *
 * Crude on purpose: it need not be a word, only the same for both sides. Words with digits are left alone.
 */
export function stem(word: string): string {
  const lower = word.toLowerCase()
  const base = IRREGULAR.get(lower)
  if (base !== undefined) return stem(base)
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
