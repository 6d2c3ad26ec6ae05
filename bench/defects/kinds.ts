import type { SurveyedPair } from '../../src/checks/tally.js'
import { type InlineCode, type InlineType, proseOf, scanInline } from '../../src/core/inline.js'

/** A kind of defect: how it is planted, and which check should find it. */
export interface DefectKind {
  readonly name: string
  readonly check: string
  /** The pair with the defect; `null` where it cannot have it. `other` is another pair of the book. */
  plant(pair: SurveyedPair, random: () => number, other: SurveyedPair): SurveyedPair | null
  /** Another pair that comes into the book with it. */
  twin?(pair: SurveyedPair): SurveyedPair
}

export const DEFECT_KINDS: readonly DefectKind[] = [
  {
    name: 'a digit changed',
    check: 'number-mismatch',
    plant: inProse(/\d+/g, (digits, random) => otherDigits(digits, random)),
  },
  { name: 'a number left out', check: 'number-mismatch', plant: inProse(/(?<= )\d+(?:\.\d+)* /g, () => '') },
  {
    name: 'a letter of code changed',
    check: 'code-span-mismatch',
    plant: inCode((code, random) => otherLetter(code, random)),
  },
  { name: 'a code span left out', check: 'code-span-mismatch', plant: inCode(() => null) },
  { name: 'a word of a code block changed', check: 'code-block-mismatch', plant: inFence },
  {
    name: 'a letter of an address changed',
    check: 'link-mismatch',
    plant: inLink((url, random) => otherLetter(url, random)),
  },
  { name: 'a link left out', check: 'link-mismatch', plant: inLink(() => null) },
  { name: 'an image left out', check: 'image-mismatch', plant: onlyInSource('![标志](img/logo.png)') },
  { name: 'a reference left out', check: 'role-mismatch', plant: onlyInSource('（见 {ref}`连接池`）') },
  { name: 'mathematics changed', check: 'role-mismatch', plant: inBoth(' {math}`2^n`', ' {math}`2^m`') },
  { name: 'a footnote left out', check: 'footnote-mismatch', plant: onlyInSource('[^note]') },
  { name: 'a tag not closed', check: 'html-mismatch', plant: inBoth(' <kbd>Ctrl</kbd>', ' <kbd>Ctrl') },
  { name: 'a tag left out', check: 'html-mismatch', plant: inBoth(' <kbd>Ctrl</kbd>', ' Ctrl') },
  { name: 'a negation taken out', check: 'negation-lost', plant: withoutNegation },
  { name: 'a word left in Chinese', check: 'chinese-left', plant: wordInChinese },
  {
    name: 'a full-width mark',
    check: 'punctuation-chinese',
    plant: inProse(/[,.:;()](?=\s|$)/g, (mark) => WIDE[mark] ?? mark),
  },
  { name: 'a delimiter lost', check: 'emphasis-broken', plant: replaced(/\*\*(?=[^*\n]+\*\*)/g, () => '') },
  { name: 'a blank inside emphasis', check: 'emphasis-broken', plant: replaced(/\*\*(?=[^*\n]+\*\*)/g, () => '** ') },
  { name: 'a bracket or quote lost', check: 'pair-unbalanced', plant: inProse(/[()“”"]/g, () => '') },
  {
    name: 'a word doubled',
    check: 'word-doubled',
    plant: inProse(/(?<=[a-z] )[a-z]+ (?=[a-z])/g, (word) => word + word),
  },
  { name: 'a blank doubled', check: 'blank-misplaced', plant: inProse(/(?<=[a-z]) (?=[a-z])/g, () => '  ') },
  { name: 'a blank before a comma', check: 'blank-misplaced', plant: inProse(/(?<=[a-z]), /g, () => ' , ') },
  { name: 'no blank after a comma', check: 'blank-misplaced', plant: inProse(/(?<=[a-z]), (?=[a-z])/g, () => ',') },
  { name: 'no blank beside code', check: 'blank-misplaced', plant: replaced(/(?<=[a-z]{2}) (?=`[^`]+`)/g, () => '') },
  { name: 'the second half left out', check: 'length-unusual', plant: firstHalf },
  { name: 'three quarters left out', check: 'length-unusual', plant: firstQuarter },
  {
    name: 'another wording for the same',
    check: 'translation-inconsistent',
    plant: (pair) => (isLong(pair) ? pair : null),
    twin: reworded,
  },
  {
    name: 'another text’s English',
    check: 'translation-repeated',
    plant: (pair, _, other) => (isLong(pair) && isLong(other) ? { ...pair, target: other.target } : null),
  },
  {
    name: 'left in Chinese',
    check: 'untranslated-copy',
    plant: (pair) => (pair.signature === undefined ? { ...pair, target: pair.source, translated: false } : null),
  },
  { name: 'other capitals in a heading', check: 'heading-capitals', plant: otherCapitals },
]

const WIDE: Readonly<Record<string, string>> = { ',': '，', '.': '。', ':': '：', ';': '；', '(': '（', ')': '）' }

type Plant = DefectKind['plant']
type Change = (found: string, random: () => number) => string

function isText({ signature, kind }: SurveyedPair): boolean {
  return signature === undefined && kind !== 'comment' && kind !== 'front-matter'
}

function isLong({ source, signature }: SurveyedPair): boolean {
  return signature === undefined && source.length > 20
}

function pick<Value>(values: readonly Value[], random: () => number): Value | undefined {
  return values[Math.floor(random() * values.length)]
}

/** Changes one of the places in the English. */
function replaced(pattern: RegExp, change: Change, within: (text: string) => string = (text) => text): Plant {
  return (pair, random) => {
    if (!isText(pair)) return null
    const place = pick([...within(pair.target).matchAll(pattern)], random)
    if (!place) return null
    const { 0: found, index } = place
    const { target } = pair
    return { ...pair, target: target.slice(0, index) + change(found, random) + target.slice(index + found.length) }
  }
}

function inProse(pattern: RegExp, change: Change): Plant {
  return replaced(pattern, change, proseOf)
}

/** Changes what a construct of that type holds, or takes the construct out but for its text where `change` gives `null`. */
function inConstruct(type: InlineType, change: (value: string, random: () => number) => string | null): Plant {
  return (pair, random) => {
    if (!isText(pair)) return null
    const { source, target } = pair
    const isShared = ({ type: of, value }: InlineCode) => of === type && value.length > 3 && source.includes(value)
    const code = pick(scanInline(target).filter(isShared), random)
    if (!code) return null
    const next = change(code.value, random)
    const { start, end, content, value } = code
    const whole = target.slice(start, end)
    const put = next === null ? (content ? target.slice(...content) : '') : whole.replace(value, () => next)
    return { ...pair, target: target.slice(0, start) + put + target.slice(end) }
  }
}

function inCode(change: (value: string, random: () => number) => string | null): Plant {
  return inConstruct('code', change)
}

function inLink(change: (value: string, random: () => number) => string | null): Plant {
  return inConstruct('link', change)
}

function otherDigits(digits: string, random: () => number): string {
  const at = Math.floor(random() * digits.length)
  const next = (Number(digits[at]) + 1 + Math.floor(random() * 8)) % 10
  return (
    digits.slice(0, at) +
    (at === 0 && next === 0 ? 9 - (Number(digits[at]) === 9 ? 1 : 0) : next) +
    digits.slice(at + 1)
  )
}

function otherLetter(text: string, random: () => number): string {
  const places = [...text.matchAll(/[a-z]/g)]
  const at = pick(places, random)?.index
  if (at === undefined) return `${text}x`
  const next = String.fromCharCode(97 + ((text.charCodeAt(at) - 97 + 1 + Math.floor(random() * 24)) % 26))
  return text.slice(0, at) + next + text.slice(at + 1)
}

function inFence(pair: SurveyedPair, random: () => number): SurveyedPair | null {
  const { signature, target } = pair
  if (signature === undefined) return null
  const word = pick(
    signature
      .split(' ')
      .slice(1)
      .filter((each) => /[a-z]{3}/.test(each) && target.includes(each)),
    random,
  )
  if (word === undefined) return null
  const next = otherLetter(word, random)
  return { ...pair, signature: signature.replace(word, () => next), target: target.replace(word, () => next) }
}

function onlyInSource(markup: string): Plant {
  return (pair) => (isText(pair) ? { ...pair, source: `${pair.source}${markup}` } : null)
}

function inBoth(inSource: string, inTarget: string): Plant {
  return (pair) => (isText(pair) ? { ...pair, source: pair.source + inSource, target: pair.target + inTarget } : null)
}

/** One that stands for a denial of the source, as far as that can be told without the check: the source has a 不 or the like. */
function withoutNegation(pair: SurveyedPair, random: () => number): SurveyedPair | null {
  if (!/[不未没無无禁]/.test(pair.source)) return null
  const places = /(?<= )(?:not|never) |(?<=can)not(?= )|n['’]t(?= )|(?<= )without |(?<= )no (?=[a-z])/g
  return inProse(places, (word) =>
    word === 'without ' ? 'with ' : word === 'never ' ? 'always ' : word === 'no ' ? 'a ' : '',
  )(pair, random, pair)
}

function wordInChinese(pair: SurveyedPair, random: () => number): SurveyedPair | null {
  const word = pick(proseOf(pair.source).match(/\p{Script=Han}{2,4}/gu) ?? [], random)
  return word === undefined ? null : inProse(/(?<= )[a-z]{3,}(?= )/g, () => word)(pair, random, pair)
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/)
}

function firstHalf(pair: SurveyedPair): SurveyedPair | null {
  const sentences = sentencesOf(pair.target)
  if (!isText(pair) || sentences.length < 2) return null
  return { ...pair, target: sentences.slice(0, Math.floor(sentences.length / 2)).join(' ') }
}

function firstQuarter(pair: SurveyedPair): SurveyedPair | null {
  const words = pair.target.split(' ')
  if (!isText(pair) || words.length < 16) return null
  return { ...pair, target: words.slice(0, Math.floor(words.length / 4)).join(' ') }
}

/** The same Chinese, with the words of its English in another order. */
function reworded(pair: SurveyedPair): SurveyedPair {
  return { ...pair, chapter: 'twin.md', target: pair.target.split(' ').reverse().join(' ') }
}

function otherCapitals(pair: SurveyedPair): SurveyedPair | null {
  if (pair.kind !== 'heading') return null
  const target = pair.target.replace(/(?<= )[a-z](?=[a-z]{3})/g, (letter) => letter.toUpperCase())
  return target === pair.target ? null : { ...pair, target }
}
