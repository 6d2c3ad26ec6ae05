import { describe, expect, it } from 'vitest'
import { countCharacters, pseudoTranslate } from './pseudo-translate.js'

describe('pseudoTranslate', () => {
  it('should say the same each time, without Chinese, and different things of different texts', () => {
    const english = pseudoTranslate('监听器绑定端口，然后重启。')
    expect(english).toBe(pseudoTranslate('监听器绑定端口，然后重启。'))
    expect(english).toMatch(/^[A-Z][a-z ]+, [a-z ]+\.$/)
    expect(pseudoTranslate('熔断器保护上游。')).not.toBe(pseudoTranslate('连接池限制并发。'))
  })

  it('should keep tags, entities and what is not Chinese', () => {
    const english = pseudoTranslate('用 <x id="1"/> 配置<g id="2">Envoy 的监听器</g>，端口 &lt; 15001。')
    expect(english).toMatch(/^\w+ <x id="1"\/> \w+ <g id="2">Envoy [\w ]+<\/g>, \w+ &lt; 15001\.$/)
  })

  it('should honour terms, the longest first', () => {
    const terms = new Map([
      ['连接', 'connection'],
      ['连接池', 'connection pool'],
      ['Envoy 代理', 'Envoy proxy'],
    ])
    expect(pseudoTranslate('为连接池与连接，Envoy 代理。', terms)).toMatch(
      /^\w+ connection pool \w+ connection, Envoy proxy\.$/,
    )
  })
})

describe('countCharacters', () => {
  it('should count code points outside tags', () => {
    expect(countCharacters('用 <x id="1"/> 配置 &lt; 😀')).toBe('用  配置 < '.length + 1)
  })
})
