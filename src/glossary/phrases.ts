import { proseOf } from '../core/inline.js'
import { fold } from './fold.js'
import { readableOf } from './readable.js'

/** Words with which no term begins or ends. */
const CHINESE_STOPS = new Set(
  '的 了 在 是 和 与 及 或 也 就 都 而 但 被 把 将 对 从 到 为 以 等 这 那 其 之 不 没 有 会 可 可以 能 要 如果 则 所以 因为 因此 然后 但是 并 并且 或者 以及 一个 一些 一下 一种 这个 那个 这些 那些 它 他们 它们 我们 你 我 您 自己 什么 怎么 如何 哪些 每 每个 各 各个 多个 个 种 次 时 后 前 中 上 下 里 内 外 间 来 去 用 使用 通过 进行 需要 已经 正在 还 还是 只 只有 只要 更 最 很 非常 比较 其他 其它 其中 例如 比如 如 即 由 由于 于 至 向 当 使 让 给 叫 做 作为 成为 包括 没有 不是 就是 之间 之后 之前 以后 以前 时候 同时 这样 那么 可能 应该 必须 一般 主要 相关 不同 相同 所有 任何 第一 第二 一 二 两 三 本 该 此 某 再 又 才 却 吗 呢 吧 啊 请 见 看 说 想 好 大 小 多 少 新 旧'.split(
    ' ',
  ),
)

const ENGLISH_STOPS = new Set(
  'a an the this that these those it its they them their there here he she we you your our us i my me is are was were be been being am do does did done has have had having will would can could may might must shall should not no nor and or but if then else when while where which who whom whose what why how all any each every some such same other another more most less least very too also only just even still yet so as at by for from in into of on onto to with without within via per about above below over under after before between during until through out up down off again than both either neither one two three first second new old many much few use used using make makes made let lets get gets need needs like well way e.g i.e etc'.split(
    ' ',
  ),
)

/** How long a phrase may be, in words; a Chinese one also in characters. */
const MOST_WORDS = 4
const MOST_HAN = 8

let segmenter: Intl.Segmenter | undefined

/** The phrases of a Chinese text that may be terms, each once. Code, addresses and labels are left out. */
export function chinesePhrases(text: string): Set<string> {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  const phrases = new Set<string>()
  let run: string[] = []
  for (const { segment } of segmenter.segment(fold(proseOf(text)))) {
    if (/^\p{Script=Han}+$/u.test(segment)) run.push(segment)
    else {
      takePhrases(run, CHINESE_STOPS, '', phrases)
      run = []
    }
  }
  takePhrases(run, CHINESE_STOPS, '', phrases)
  return new Set([...phrases].filter((phrase) => phrase.length >= 2 && phrase.length <= MOST_HAN))
}

/** The phrases of an English text that may be terms, in small letters and the singular, each as it stands there first. */
export function englishPhrases(text: string): Map<string, string> {
  const phrases = new Map<string, string>()
  const whole = readableOf(text)
    .replace(/n['’]t\b/g, ' not')
    .replace(/['’](?:s|re|ve|ll|d|m)\b/g, '')
  for (const part of whole.split(/[^A-Za-z0-9\s-]+|\n\s*\n/)) {
    const words = part.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []
    const found = new Set<string>()
    takePhrases(words, ENGLISH_STOPS, ' ', found)
    for (const phrase of found) {
      const key = singularOf(phrase)
      if (key.length > 1 && !phrases.has(key)) phrases.set(key, phrase)
    }
  }
  return phrases
}

function takePhrases(words: readonly string[], stops: ReadonlySet<string>, joint: string, phrases: Set<string>): void {
  for (let from = 0; from < words.length; from++) {
    if (stops.has((words[from] ?? '').toLowerCase())) continue
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to++) {
      if (!stops.has((words[to - 1] ?? '').toLowerCase())) phrases.add(words.slice(from, to).join(joint))
    }
  }
}

/** What brings `Listeners` and `listener` together; not always a word. */
function singularOf(phrase: string): string {
  return phrase.toLowerCase().replace(/(?<=[a-z]{2}[^s])s\b/g, '')
}
