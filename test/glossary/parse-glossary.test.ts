import { describe, expect, it } from 'vitest'
import { parseGlossary } from '../../src/glossary/parse-glossary.js'

const HEADER = 'source,target,status,pos,note,variants,context'

describe('parseGlossary', () => {
  it('should group rows by source and keep unknown columns', () => {
    const csv = [
      '\uFEFFsource,target,status,pos,note,variants,context,owner',
      '监听器,listener,preferred,noun,,侦听器|收听器,,mark',
      '',
      '集群,cluster,preferred',
      '监听器,monitor,Deprecated,noun,"A monitor, is',
      'something else",,,',
      '',
    ].join('\r\n')
    const { terms, problems } = parseGlossary(csv, 'a.csv')
    expect(problems).toEqual([])
    expect(terms).toMatchObject([
      {
        source: '监听器',
        preferred: 'listener',
        deprecated: ['monitor'],
        variants: ['侦听器', '收听器'],
        note: 'A monitor, is\nsomething else',
        path: 'a.csv',
        line: 2,
        wordings: [{ others: { owner: 'mark' } }, { line: 5 }],
      },
      { source: '集群', preferred: 'cluster', line: 4 },
    ])
  })

  it('should know what is not translated', () => {
    const rows = ['Envoy,Envoy,preferred', '特使,Envoy,preferred,,不译', '池,pool,preferred,,不译为 tank']
    const { terms } = parseGlossary(['source,target,status,pos,note', ...rows].join('\n'), 'a.csv')
    expect(terms.map(({ doNotTranslate }) => doNotTranslate)).toEqual([true, true, false])
  })

  it.each([
    ['', { code: 'header-missing', line: 1 }],
    ['source,target\na,b', { code: 'column-missing', line: 1, expected: 'status' }],
    [`${HEADER},note\n`, { code: 'column-duplicate', expected: 'note' }],
    [`${HEADER}\n池,,preferred`, { code: 'cell-empty', line: 2, expected: 'target' }],
    [`${HEADER}\n池,pool,prefered`, { code: 'status-unknown', line: 2, found: 'prefered' }],
    [`${HEADER}\n池,pool,preferred,,a,,,b, c`, { code: 'cells-extra', line: 2, expected: '7', found: '9' }],
    [`${HEADER}\n池,pool,preferred\n"链,chain,preferred\n群,x,preferred`, { code: 'csv-broken', line: 3 }],
  ])('should say what is wrong with %j', (csv, problem) => {
    expect(parseGlossary(csv, 'a.csv').problems).toMatchObject([{ path: 'a.csv', ...problem }])
  })

  it('should read the other rows all the same', () => {
    const { terms, problems } = parseGlossary(`${HEADER}\n池,pool,x\n链,chain,preferred`, 'a.csv')
    expect(terms.map(({ source }) => source)).toEqual(['链'])
    expect(problems).toHaveLength(1)
  })
})
