import { describe, expect, it } from 'vitest'
import { type BatchLimits, divideTexts, encodedBytes, isSendable } from '../../src/engines/deepl-batches.js'
import { chapterTexts, engineText } from './texts.js'

const LIMITS: BatchLimits = { texts: 50, bytes: 100_000, context: true }

const paragraphs = (count: number, name = '章') =>
  Array.from({ length: count }, (_, index) => `${name}的第${index + 1}段。`)
const textsOf = (batches: ReturnType<typeof divideTexts>) => batches.map(({ texts }) => texts.map(({ text }) => text))

describe('divideTexts', () => {
  it('should put consecutive paragraphs into one request, with the passage they stand in', () => {
    const chapter = chapterTexts(paragraphs(7))
    const [batch, ...others] = divideTexts(chapter.slice(2, 5), LIMITS)
    expect(others).toEqual([])
    expect(batch?.texts).toEqual(chapter.slice(2, 5))
    expect(batch?.context).toBe(paragraphs(7).join('\n'))
  })

  it('should put paragraphs together that others stand between, within reach', () => {
    const chapter = chapterTexts(paragraphs(12))
    const picked = [1, 3, 6, 11].map((index) => chapter[index] ?? engineText({ text: '' }))
    const batches = divideTexts(picked, LIMITS)
    expect(textsOf(batches)).toEqual([['章的第2段。', '章的第4段。', '章的第7段。'], ['章的第12段。']])
    expect(batches.map(({ context }) => context)).toEqual([
      paragraphs(9).join('\n'),
      paragraphs(12).slice(9).join('\n'),
    ])
  })

  it('should put sentences of one paragraph together', () => {
    const around = { before: ['监听器。'], after: ['熔断。'] }
    const texts = ['先停止。', '再启动。'].map((text) => engineText({ text, ...around }))
    const batches = divideTexts(texts, LIMITS)
    expect(batches.map(({ context }) => context)).toEqual(['监听器。\n先停止。\n再启动。\n熔断。'])
  })

  it('should not mix chapters', () => {
    const texts = [...chapterTexts(paragraphs(3, '一')), ...chapterTexts(paragraphs(3, '二'))]
    expect(textsOf(divideTexts(texts, LIMITS))).toEqual([paragraphs(3, '一'), paragraphs(3, '二')])
  })

  it('should know a paragraph by its Chinese, whatever its markup', () => {
    const first = engineText({
      text: '用 <x id="1"/> 配置<g id="2">监听器</g> &amp; 端口（<x id="3"/>）。',
      codes: [{ id: 1, shows: 'istioctl' }],
      after: ['然后重启。'],
    })
    const second = engineText({
      text: '然后重启。',
      before: ['用 `istioctl` 配置**监听器** & 端口（https://example.com/）。'],
    })
    const [batch, ...others] = divideTexts([first, second], LIMITS)
    expect(others).toEqual([])
    expect(batch?.context).toBe('用 istioctl 配置监听器 & 端口（）。\n然后重启。')
  })

  it('should name the headings above, but not twice', () => {
    const [one, two] = chapterTexts(['# 熔断', '熔断器保护上游。'])
    const section = ['韧性', '# 熔断']
    const [batch] = divideTexts(
      [
        { ...(one ?? engineText({ text: '' })), section: ['韧性'] },
        { ...(two ?? engineText({ text: '' })), section },
      ],
      LIMITS,
    )
    expect(batch?.context).toBe('韧性\n# 熔断\n熔断器保护上游。')
  })

  it('should hold the limits, context included', () => {
    const limits = { ...LIMITS, bytes: 2000 }
    const texts = chapterTexts(paragraphs(40))
    const batches = divideTexts(texts, limits)
    expect(batches.flatMap((batch) => batch.texts)).toEqual(texts)
    for (const { texts, context } of batches) {
      const form = new URLSearchParams({ context })
      for (const { text } of texts) form.append('text', text)
      expect(form.toString().length).toBeLessThanOrEqual(limits.bytes)
    }
    expect(Math.max(...batches.map((batch) => batch.texts.length))).toBeGreaterThan(1)
  })

  it('should leave out a context that makes a lone text too large', () => {
    const [, text] = chapterTexts(['长'.repeat(150), '短'.repeat(150), '长'.repeat(150)])
    const [batch] = divideTexts(text ? [text] : [], { ...LIMITS, bytes: 2000 })
    expect(batch?.context).toBe('')
    expect(text && isSendable(text, { ...LIMITS, bytes: 2000 })).toBe(true)
    expect(text && isSendable(text, { ...LIMITS, bytes: 1000 })).toBe(false)
  })

  it('should send what came back damaged apart', () => {
    const [one, two, three] = chapterTexts(paragraphs(3))
    if (!one || !two || !three) throw new Error('three were made')
    const batches = divideTexts([one, { ...two, complaint: 'code 1 is missing' }, three], LIMITS)
    expect(batches.map(({ again }) => again)).toEqual([false, true, false])
  })

  it('should fill requests with texts of any place where no context is sent', () => {
    const texts = [...chapterTexts(paragraphs(30, '一')), ...chapterTexts(paragraphs(30, '二'))]
    const batches = divideTexts(texts, { ...LIMITS, context: false })
    expect(batches.map((batch) => batch.texts.length)).toEqual([50, 10])
    expect(batches.map(({ context }) => context)).toEqual(['', ''])
  })
})

describe('encodedBytes', () => {
  it('should be what a form takes', () => {
    for (const text of ['', 'a b', '监听器', '😀', '<x id="1"/>', 'a\nb', '\ud800']) {
      expect(encodedBytes(text)).toBe(new URLSearchParams({ text }).toString().length - 'text='.length)
    }
  })
})
