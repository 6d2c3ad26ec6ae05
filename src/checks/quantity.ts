/** A number in running text. */
export interface Quantity {
  /** Every reading, as plain decimals or versions (`15000`, `1.20.3`); the likeliest first. */
  readonly values: readonly string[]
  readonly range: readonly [start: number, end: number]
  /** As it stands in the text. */
  readonly text: string
  /**
   * How surely it must stand in the other language: `digits` are copied; a `numeral` (三个, three, the 7 of `L7`) may be
   * left out where the things are named; a `hint` (both, 双, a) only explains a number on the other side.
   */
  readonly kind: 'digits' | 'numeral' | 'hint'
}

const DIGITS = /\d+(?:[,，]\d{3})+(?![\d.])|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*/g

/** Digits of either language. With letters on both sides (`k8s`, `C10K`) they are part of a word. */
export function digitsIn(text: string): Quantity[] {
  return Array.from(text.matchAll(DIGITS), ({ 0: digits, index }) => {
    const end = index + digits.length
    const isName = /(?:[A-Za-uw-z]|[A-Za-z]{2})-?$/.test(text.slice(Math.max(0, index - 3), index))
    if (digits === '00' && text[index - 1] === ':')
      return { values: ['0'], range: [index, end], text: digits, kind: 'hint' }
    const kind = !isName ? 'digits' : /^[A-Za-z]/.test(text.slice(end, end + 1)) ? 'hint' : 'numeral'
    return { values: readings(digits), range: [index, end], text: digits, kind }
  })
}

/** No separators, no leading zeros; `1.4.0` is also `1.4`. */
function readings(digits: string): string[] {
  const plain = digits.replace(/[,，]/g, '').replace(/^0+(?=\d)/, '')
  const short = plain.replace(/(?:\.0)+$/, '')
  return short === plain ? [plain] : [plain, short]
}

/** Exact to twelve digits: 1.1 × 10,000 is 11000. */
export function times(value: string, factor: number): string {
  return String(Number((Number(value) * factor).toPrecision(12)))
}

/** Full-width digits, letters and `％` as half-width ones; same length. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff05\uff0d-\uff1a\uff21-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}
