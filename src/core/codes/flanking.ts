/** What stands on either side of a run of delimiters: a character, or `''` at the text's edge. */
export interface Neighbours {
  readonly before: string
  readonly after: string
}

const SPACE = /^\s?$/u
const PUNCTUATION = /[\p{P}\p{S}]/u
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u

/** The character that ends at `position` and the one that begins at `end`. */
export function neighboursAt(text: string, start: number, end: number): Neighbours {
  const last = text.charCodeAt(start - 1)
  const isPair = last >= 0xdc00 && last < 0xe000
  const after = text.codePointAt(end)
  return {
    before: start === 0 ? '' : text.slice(start - (isPair ? 2 : 1), start),
    after: after === undefined ? '' : String.fromCodePoint(after),
  }
}

/** Whether a run may open and may close emphasis. */
export interface Flanks {
  readonly opens: boolean
  readonly closes: boolean
}

/** CommonMark 0.31 §6.2. */
export function flanksOf(delimiter: string, { before, after }: Neighbours): Flanks {
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)]
  const [markBefore, markAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
  const left = !spaceAfter && (!markAfter || spaceBefore || markBefore)
  const right = !spaceBefore && (!markBefore || spaceAfter || markAfter)
  if (delimiter !== '_') return { opens: left, closes: right }
  return { opens: left && (!right || markBefore), closes: right && (!left || markAfter) }
}

/**
 * The same, but next to Chinese, which has no blanks: `**“熔断”**是` was meant to be emphasis, although CommonMark
 * shows the asterisks. Source: the "CJK-friendly" amendment to CommonMark.
 */
export function friendlyFlanksOf(delimiter: string, { before, after }: Neighbours): Flanks {
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)]
  const isForeignMark = (character: string) => PUNCTUATION.test(character) && !CJK.test(character)
  const [markBefore, markAfter] = [isForeignMark(before), isForeignMark(after)]
  const opens = !spaceAfter && (!markAfter || spaceBefore || markBefore || CJK.test(before))
  const closes = !spaceBefore && (!markBefore || spaceAfter || markAfter || CJK.test(after))
  return delimiter === '_' ? flanksOf(delimiter, { before, after }) : { opens, closes }
}
