import { digitsIn, halfWidth, type Quantity, times } from './quantity.js'

const CARDINALS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const MONTHS = 'January February March April May June July August September October November December'
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['k', 1000],
  ['million', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
  ['b', 1e9],
  ['trillion', 1e12],
  ['dozen', 12],
])
/** Words that tell a number in passing. */
const HINTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: ['1'],
    an: ['1'],
    per: ['1'],
    each: ['1', '2'],
    every: ['1'],
    single: ['1'],
    sole: ['1'],
    only: ['1'],
    once: ['1'],
    primary: ['1'],
    initial: ['1'],
    initially: ['1'],
    unique: ['1'],
    twice: ['2'],
    thrice: ['3'],
    both: ['2'],
    pair: ['2'],
    pairs: ['2'],
    couple: ['2'],
    double: ['2'],
    doubled: ['2'],
    doubles: ['2'],
    dual: ['2'],
    either: ['2'],
    neither: ['2'],
    secondary: ['2'],
    another: ['2'],
    other: ['2'],
    next: ['2'],
    again: ['2'],
    latter: ['2'],
    former: ['1'],
    triple: ['3'],
    triples: ['3'],
    tripled: ['3'],
    quadruple: ['4'],
    half: ['0.5', '50', '2'],
    halves: ['0.5', '50', '2'],
    quarter: ['0.25', '25', '4'],
    no: ['0'],
    none: ['0'],
    empty: ['0'],
    never: ['0'],
    all: ['100'],
    fully: ['100'],
    entirely: ['100'],
    completely: ['100'],
    week: ['7'],
    weekly: ['7'],
    biweekly: ['14', '2'],
    hex: ['16'],
    hexadecimal: ['16'],
    octal: ['8'],
    binary: ['2'],
    decimal: ['10'],
    noon: ['12'],
    midnight: ['0', '24'],
  }),
)
/** By the names of months and their first three letters, as they are written. */
const MONTH_NUMBERS: ReadonlyMap<string, readonly string[]> = new Map(
  MONTHS.split(' ').flatMap((name, index) => [name, name.slice(0, 3)].map((written) => [written, [String(index + 1)]])),
)

const words = new Map<string, { readonly value: number; readonly kind: Quantity['kind'] }>()

function vocabulary(): typeof words {
  if (words.size > 0) return words
  for (const [value, word] of CARDINALS.split(' ').entries())
    words.set(word, { value, kind: value < 2 ? 'hint' : 'numeral' })
  // Ordinals are also parts (a third), units (a second) and adverbs (first, …): no evidence of another number.
  for (const [value, word] of ORDINALS.split(' ').entries()) words.set(word, { value, kind: 'hint' })
  for (const [index, word] of TENS.split(' ').entries()) {
    words.set(word, { value: (index + 2) * 10, kind: 'numeral' })
    words.set(word.replace(/y$/, 'ieth'), { value: (index + 2) * 10, kind: 'hint' })
  }
  return words
}

const WORD = /[A-Za-z]+/g

/** The numbers of an English text: digits with their scale (`10k`, `1.5 million`), number words, months, hints. */
export function englishNumbers(text: string): Quantity[] {
  const plain = halfWidth(text)
  const digits = digitsIn(plain).map((quantity) => scaled(quantity, plain))
  return [...digits, ...wordNumbers(plain)]
}

function scaled(quantity: Quantity, text: string): Quantity {
  const [start, end] = quantity.range
  const [value = ''] = quantity.values
  const [unit = '', word = ''] =
    /^(?:\s|-)*(hundred|thousand|million|billion|trillion|dozen|[kKMB])(?![A-Za-z])/.exec(text.slice(end, end + 12)) ??
    []
  if (/^\s*p\.?m\b/i.test(text.slice(end))) return { ...quantity, values: [value, String(Number(value) + 12)] }
  const factor = SCALES.get(word.toLowerCase())
  if (factor === undefined) return quantity
  return {
    ...quantity,
    values: [times(value, factor), value],
    range: [start, end + unit.length],
    text: text.slice(start, end + unit.length),
  }
}

/** Runs of number words: `two hundred and five` is one number, and each of its words a reading. */
function wordNumbers(text: string): Quantity[] {
  const quantities: Quantity[] = []
  let total = 0
  let section = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const small = word.toLowerCase()
    const end = index + word.length
    const known = vocabulary().get(small)
    const scale = small.length > 1 ? SCALES.get(small) : undefined
    if (known) {
      const continues =
        section > 0 &&
        follows(index) &&
        (section % 100 === 0 || (section % 10 === 0 && section % 100 >= 20 && known.value < 10))
      section = continues ? section + known.value : known.value
      if (!continues) total = 0
      push(continues, index, end, known.kind, known.value)
    } else if (scale !== undefined) {
      const continues = section > 0 && follows(index)
      if (scale >= 1000) {
        total += (continues ? section : 1) * scale
        section = 0
      } else section = (continues ? section : 1) * scale
      push(continues, index, end, continues ? 'numeral' : 'hint', scale)
    } else {
      const values = MONTH_NUMBERS.get(word) ?? HINTS.get(small)
      if (values) quantities.push({ values, range: [index, end], text: word, kind: 'hint' })
      section = 0
      total = 0
    }
  }
  return quantities

  function follows(index: number): boolean {
    const last = quantities.at(-1)
    return last !== undefined && last.kind !== 'digits' && /^[\s-]+(?:and\s+)?$/.test(text.slice(last.range[1], index))
  }

  function push(continues: boolean, start: number, end: number, kind: Quantity['kind'], value: number): void {
    const last = continues ? quantities.pop() : undefined
    const from = last?.range[0] ?? start
    const values = [String(total + section), String(value), ...(last?.values ?? [])]
    quantities.push({ values, range: [from, end], text: text.slice(from, end), kind: last ? 'numeral' : kind })
  }
}
