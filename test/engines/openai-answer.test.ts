import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../src/engines/openai-answer.js'

const answer = (entries: readonly object[]) => JSON.stringify({ translations: entries })
const ONE = answer([{ id: 412, text: 'Traffic' }])

describe('readAnswer', () => {
  it.each<readonly [string, string, string | null]>([
    ['JSON alone', ONE, 'Traffic'],
    ['JSON in a fence', `\`\`\`json\n${ONE}\n\`\`\``, 'Traffic'],
    ['braces in prose around', `Use {x}: ${ONE} {`, 'Traffic'],
    ['braces in the text', answer([{ id: 412, text: 'a } b { \\" c' }]), 'a } b { \\" c'],
    ['braces in the text, in prose', `Here: ${answer([{ id: 412, text: 'a } b { " c' }])}`, 'a } b { " c'],
    ['another object before', `{"plan":"translate"} ${ONE}`, 'Traffic'],
    ['thoughts before', `<think>{"translations":[]}</think>${ONE}`, 'Traffic'],
    ['thoughts only', `<think>${ONE}`, null],
    ['thoughts in the text', answer([{ id: 412, text: '</think> Traffic' }]), '</think> Traffic'],
    ['cut off', ONE.slice(0, -4), null],
    ['two answers', `${ONE}\n${ONE}`, null],
    ['an answer in an answer', JSON.stringify({ result: ONE }), null],
    ['another id', answer([{ id: 1, text: 'Traffic' }]), null],
    ['no text', answer([{ id: 412 }]), null],
    ['something else for a text', answer([{ id: 412, text: ['Traffic'] }]), null],
    [
      'the same twice',
      answer([
        { id: 412, text: 'A' },
        { id: 412, text: 'A' },
      ]),
      'A',
    ],
    [
      'two texts',
      answer([
        { id: 412, text: 'A' },
        { id: 412, text: 'B' },
        { id: 412, text: 'A' },
      ]),
      null,
    ],
    ['a list of texts', '["Traffic"]', null],
    ['nothing', '', null],
  ])('should read %s', (_, content, expected) => {
    expect(readAnswer(content, [412])).toEqual([expected])
  })

  it('should give every text to its own id, or to none, whatever became of the answer', () => {
    const entries = fc.array(
      fc.record({ id: fc.integer({ min: 100, max: 110 }), text: fc.string({ unit: 'grapheme' }) }),
    )
    const noise = fc.constantFrom('', '{', '}', '"', '\n```json\n', '<think>', '</think>', '{"a":1}', '[', ONE)
    fc.assert(
      fc.property(entries, noise, noise, fc.nat(200), (given, before, after, cut) => {
        const whole = before + answer(given) + after
        const ids = [103, 101, 105]
        const texts = readAnswer(whole.slice(0, whole.length - (cut % 3 === 0 ? cut : 0)), ids)
        expect(texts).toHaveLength(ids.length)
        texts.forEach((text, index) => {
          if (text !== null) expect(given).toContainEqual({ id: ids[index], text })
        })
      }),
    )
  })

  it.each(['{', '{"', '{"translations":', '{"translations":"', '</think>'])(
    'should come to an end with many %s',
    (piece) => {
      expect(readAnswer(piece.repeat(100_000), [412])).toEqual([null])
    },
  )
})
