import { defineCheck } from './define-check.js'
import { maskedText } from './masked.js'
import { halfWidth } from './quantity.js'

export const pairUnbalanced = defineCheck({
  id: 'pair-unbalanced',
  severity: 'warning',
  issueType: 'typographical',
  docs: {
    summary: 'A bracket or quotation mark of the English has no partner.',
    rationale:
      'The other half was lost in editing, or half a link was. `1)` and `a)` in front of an item, inches, faces, and half-open ranges that the source has as well are left alone.',
  },
  examples: {
    ok: [
      { source: '监听（端口）。', target: 'It listens (on a port) “as such”.' },
      { source: '1）监听', target: '1) It listens.' },
      { source: '取 [0, 1) 中的值', target: 'a value of [0, 1)' },
    ],
    notOk: [
      { source: '监听（端口）。', target: 'It listens (on a port.', findings: [{ values: { found: '(' } }] },
      { source: '见[文档](a.md)。', target: 'See docs](a.md).', findings: [{ values: { found: ']' } }] },
      { source: '“端口”', target: 'the “port', findings: [{ values: { found: '“' } }] },
      { source: '“端口”', target: 'the ”port“', findings: [{ values: { found: '”' } }, { values: { found: '“' } }] },
      { source: '“端口”', target: 'the "port', findings: [{ values: { found: '"' } }] },
    ],
  },
  *run({ kind, source, target }) {
    if (kind === 'comment' || !ANY.test(target)) return
    const single = singlesOf(maskedText(target))
    if (single.length === 0) return
    const theirs = new Set(singlesOf(halfWidth(maskedText(source))).map(({ sign }) => sign))
    for (const { sign, at } of single) {
      if (!theirs.has(sign)) yield { range: [at, at + 1], values: { found: sign } }
    }
  },
})

const ANY = /[()[\]“”"]/
const OPENING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '“': '”' }
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '”': '“' }
/** `a)`, `12)`, `:)`, `;-(`, `5"`, `[x` of a task. */
const ALONE = /(?<=(?:^|[\s，；。,;])\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}))\)|(?<=[:;]-?)[()]|(?<=\d)"(?!\w)/gu

interface Single {
  readonly sign: string
  readonly at: number
}

function singlesOf(text: string): Single[] {
  const plain = text.replace(ALONE, (sign, at: number) => (sign === ')' && isOpen(text, at) ? sign : ' '))
  const open: Single[] = []
  const lost: Single[] = []
  const straight: Single[] = []
  for (const { 0: sign, index: at } of plain.matchAll(/[()[\]“”"]/g)) {
    if (sign === '"') straight.push({ sign, at })
    else if (sign in OPENING) open.push({ sign, at })
    else {
      const partner = open.findLastIndex((each) => each.sign === CLOSING[sign])
      if (partner === -1) lost.push({ sign, at })
      else open.splice(partner, 1)
    }
  }
  const odd = straight.length % 2 === 1 ? straight.slice(-1) : []
  return [...lost, ...open, ...odd].sort((a, b) => a.at - b.at)
}

/** Whether the bracket at `at` closes one: `(a)`. */
function isOpen(text: string, at: number): boolean {
  const before = text.slice(0, at)
  return before.lastIndexOf('(') > before.lastIndexOf(')')
}
