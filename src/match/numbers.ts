/** A quantity as a text writes it. `values` are all readings: `30k` is 30000 and, as a size, 30. */
export interface Quantity {
  readonly values: readonly string[]
  readonly start: number
  readonly end: number
}

const ARABIC = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*/y
const MULTIPLIER = /\s*(万亿|[百千]?万|亿|千|百)(?![a-z])|\s?(thousand|million|billion)\b|([kKmM])(?![A-Za-z])/y
const CHINESE_NUMBER = /[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾半]+(?:点[零〇一二三四五六七八九]+)?/y
const ENGLISH_WORD = /[A-Za-z]+/y

const MULTIPLIERS: Readonly<Record<string, number>> = {
  百: 100,
  千: 1_000,
  万: 10_000,
  百万: 1_000_000,
  千万: 10_000_000,
  亿: 100_000_000,
  万亿: 1_000_000_000_000,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
  k: 1_000,
  m: 1_000_000,
}

const CHINESE_DIGITS = '零一二三四五六七八九'
const CHINESE_VARIANTS: Readonly<Record<string, string>> = {
  〇: '零',
  两: '二',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
}

const ENGLISH_UNITS = wordValues(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  (index) => index,
)
const ENGLISH_TENS = wordValues('twenty thirty forty fifty sixty seventy eighty ninety', (index) => index * 10 + 20)
const ENGLISH_SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
])
const ENGLISH_OTHERS = new Map([
  ...wordValues('first second third fourth fifth sixth seventh eighth ninth tenth', (index) => index + 1),
  ...wordValues('once twice thrice', (index) => index + 1),
  ...wordValues('single double triple', (index) => index + 1),
  ...wordValues('january february march april may june july august september october november december', (i) => i + 1),
  ['both', 2],
  ['half', 0.5],
])

function wordValues(words: string, value: (index: number) => number): Map<string, number> {
  return new Map(words.split(' ').map((word, index) => [word, value(index)]))
}

/**
 * The numbers of a text in order, Chinese or English: digits of any width, grouped thousands, decimals, versions and
 * addresses as they stand (`1.10` is not `1.1`), `3万`, `三万`, `30k`, `two hundred`, `twice`, months.
 */
export function quantitiesIn(text: string): Quantity[] {
  const folded = foldDigits(text)
  const quantities: Quantity[] = []
  let position = 0
  while (position < folded.length) {
    const found = arabicAt(folded, position) ?? chineseAt(folded, position) ?? englishAt(folded, position)
    if (found?.values.length) quantities.push(found)
    position = found ? found.end : position + 1
  }
  return quantities
}

/** Full-width digits, stops and commas between digits become ASCII; the length stays. */
export function foldDigits(text: string): string {
  return text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

function arabicAt(text: string, start: number): Quantity | undefined {
  const digits = match(ARABIC, text, start)?.[0]
  if (digits === undefined) return undefined
  const plain = digits.replaceAll(',', '')
  const end = start + digits.length
  const written = canonical(plain)
  const multiplier = /^\d+(?:\.\d+)?$/.test(plain) ? match(MULTIPLIER, text, end) : null
  const factor = MULTIPLIERS[(multiplier?.[1] ?? multiplier?.[2] ?? multiplier?.[3] ?? '').toLowerCase()]
  if (!multiplier || factor === undefined) return { values: [written], start, end }
  const values = [String(Number(plain) * factor)]
  if (multiplier[3]) values.push(written)
  return { values, start, end: end + multiplier[0].length }
}

/** Leading zeros say nothing in a whole number; in anything with a stop every digit does. */
function canonical(digits: string): string {
  return digits.includes('.') ? digits : digits.replace(/^0+(?=\d)/, '')
}

function chineseAt(text: string, start: number): Quantity | undefined {
  const numeral = match(CHINESE_NUMBER, text, start)?.[0]
  if (numeral === undefined) return undefined
  const value = chineseValue(numeral)
  return { values: value === undefined ? [] : [value], start, end: start + numeral.length }
}

/** The value of a Chinese numeral, `undefined` for what is none, such as 千万 as an adverb or 万 alone. */
function chineseValue(numeral: string): string | undefined {
  if (numeral === '半') return '0.5'
  const characters = Array.from(numeral.replace(/半/g, ''), (character) => CHINESE_VARIANTS[character] ?? character)
  const [whole = '', decimals] = characters.join('').split('点')
  const digits = Array.from(decimals ?? '', (digit) => CHINESE_DIGITS.indexOf(digit)).join('')
  if (!/[零一二三四五六七八九十]/.test(whole)) return undefined
  const value = /[十百千万亿]/.test(whole)
    ? scaledValue(whole)
    : Number(Array.from(whole, (c) => CHINESE_DIGITS.indexOf(c)).join(''))
  return digits === '' ? String(value) : `${value}.${digits}`
}

function scaledValue(numeral: string): number {
  let total = 0
  let section = 0
  let digit = 0
  for (const character of numeral) {
    const place = '十百千'.indexOf(character)
    if (place >= 0) {
      section += (digit || (place === 0 ? 1 : 0)) * 10 ** (place + 1)
      digit = 0
    } else if (character === '万') {
      total += (section + digit) * 10_000
      section = 0
      digit = 0
    } else if (character === '亿') {
      total = (total + section + digit) * 100_000_000
      section = 0
      digit = 0
    } else digit = CHINESE_DIGITS.indexOf(character)
  }
  return total + section + digit
}

function englishAt(text: string, start: number): Quantity | undefined {
  const word = match(ENGLISH_WORD, text, start)?.[0]
  if (word === undefined) return undefined
  const end = start + word.length
  const lower = word.toLowerCase()
  const other = ENGLISH_OTHERS.get(lower)
  if (other !== undefined) return { values: [String(other)], start, end }
  if (!ENGLISH_UNITS.has(lower) && !ENGLISH_TENS.has(lower)) return { values: [], start, end }
  return englishNumeral(text, start)
}

/** Reads on over `hundred`, `and`, hyphens and spaces: `two hundred and fifty-six thousand`. */
function englishNumeral(text: string, start: number): Quantity {
  let [total, section, end] = [0, 0, start]
  for (;;) {
    const gap = match(/(?:\s+and\s+|[\s-]+)?/y, text, end)?.[0].length ?? 0
    const word = match(ENGLISH_WORD, text, end + gap)?.[0]
    const lower = word?.toLowerCase() ?? ''
    const scale = ENGLISH_SCALES.get(lower)
    const value =
      ENGLISH_TENS.get(lower) ?? (section % 10 === 0 || end === start ? ENGLISH_UNITS.get(lower) : undefined)
    if (word === undefined || (scale === undefined && value === undefined)) break
    if (scale === 100) section *= 100
    else if (scale !== undefined) {
      total += section * scale
      section = 0
    } else section += value ?? 0
    end += gap + word.length
  }
  return { values: [String(total + section)], start, end }
}
