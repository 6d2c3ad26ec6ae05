import { defineCheck } from './define-check.js'
import { maskedText } from './masked.js'

export const wordDoubled = defineCheck({
  id: 'word-doubled',
  severity: 'warning',
  issueType: 'duplication',
  docs: {
    summary: 'A word stands twice in a row in the English.',
    rationale:
      'The eye skips it at a line’s end. Words that English does double (`that that`, `had had`) and what the source has twice in Latin letters (`long long`) are left alone.',
  },
  examples: {
    ok: [
      { source: '它说那个。', target: 'It says that that is so.' },
      { source: '类型 long long。', target: 'of type long long' },
      { source: '`the` 的意思', target: 'the `the` the text means' },
    ],
    notOk: [
      { source: '监听端口。', target: 'It listens on the\nthe port.', findings: [{ values: { found: 'the' } }] },
      { source: '是的。', target: 'This is Is it.', findings: [{ values: { found: 'Is' } }] },
    ],
  },
  *run({ source, target }) {
    for (const { 0: pair, 1: first = '', 2: second = '', index } of maskedText(target).matchAll(DOUBLED)) {
      if (FINE.test(first)) continue
      if (new RegExp(`${first}\\s+${second}`, 'i').test(source)) continue
      const end = index + pair.length
      yield { range: [end - second.length, end], values: { found: second } }
    }
  },
})

/** Not a single letter, of which some rows consist; none with a hyphen, a dot or an apostrophe on its outer side. */
const DOUBLED = /(?<![\p{L}\p{N}_'’.@/-])([A-Za-z]{2,}|a)\s+(\1)(?![\p{L}\p{N}_'’@/-]|\.\w)/giu
const FINE = /^(?:that|had|very|so|no|bye|blah|etc|one|new|log|long|many|much|more)$/i
