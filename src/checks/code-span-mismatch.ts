import { type InlineCode, scanInline } from '../core/inline.js'
import { editDistance, isSimilar } from '../core/near-spelling.js'
import { hasHan } from '../core/text.js'
import { hasPlainly } from '../glossary/rendering.js'
import { defineCheck } from './define-check.js'

export const codeSpanMismatch = defineCheck({
  id: 'code-span-mismatch',
  severity: 'error',
  issueType: 'inconsistent-entities',
  docs: {
    summary: 'A code span of the source is not in the English, or stands there with another text.',
    rationale:
      'Names of fields, flags and functions are copied, not translated. Order and repetition do not matter; a span may lose its backticks as long as its text stands in the English. Code with Chinese in it may be translated and is not compared.',
  },
  examples: {
    ok: [
      { source: '设置 `max_connections`。', target: 'Set `max_connections`.' },
      { source: '`listener` 监听端口。', target: 'A listener listens on a port.' },
      { source: '先 `a.b` 后 `c.d`', target: '`c.d` after `a.b`' },
    ],
    notOk: [
      {
        source: '设置 `max_connections`。',
        target: 'Set `max_connection`.',
        findings: [{ values: { expected: 'max_connections', found: 'max_connection', context: 'found' } }],
      },
      {
        source: '设置 `username`。',
        target: 'Set the username in `usrname`.',
        findings: [{ values: { expected: 'username', found: 'usrname', context: 'found' } }],
      },
      {
        source: '设置 `max_connections`。',
        target: 'Set the limit.',
        findings: [{ severity: 'warning', values: { expected: 'max_connections' } }],
      },
      {
        source: '设置上限。',
        target: 'Set `max_connections`.',
        findings: [{ severity: 'info', values: { found: 'max_connections', context: 'extra' } }],
      },
    ],
  },
  *run({ source, target }) {
    if (!source.includes('`') && !target.includes('`')) return
    const missing = codesOf(source).filter(standsNot(target))
    const isNew = standsNot(source)
    // A code put together from what the source has apart is none of its own: `--days` 为 0, `--days 0`.
    const extra = codesOf(target).filter(
      (code) => isNew(code) && code.value.split(/\s+/).some((value) => isNew({ value })),
    )
    const lost: string[] = []
    for (const { value: expected } of missing) {
      const twin = extra.findIndex(({ value }) => isSimilar(value, expected))
      const [found] = twin === -1 ? [] : extra.splice(twin, 1)
      if (found) yield { range: [found.start, found.end], values: { expected, found: found.value, context: 'found' } }
      else lost.push(expected)
    }
    if (lost.length > 0) yield { severity: 'warning', values: { expected: lost.join(', ') } }
    const misspelt = extra.flatMap((code) => {
      const meant = codesOf(source).find(({ value }) => isMisspelt(code.value, value))
      return meant ? [[code, meant.value] as const] : []
    })
    for (const [{ value: found, start, end }, expected] of misspelt) {
      yield { range: [start, end], values: { expected, found, context: 'found' } }
    }
    const unknown = extra.filter((code) => isName(code.value) && !misspelt.some(([other]) => other === code))
    const names = unknown.slice(chineseCodesOf(source))
    const [first] = names
    if (!first) return
    const found = names.map(({ value }) => value).join(', ')
    yield { range: [first.start, first.end], severity: 'info', values: { found, context: 'extra' } }
  },
})

/** The different codes without Chinese, first occurrence of each. */
function codesOf(text: string): InlineCode[] {
  if (!text.includes('`')) return []
  const seen = new Set<string>()
  return scanInline(text).filter(({ type, value }) => {
    const key = squeeze(value)
    if (type !== 'code' || key === '' || hasHan(value) || seen.has(key)) return false
    return seen.add(key)
  })
}

/** How many codes of the source are in Chinese: each may stand in the English with another text. */
function chineseCodesOf(source: string): number {
  return hasHan(source) ? scanInline(source).filter(({ type, value }) => type === 'code' && hasHan(value)).length : 0
}

/** True for a code that is neither in the prose of `text` nor a whole name in one of its codes. */
function standsNot(text: string): (code: Pick<InlineCode, 'value'>) => boolean {
  const codes = scanInline(text).filter(({ type }) => type === 'code')
  const prose = squeeze(codes.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text))
  const names = codes.map(({ value }) => fold(value))
  const lowered = text.toLowerCase()
  return ({ value }) =>
    !prose.includes(squeeze(value)) &&
    !names.some((name) => hasWhole(name, fold(value))) &&
    !(isPhrase(value) && hasPlainly(lowered, value.replace(/s$/, '')))
}

/** Plain words may stand in the plural: `listener`, `listeners`. */
function isPhrase(code: string): boolean {
  return /^[A-Za-z][a-z]*(?:[ -][A-Za-z][a-z]*)*$/.test(code)
}

function hasWhole(name: string, wanted: string): boolean {
  if (name.replaceAll(' ', '') === wanted.replaceAll(' ', '')) return true
  const start = name.indexOf(wanted)
  const isLetter = (unit: string | undefined) => unit !== undefined && /\w/.test(unit)
  return start !== -1 && !isLetter(name[start - 1]) && !isLetter(name[start + wanted.length])
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/["'“”‘’\\]/g, '')
}

function squeeze(text: string): string {
  return fold(text).replace(/[\s`*-]+/g, '')
}

/** A letter or two from a code of the source that is right elsewhere in the English. */
function isMisspelt(found: string, meant: string): boolean {
  const longest = Math.max(found.length, meant.length)
  return longest >= 5 && longest <= 200 && editDistance(found, meant) <= (longest < 8 ? 1 : 2)
}

/** Plain words are often set as code in one language only; what looks like a name is not. */
function isName(code: string): boolean {
  return /[_./:=<>{}()[\]$@#\d]|[a-z][A-Z]|^-/.test(code) && /[A-Za-z]/.test(code)
}
