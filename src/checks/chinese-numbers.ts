import { digitsIn, halfWidth, type Quantity, times } from './quantity.js'

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const SCALE: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
const NUMERAL = /[零〇一二两三四五六七八九十百千万亿]+/g
/** Words that make a numeral before them a count. */
const MEASURE =
  /^\s*(?:个|種|种|类|次|条|台|项|组|份|层|步|点(?!击|对)|位|名|行|列|段|章|节|部分|倍|秒|毫秒|分钟|小时|天|周|年|款|套|级|件|轮|处|方面|阶段|维|颗|张|块|副本|节点|大类)/
/** Characters that are numbers in passing. */
const HINTS: Readonly<Record<string, readonly string[]>> = {
  双: ['2'],
  俩: ['2'],
  半: ['0.5', '50'],
  首: ['1'],
  单: ['1'],
  每: ['1'],
  倍: ['2'],
  对: ['2'],
  另: ['2'],
  全: ['100'],
  无: ['0'],
  空: ['0'],
}
/** 万兆 is 10 Gbit. */
const GIGABIT: Readonly<Record<string, readonly string[]>> = { 万: ['10'], 千: ['1'] }
const HINT = new RegExp(`[${Object.keys(HINTS).join('')}]`, 'g')
const MULTIPLIER = /^\s*([十百千万亿]+)/

/**
 * The numbers of a Chinese text: digits of both widths, with 万 and the like behind them; numerals.
 *
 * A numeral counts only where it clearly is a quantity (三个, 第三, 百分之五); elsewhere (一般, 统一, 三方) it is a hint.
 */
export function chineseNumbers(text: string): Quantity[] {
  const plain = halfWidth(text)
  const digits = digitsIn(plain).map((quantity) => scaled(quantity, plain))
  const numerals = Array.from(plain.matchAll(NUMERAL), ({ 0: numeral, index }) => readNumeral(plain, numeral, index))
  const hints = Array.from(plain.matchAll(HINT), ({ 0: hint, index }): Quantity => {
    return { values: HINTS[hint] ?? [], range: [index, index + 1], text: hint, kind: 'hint' }
  })
  return [...digits, ...numerals, ...hints]
}

/** `10 万`: 100000, or 10 with the unit translated. `3 千` may stay `3K`. */
function scaled(quantity: Quantity, text: string): Quantity {
  const [start, end] = quantity.range
  const [unit = '', scales = ''] = MULTIPLIER.exec(text.slice(end, end + 8)) ?? []
  const [value = ''] = quantity.values
  if (scales === '' || /\..*\./.test(value)) return quantity
  const factor = Array.from(scales).reduce((product, scale) => product * (SCALE[scale] ?? 1), 1)
  return {
    ...quantity,
    values: [times(value, factor), value],
    range: [start, end + unit.length],
    text: text.slice(start, end + unit.length),
  }
}

function readNumeral(text: string, numeral: string, index: number): Quantity {
  const end = index + numeral.length
  const value = parseNumeral(numeral)
  const before = text.slice(Math.max(0, index - 3), index)
  const isOrdinal = before.endsWith('第')
  const isPart = /分之$/.test(before) ? !before.endsWith('百分之') : text.startsWith('分之', end)
  const isVague = /[数几上好前近每约]$/.test(before) || /^[几多来余]/.test(text.slice(end))
  const isCount = isOrdinal || before.endsWith('百分之') || MEASURE.test(text.slice(end, end + 4))
  const isClear = value !== null && value !== '1' && isCount && !isPart && !isVague && !/\d\s*$/.test(before)
  const single = Array.from(numeral, (character) => DIGIT[character]).filter((digit) => digit !== undefined)
  return {
    values: [
      ...(value === null ? [] : [value]),
      ...single.map(String),
      ...(text[end] === '兆' ? (GIGABIT[numeral] ?? []) : []),
    ],
    range: [isOrdinal ? index - 1 : index, end],
    text: isOrdinal ? `第${numeral}` : numeral,
    kind: isClear ? 'numeral' : 'hint',
  }
}

/** Value of a Chinese numeral; `null` for what is none (三四: three or four). */
export function parseNumeral(numeral: string): string | null {
  const characters = Array.from(numeral)
  if (characters.every((character) => character in DIGIT)) {
    const digits = characters.map((character) => DIGIT[character]).join('')
    return digits.length === 1 || digits.length === 4 ? String(Number(digits)) : null
  }
  let total = 0
  let section = 0
  let digit = 0
  let previousWasDigit = false
  for (const character of characters) {
    const value = DIGIT[character]
    if (value !== undefined) {
      if (previousWasDigit && digit !== 0) return null
      digit = value
      previousWasDigit = true
      continue
    }
    previousWasDigit = false
    const scale = SCALE[character] ?? 1
    if (scale >= 10_000) {
      total = (total + section + digit || 1) * scale
      section = 0
    } else section += (digit || 1) * scale
    digit = 0
  }
  return String(total + section + digit)
}
