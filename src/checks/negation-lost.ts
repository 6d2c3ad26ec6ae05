import { proseOf } from '../core/inline.js'
import { chineseDenials, type Denial, softDenials } from './chinese-negations.js'
import { defineCheck } from './define-check.js'
import { plainDenials, possibleDenials } from './english-negations.js'

export const negationLost = defineCheck({
  id: 'negation-lost',
  severity: 'info',
  issueType: 'mistranslation',
  docs: {
    summary: 'The source denies something, and nothing in the English does.',
    rationale:
      'A lost “not” turns the meaning round and reads well. Only words that deny without doubt count (不会, 不能, 没有, 尚未, 无法, 禁止 …; not 非常, 不仅, 是否, nor 不平衡, which may be an imbalance), and any English that could stand for one will do: not, no, without, un-, in-, -less, fail, avoid, instead of, only, until. Where both sides have as many sentences they are compared one by one. In closely translated books what it finds is nearly always a clause left out; where translators write freely a third is said in words it does not know, and so it only mentions.',
  },
  examples: {
    ok: [
      { source: '端口不存在。', target: 'There is no such port.' },
      { source: '不要重启。', target: 'Avoid restarts.' },
      { source: '无法连接。', target: 'It is unable to connect.' },
      { source: '非常快，不仅如此。', target: 'It is fast, and more than that.' },
      { source: '是否重启？', target: 'Restart?' },
    ],
    notOk: [
      { source: '端口不存在。', target: 'The port exists.', findings: [{ values: { expected: '不存在' } }] },
      {
        source: '它不能接受连接。它不会监听端口。它会重启。',
        target: 'It can’t accept connections. It listens on a port. It restarts.',
        findings: [{ values: { expected: '不会' } }],
      },
    ],
  },
  *run({ source, target }) {
    const chinese = proseOf(source)
    const denials = chineseDenials(chinese)
    if (denials.length === 0) return
    // Where backticks are out of step, what is code and what prose cannot be told: English may deny in either.
    const lost = firstLost(chinese, denials, target)
    if (lost) yield { sourceRange: lost.range, values: { expected: lost.text } }
  },
})

/** The first denial of a sentence, or else of a text, that denies nothing in the English. */
function firstLost(chinese: string, denials: readonly Denial[], english: string): Denial | undefined {
  const given = sentencesOf(english, /(?<=[.!?;:…][)"”*_]*)\s+|\n\n/)
  const wanted = sentencesOf(chinese, /(?<=[。！？；：…][）”"*_]*)|(?<=[.!?;:])\s+|\n\n/)
  if (wanted.length !== given.length || wanted.length < 2) {
    return repliesOf(english, chinese) === 0 ? denials[0] : undefined
  }
  // Translators divide, join and move sentences: as long as the text denies as often as the Chinese, nothing is lost.
  if (repliesOf(english, chinese) >= denials.length) return undefined
  const counts = denialsBySentence(chinese, wanted, denials)
  const replies = given.map((sentence, index) => repliesOf(sentence, wanted[index] ?? ''))
  // Sentences that were divided elsewhere may be as many by chance: then one beside it denies instead.
  const around = (numbers: readonly number[], index: number) =>
    numbers.slice(Math.max(0, index - 1), index + 2).reduce((sum, number) => sum + number, 0)
  const sizes = counts.map(({ length }) => length)
  const lost = counts.findIndex((here, index) => {
    return here.length > 0 && replies[index] === 0 && around(replies, index) < around(sizes, index)
  })
  return counts[lost]?.[0]
}

/** How often the English may deny what the Chinese denies: “prevent” does not where that has 阻止. */
function repliesOf(english: string, chinese: string): number {
  return plainDenials(english) + Math.max(0, possibleDenials(english) - softDenials(chinese))
}

function denialsBySentence(text: string, sentences: readonly string[], denials: readonly Denial[]): Denial[][] {
  let at = 0
  return sentences.map((sentence) => {
    const start = text.indexOf(sentence, at)
    at = start + sentence.length
    return denials.filter(({ range }) => range[0] >= start && range[0] < at)
  })
}

function sentencesOf(text: string, end: RegExp): string[] {
  return text.split(end).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}
