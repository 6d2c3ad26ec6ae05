import { hasHan } from '../core/text.js'
import { defineCheck } from './define-check.js'
import { shortened } from './shortened.js'

export const codeBlockMismatch = defineCheck({
  id: 'code-block-mismatch',
  severity: 'warning',
  issueType: 'inconsistent-entities',
  blocks: true,
  docs: {
    summary: 'A code block differs from the source’s in more than its comments.',
    rationale:
      'Code is copied. What a machine or an editor “translates” in it no longer runs, and nobody reviews it. Blanks, the language after the fence, comments, and code with Chinese in it are left alone. A difference that is meant, such as output of an English system, is accepted by `zhen still-valid`.',
  },
  examples: {
    ok: [
      { kind: 'fence', source: '~~~bash\nkubectl get pods\n~~~', target: '~~~shell\nkubectl  get pods\n~~~' },
      { kind: 'fence', source: '~~~bash\necho 你好\n~~~', target: '~~~bash\necho hello\n~~~' },
    ],
    notOk: [
      {
        kind: 'fence',
        source: '~~~bash\nkubectl get pods --all\n~~~',
        target: '~~~bash\nkubectl get pod --all\n~~~',
        findings: [{ values: { expected: 'pods', found: 'pod', context: 'found' } }],
      },
      {
        kind: 'fence',
        source: '~~~bash\nkubectl get pods --all\n~~~',
        target: '~~~bash\nkubectl get pods\n~~~',
        findings: [{ values: { expected: '--all' } }],
      },
      {
        kind: 'fence',
        source: '~~~bash\nkubectl get pods\n~~~',
        target: '~~~bash\nkubectl get pods --all\n~~~',
        findings: [{ severity: 'info', values: { found: '--all', context: 'extra' } }],
      },
    ],
  },
  *run({ kind, source, target, signature }) {
    if (kind !== 'fence' || signature === undefined) return
    const given = wordsOf(signature)
    const difference = firstDifference(wordsOf(source), given)
    if (!difference) return
    const { start, lost, put } = difference
    const [expected, found] = [lost.join(' '), put.join(' ')]
    const at = put.length > 0 ? placeOfWord(target, given, start) : -1
    const range = at === -1 ? {} : { range: [at, at + (put[0] ?? '').length] as const }
    const values = { ...(expected && { expected: shortened(expected) }), ...(found && { found: shortened(found) }) }
    if (found === '') yield { ...range, values }
    else if (expected === '') yield { ...range, severity: 'info', values: { ...values, context: 'extra' } }
    else yield { ...range, values: { ...values, context: 'found' } }
  },
})

/** What a fence holds, without the language, which the signature begins with. */
function wordsOf(signature: string): readonly string[] {
  return signature.split(/\s+/).slice(1)
}

/** Where the word of that number stands in the block; -1 where what is no code gets in the way. */
function placeOfWord(block: string, words: readonly string[], number: number): number {
  let at = block.indexOf('\n')
  for (const [index, word] of words.slice(0, number + 1).entries()) {
    at = block.indexOf(word, at + 1)
    if (at === -1 || index === number) return at
    at += word.length - 1
  }
  return -1
}

interface Difference {
  /** Words before it. */
  readonly start: number
  readonly lost: readonly string[]
  readonly put: readonly string[]
}

/**
 * The first run of words in which two texts differ; `null` where what differs is Chinese, or how words are divided.
 * Both ends are cut off as far as they are equal, so that one word more does not make all the rest differ.
 */
function firstDifference(wanted: readonly string[], given: readonly string[]): Difference | null {
  if (wanted.join('') === given.join('')) return null
  let start = 0
  while (start < wanted.length && wanted[start] === given[start]) start++
  let [end, last] = [wanted.length, given.length]
  while (end > start && last > start && wanted[end - 1] === given[last - 1]) [end, last] = [end - 1, last - 1]
  const [lost, put] = [wanted.slice(start, end), given.slice(start, last)]
  const isTranslated = lost.some(hasHan) || put.some(hasHan)
  return isTranslated ? null : { start, lost, put }
}
