import { proseOf } from '../core/inline.js'
import { chineseDenials, type Denial } from './chinese-negations.js'
import { defineCheck } from './define-check.js'
import { englishDenials } from './english-negations.js'

export const negationLost = defineCheck({
  id: 'negation-lost',
  severity: 'warning',
  issueType: 'mistranslation',
  docs: {
    summary: 'The source denies something, and nothing in the English does.',
    rationale:
      'A lost “not” turns the meaning round and reads well. Only words that deny without doubt count (不会, 不能, 没有, 尚未, 无法, 禁止 …; not 非常, 不仅, 是否, nor 不平衡, which may be an imbalance), and any English that could stand for one will do: not, no, without, un-, in-, -less, fail, avoid, instead of, only, until. Where both sides have as many sentences they are compared one by one.',
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
    const lost = firstLost(chinese, denials, proseOf(target))
    if (lost) yield { sourceRange: lost.range, values: { expected: lost.text } }
  },
})

/** The first denial of a sentence, or else of a text, that denies nothing in the English. */
function firstLost(chinese: string, denials: readonly Denial[], english: string): Denial | undefined {
  const given = sentencesOf(english, /(?<=[.!?;:…][)"”*_]*)\s+|\n\n/)
  const wanted = sentencesOf(chinese, /(?<=[。！？；：…][）”"*_]*)|(?<=[.!?;:])\s+|\n\n/)
  if (wanted.length !== given.length || wanted.length < 2) {
    return englishDenials(english) === 0 ? denials[0] : undefined
  }
  // Sentences that were divided elsewhere may be as many by chance: then the text as a whole still denies as often.
  if (englishDenials(english) >= denials.length) return undefined
  let at = 0
  for (const [index, sentence] of wanted.entries()) {
    const start = chinese.indexOf(sentence, at)
    at = start + sentence.length
    const here = denials.filter(({ range }) => range[0] >= start && range[0] < at)
    if (here.length > 0 && englishDenials(given[index] ?? '') === 0) return here[0]
  }
  return undefined
}

function sentencesOf(text: string, end: RegExp): string[] {
  return text.split(end).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}
