import { expect, it } from 'vitest'
import { lintGlossary } from '../../src/glossary/lint-glossary.js'
import { parseGlossary } from '../../src/glossary/parse-glossary.js'
import { termsOf } from './terms.js'

const lint = (...rows: string[]) => lintGlossary(termsOf(...rows)).map(({ code, line }) => `${code}:${line}`)

it.each([
  [['池,pool,admitted'], ['no-preferred:2']],
  [['池,pool', '池,tank'], ['several-preferred:3']],
  [['池,pool', '池,Pool'], ['duplicate-row:3']],
  [['池,pool', '池,pool,deprecated'], ['contradictory-status:3']],
  [['负载,load', '負載,load'], ['shadowed:3']],
  [['池,pool', '连接池,x,preferred,池'], ['variant-conflict:3']],
  [['池,pool', '槽,slot', '槽,pool,deprecated'], ['deprecated-elsewhere-preferred:4']],
  [['负载,load,preferred,,with:均衡', '负载,workload,preferred,,without:均衡'], []],
])('lints %j', (rows, expected) => {
  expect(lint(...rows)).toEqual(expected)
})

it('sees the terms of several files as one', () => {
  const [first, second] = ['a.csv', 'b.csv'].map((path) =>
    parseGlossary('source,target,status\n池,pool,preferred', path),
  )
  expect(lintGlossary([...(first?.terms ?? []), ...(second?.terms ?? [])])).toMatchObject([
    { code: 'duplicate-row', path: 'b.csv', line: 2 },
  ])
})
