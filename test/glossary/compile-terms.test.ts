import { describe, expect, it } from 'vitest'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { termsOf } from './terms.js'

const find = (text: string, ...rows: string[]) =>
  compileTerms(termsOf(...rows))
    .find(text)
    .map(({ term, start, end }) => `${term.source}@${start}-${end}`)

describe('compileTerms', () => {
  it('should prefer the leftmost, then the longest', () => {
    expect(find('过滤器链匹配与过滤器', '过滤器', '过滤器链', '链匹配')).toEqual(['过滤器链@0-4', '过滤器@7-10'])
  })

  it('should fall back to a shorter term where the longer does not apply', () => {
    const rows = ['连接', '连接池,pool,preferred,,with:HTTP']
    expect(find('连接池', ...rows)).toEqual(['连接@0-2'])
    expect(find('HTTP 连接池', ...rows)).toEqual(['连接池@5-8'])
  })

  it('should take a term that begins inside a longer one that does not apply', () => {
    expect(find('甲乙丙', '甲乙丙,x,preferred,,with:丁', '乙丙')).toEqual(['乙丙@1-3'])
  })

  it('should fold width, case and traditional characters', () => {
    expect(find('負載均衡与ｔｌｓ和 TLS', '负载均衡', 'TLS')).toEqual(['负载均衡@0-4', 'TLS@5-8', 'TLS@10-13'])
  })

  it('should find variants, and both spacings between Han and Latin', () => {
    expect(find('侦听器、Envoy代理', '监听器,x,preferred,侦听器', 'Envoy 代理')).toEqual([
      '监听器@0-3',
      'Envoy 代理@4-11',
    ])
  })

  it('should leave out code, addresses and labels', () => {
    expect(find('`集群` <https://a.com/集群> {ref}`集群` [集群](集群.md)', '集群')).toHaveLength(1)
  })

  it('should find Latin terms only as whole words', () => {
    expect(find('RAPID API, APIs, API-key, my.API', 'API')).toEqual(['API@6-9'])
  })

  it('should not find a term in a longer word', () => {
    expect(find('服务器、容器化、架构师、仪表盘', '服务', '容器', '架构', '仪表,x,preferred,,not-in:仪表盘')).toEqual(
      [],
    )
  })

  it('should find a term as a whole word where the glossary says so', () => {
    const rows = ['文本,text,preferred,,whole-word']
    expect(find('修改文本', ...rows)).toEqual(['文本@2-4'])
    expect(find('中文本来', ...rows)).toEqual([])
  })

  it('should take full-width forms for half-width ones, and leave out long code spans and tags', () => {
    expect(find('连接　池（ＨＴＴＰ）', '连接 池(HTTP)')).toEqual(['连接 池(HTTP)@0-10'])
    expect(find('``集群`` <a href="集群">集群</a>', '集群')).toEqual(['集群@20-22'])
  })

  it('should give only the rows that apply', () => {
    const terms = termsOf('负载,load,preferred,,with:均衡', '负载,workload,preferred,,without:均衡')
    const wordings = (text: string) =>
      compileTerms(terms)
        .find(text)
        .flatMap((match) => match.wordings.map(({ text: wording }) => wording))
    expect(wordings('均衡负载')).toEqual(['load'])
    expect(wordings('部署负载')).toEqual(['workload'])
  })

  it('should do without terms', () => {
    expect(find('连接池')).toEqual([])
  })
})
