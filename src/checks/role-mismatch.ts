import { scanInline } from '../core/inline.js'
import { compareSets, type Piece } from './compare-sets.js'
import { defineCheck } from './define-check.js'

export const roleMismatch = defineCheck({
  id: 'role-mismatch',
  severity: 'warning',
  issueType: 'markup',
  docs: {
    summary: 'A role of the source (`{ref}`, `{math}` …) is not in the English.',
    rationale:
      'Roles of code, mathematics and files must hold the same; of others the name counts. A reference may become a plain link, or a reference by another role; where it leads is for the checks of references.',
  },
  examples: {
    ok: [
      { source: '见 {ref}`连接池`。', target: 'See {ref}`connection pools <connection-pool>`.' },
      { source: '见 {ref}`连接池`。', target: 'See [pools](#connection-pool).' },
      { source: '长 {math}`2^n`。', target: 'It is {math}`2^n` long.' },
    ],
    notOk: [
      { source: '见 {ref}`连接池`。', target: 'See below.', findings: [{ values: { expected: '{ref}`连接池`' } }] },
      {
        source: '长 {math}`2^n`。',
        target: 'It is {math}`2^m` long.',
        findings: [
          { values: { expected: '{math}`2^n`' } },
          { severity: 'info', values: { found: '{math}`2^m`', context: 'extra' } },
        ],
      },
    ],
  },
  *run({ source, target }) {
    if (!/\}`/.test(source) && !/\}`/.test(target)) return
    const [wanted, given] = [rolesOf(source), rolesOf(target)]
    const linked = scanInline(target).some(({ type }) => type === 'link' || type === 'reference' || type === 'url')
    const asked = wanted.filter(({ key }) => !(linked && key === REFERENCE))
    for (const finding of compareSets(
      asked,
      given.filter(({ key }) => key !== REFERENCE || asked.length > 0),
    )) {
      if (finding.values?.context !== 'extra' || !/^\{(?:ref|numref|doc|any)\}/.test(String(finding.values.found)))
        yield finding
    }
  },
})

const REFERENCE = 'reference'
/** What these hold is the same in every language. */
const COPIED = /^(?:math|code|literal|command|file|program|samp|raw|download|eq|envvar|option|cite.*)$/

function rolesOf(text: string): Piece[] {
  return scanInline(text).flatMap(({ type, name, value, start, end }) => {
    if (type !== 'role') return []
    const isReference = /^(?:ref|numref|doc|any|std:\w+)$/.test(name)
    const key = isReference ? REFERENCE : COPIED.test(name) ? `${name} ${value.replace(/\s+/g, '')}` : name
    return [{ key, shown: text.slice(start, end), range: [start, end] as const }]
  })
}
