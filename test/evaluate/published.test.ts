import { describe, expect, it } from 'vitest'
import { bleu, tokenize13a } from '../../src/evaluate/bleu.js'
import { chrf, chrfPlus, createChrf } from '../../src/evaluate/chrf.js'
import { type Metric, scoreOf } from '../../src/evaluate/metric.js'

function corpusScore(metric: Metric, hypotheses: readonly string[], references: readonly string[]): number {
  return scoreOf(
    metric,
    hypotheses.map((hypothesis, at) => metric.count(hypothesis, references[at] ?? '')),
  )
}

/** Of the documentation of `chrf` in Hugging Face's evaluate, which asks sacreBLEU 2. */
const CATS = {
  hypotheses: [
    'The relationship between cats and dogs is not exactly friendly.',
    'a good bookshop is just a genteel black hole that knows how to read.',
  ],
  references: [
    'The relationship between dogs and cats is not exactly friendly.',
    'A good bookshop is just a genteel Black Hole that knows how to read.',
  ],
}

/** Of chapter 7 of Hugging Face's NLP course, which asks sacreBLEU. */
const PLUGIN = 'This plugin allows you to automatically translate web pages between several languages.'

describe('chrF', () => {
  it('should be what sacreBLEU says', () => {
    expect(corpusScore(chrf, CATS.hypotheses, CATS.references)).toBeCloseTo(84.64214891738334, 10)
    expect(corpusScore(chrfPlus, CATS.hypotheses, CATS.references)).toBeCloseTo(82.87263732906315, 10)
  })

  it('should be what sacreBLEU says of one sentence', () => {
    // Of the documentation of AnswerCHRFCorrectness in RAGLAB's rageval: the first of the two sentences above.
    const [hypothesis = '', reference = ''] = [CATS.hypotheses[0], CATS.references[0]]
    expect(chrf.score(chrf.count(hypothesis, reference))).toBeCloseTo(84.41131092011067, 10)
  })

  // The cases of test/test_chrf.py in mjpost/sacrebleu (Apache-2.0) without epsilon smoothing, which it runs at beta 3.
  it.each([
    [['a'], ['a'], 100],
    [[''], ['reference'], 0],
    [['a b c'], ['a b c'], 100],
    [['a b c'], ['abc'], 100],
    [[''], ['c'], 0],
    [['a', 'b'], ['a', 'c'], 50],
    [['aa'], ['ab'], 25],
  ])('should be what the tests of sacreBLEU say of %j', (hypotheses, references, expected) => {
    expect(corpusScore(createChrf(0, 3), hypotheses, references)).toBeCloseTo(expected, 4)
  })

  it('should count a character outside the basic plane once', () => {
    const [given, wanted, matches] = chrf.count('a😀', '😀b')
    expect([given, wanted, matches]).toEqual([2, 2, 1])
  })
})

describe('BLEU', () => {
  it.each([
    [
      'This plugin lets you translate web pages between several languages automatically.',
      46.750469682990165,
      [12, 13, 11, 12, 6, 11, 4, 10, 3, 9],
    ],
    ['This This This This', 1.683602693167689, [4, 13, 1, 4, 0, 3, 0, 2, 0, 1]],
    ['This plugin', 0, [2, 13, 2, 2, 1, 1, 0, 0, 0, 0]],
  ])('should be what sacreBLEU says of %s', (hypothesis, expected, counts) => {
    expect(bleu.count(hypothesis, PLUGIN)).toEqual(counts)
    expect(corpusScore(bleu, [hypothesis], [PLUGIN])).toBeCloseTo(expected, 10)
  })

  it('should be what the tests of sacreBLEU say', () => {
    // test/test_sentence_bleu.py and test/test_bleu.py in mjpost/sacrebleu (Apache-2.0).
    const hypothesis = 'Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;'
    const reference = 'producţia de zahăr brut se exprimă în zahăr alb;'
    expect(corpusScore(bleu, [hypothesis], [reference])).toBeCloseTo(8.493, 3)
    expect(corpusScore(bleu, ['this is a cat'], ['okay thanks'])).toBe(0)
    expect(corpusScore(bleu, ['', ''], ['The dog bit the man.', 'No one was surprised.'])).toBe(0)
    expect(bleu.count('am I am a character sequence', 'I am a symbol string sequence a a')).toEqual([
      6, 8, 4, 6, 2, 5, 1, 4, 0, 3,
    ])
    expect(bleu.score([11, 11, 9, 10, 7, 8, 5, 6, 3, 4])).toBeCloseTo(83.75922397, 8)
  })

  it('should part words as mteval-v13a does', () => {
    expect(tokenize13a('Port 15,001 (of 1.2-x): "a/b", e.g. x&amp;y.')).toEqual(
      'Port 15,001 ( of 1.2 - x ) : " a / b " , e . g . x & y .'.split(' '),
    )
  })
})

describe('the signatures', () => {
  it('should say what sacreBLEU says of the same computation', () => {
    expect([chrf, chrfPlus, bleu].map(({ name, signature }) => `${name}|${signature}`)).toEqual([
      'chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no',
      'chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no',
      'BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp',
    ])
  })
})
