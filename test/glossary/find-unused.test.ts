import { expect, it } from 'vitest'
import { compareTerms } from '../../src/glossary/compare-terms.js'
import { findUnused } from '../../src/glossary/find-unused.js'
import { termsOf } from './terms.js'

it('finds terms that stand nowhere, or only inside of longer ones', () => {
  const terms = termsOf('连接池,pool', '连接,connection', '监听器,listener', '集群,cluster', '負載,load')
  const found = findUnused(terms, ['连接池已满，`集群` 除外', '负载很高'])
  expect(found.map(({ code, source, values }) => [code, source, values.other])).toEqual([
    ['only-inside', '连接', '连接池'],
    ['unused', '监听器', undefined],
    ['unused', '集群', undefined],
  ])
  expect(findUnused(terms, [])).toEqual([])
})

it('sees which terms differ', () => {
  const before = termsOf('池,pool', '链,chain', '环,ring', '槽,slot,preferred,坑|洞')
  const after = termsOf('环,loop', '环,ring,admitted', '池,pool', '槽,slot,preferred,洞|坑', '阀,valve')
  expect(compareTerms(before, after).map(({ source, kind }) => [source, kind])).toEqual([
    ['环', 'changed'],
    ['阀', 'added'],
    ['链', 'removed'],
  ])
})
