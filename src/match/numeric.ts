import type { Hunk } from './hunks.js'
import { quantitiesIn } from './numbers.js'
import type { Token } from './wording.js'

const NUMERALS = /^[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾半点第]$/
const ENGLISH_NUMERALS =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|first|second|third|fourth|fifth|once|twice|half|january|february|march|april|may|june|july|august|september|october|november|december)$/

/** Units; a change of one counts as a change of the number before it. */
const CHINESE_UNIT = /^[毫微纳秒分钟小时天周月年日号字节比特位兆倍元岁度]$/
const UNIT =
  /^(?:ns|us|µs|ms|s|sec|secs|seconds?|milliseconds?|microseconds?|min|mins|minutes?|h|hours?|days?|weeks?|months?|years?|b|kb|mb|gb|tb|kib|mib|gib|k|m|g|bits?|bytes?|kbps|mbps|gbps|bps|hz|khz|mhz|ghz|rps|qps|percent|th|st|nd|rd)$/i

/** Names of numbered things, glued to the number: `HTTP1`, `v2`, `L4`. They are no units, but they are no words either. */
type Verdict = 'number' | 'typo' | undefined

/**
 * `number` when the hunk changes quantities or units and nothing else, `typo` when it only writes the same quantities
 * otherwise (`3 万` for `30,000`), `undefined` when it is not about quantities.
 */
export function isNumeric(hunk: Hunk): Verdict {
  const { removed, added, older, olderAt, newer, newerAt } = hunk
  const all = [...removed, ...added]
  const hasNumber = all.some(isNumeral)
  const isUnits = all.every((token, index) => isNumeral(token) || isUnitAt(hunk, token, index))
  if (!isUnits) return undefined
  if (!hasNumber) return 'number'
  // 一 alone comes and goes with the measure words: 一个, 一种.
  if (all.length === 1 && all[0]?.text === '一') return undefined
  const before = valuesAround(older, olderAt, removed.length)
  const after = valuesAround(newer, newerAt, added.length)
  return before === after && sameUnits(removed, added) && signs(removed) === signs(added) ? 'typo' : 'number'
}

function isNumeral({ type, text }: Token): boolean {
  return type === 'number' || (type === 'han' ? NUMERALS.test(text) : ENGLISH_NUMERALS.test(text.toLowerCase()))
}

function isUnit({ type, text }: Token): boolean {
  return type === 'han' ? CHINESE_UNIT.test(text) : type === 'operator' ? /[%‰℃°]/.test(text) : UNIT.test(text)
}

/** A unit counts as one only behind a number, others between them allowed. */
function isUnitAt({ removed, older, olderAt, newer, newerAt }: Hunk, token: Token, index: number): boolean {
  if (!isUnit(token)) return false
  const [tokens, start] = index < removed.length ? [older, olderAt + index] : [newer, newerAt + index - removed.length]
  let at = start - 1
  while (at >= 0 && isUnit(tokens[at] as Token)) at--
  return at >= 0 && isNumeral(tokens[at] as Token)
}

function sameUnits(removed: readonly Token[], added: readonly Token[]): boolean {
  const units = (tokens: readonly Token[]) =>
    tokens
      .filter(isUnit)
      .map(({ text }) => text.toLowerCase())
      .join(' ')
  return units(removed) === units(added)
}

/** How many numbers are negative. */
function signs(tokens: readonly Token[]): number {
  return tokens.filter(({ text }) => text.startsWith('-')).length
}

/** The quantities of the hunk, with the numerals that touch it: 十 added before 五 makes fifteen of five. */
function valuesAround(tokens: readonly Token[], at: number, length: number): string {
  let [start, end] = [at, at + length]
  while (start > 0 && isNumeral(tokens[start - 1] as Token)) start--
  while (end < tokens.length && isNumeral(tokens[end] as Token)) end++
  const text = tokens
    .slice(start, end)
    .reduce((joined, token) => joined + (token.type === 'han' ? '' : ' ') + token.text, '')
  return quantitiesIn(text.trim())
    .map(({ values }) => values[0])
    .join(' ')
}
