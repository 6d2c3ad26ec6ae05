import { describe, expect, it } from 'vitest'
import { chinesePhrases, englishPhrases } from '../../src/glossary/phrases.js'

describe('phrases', () => {
  it('should leave out function words at the ends, code, and what goes over punctuation', () => {
    const phrases = [...chinesePhrases('監聽器的端口，`集群`与端口')]
    expect(phrases).toContain('监听器')
    expect(phrases).not.toContain('的端口')
    expect(phrases).not.toContain('集群')
  })

  it('should know English phrases by their singular, and no halves of contractions', () => {
    const phrases = englishPhrases("Envoy's listeners don't bind the ports. Filter chains")
    expect([...phrases]).toContainEqual(['listener', 'listeners'])
    expect([...phrases.keys()]).toContain('envoy listener')
    expect([...phrases.keys()].filter((phrase) => /\b(?:s|t|the)\b/.test(phrase.split(' ').at(-1) ?? ''))).toEqual([])
    expect([...phrases.keys()]).not.toContain('port filter')
  })
})
