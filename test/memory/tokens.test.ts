import { describe, expect, it } from 'vitest'
import { encodeCodes } from '../../src/core/codes/encode.js'
import { tokensOf } from '../../src/memory/tokens.js'

const tokensIn = (text: string) => tokensOf(encodeCodes(text))

describe('tokensOf', () => {
  it('should cut characters, words, numbers and marks', () => {
    expect(tokensIn('监听 15001 端口，Envoy代理。')).toEqual([
      '监',
      '听',
      '15001',
      '端',
      '口',
      ',',
      'envoy',
      '代',
      '理',
      '。',
    ])
  })

  it('should leave out white space, case and width', () => {
    expect(tokensIn('Ｅｎｖｏｙ  代理\n配置')).toEqual(tokensIn('envoy 代理配置'))
  })

  it('should take an inline code for one token', () => {
    expect(tokensIn('设置 `max_connections: 1024` 即可')).toEqual([
      '设',
      '置',
      'code max_connections: 1024',
      '即',
      '可',
    ])
    expect(tokensIn('见 {ref}`circuit-breaking` 一节')).toHaveLength(4)
  })

  it('should cut the text of a link, and keep where it leads', () => {
    expect(tokensIn('见[熔断](https://a.example/b)。')).toEqual([
      '见',
      'link [](https://a.example/b)',
      '熔',
      '断',
      '/link',
      '。',
    ])
  })

  it('should take a code in nothing but a link for the link', () => {
    expect(tokensIn('见[`retry_on`](a.md)')).toEqual(['见', 'link [`retry_on`](a.md)'])
  })

  it('should give nothing for nothing', () => {
    expect(tokensIn(' \n')).toEqual([])
  })
})
