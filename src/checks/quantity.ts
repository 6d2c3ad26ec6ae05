/** A number in running text. */
export interface Quantity {
  /** Every reading, as plain decimals or versions (`15000`, `1.20.3`); the likeliest first. */
  readonly values: readonly string[]
  readonly range: readonly [start: number, end: number]
  /** As it stands in the text. */
  readonly text: string
  /**
   * How surely it must stand in the other language: `digits` are copied; a `numeral` (三个, three) may be left out
   * where the things are named; a `hint` (both, 双, a) only explains a number on the other side.
   */
  readonly kind: 'digits' | 'numeral' | 'hint'
}

const DIGITS = /\d+(?:[,，]\d{3})+(?![\d.])|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*/g

/** Digits of either language. A number with letters on both sides (`k8s`, `C10K`) is a word, and only a hint. */
export function digitsIn(text: string): Quantity[] {
  return Array.from(text.matchAll(DIGITS), ({ 0: digits, index }) => {
    const end = index + digits.length
    const isWord = /[A-Za-z]$/.test(text.slice(0, index)) && /^[A-Za-z]/.test(text.slice(end))
    return { values: [canonical(digits)], range: [index, end], text: digits, kind: isWord ? 'hint' : 'digits' }
  })
}

/** No separators, no leading zeros. */
export function canonical(digits: string): string {
  return digits.replace(/[,，]/g, '').replace(/^0+(?=\d)/, '')
}

/** Exact to twelve digits: 1.1 × 10,000 is 11000. */
export function times(value: string, factor: number): string {
  return String(Number((Number(value) * factor).toPrecision(12)))
}

/** Full-width digits, letters and `％` as half-width ones; same length. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff05\uff0d-\uff1a\uff21-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}
