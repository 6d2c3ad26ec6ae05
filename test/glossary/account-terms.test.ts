import { describe, expect, it } from 'vitest'
import { accountTerms } from '../../src/glossary/account-terms.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { countUsage, wordedRenderings } from '../../src/glossary/term-usage.js'
import { termsOf } from './terms.js'

describe('accountTerms', () => {
  it('should count every occurrence on both sides', () => {
    const pair = { source: '监听器与監聽器，`监听器` 除外', target: 'The `Listener`, and [the listeners](listener.md)' }
    const [account] = accountTerms(pair, compileTerms(termsOf('监听器,listener')))
    expect(account?.matches.map(({ text }) => text)).toEqual(['监听器', '監聽器'])
    expect(account?.accepted().map(({ text }) => text)).toEqual(['Listener', 'listeners'])
  })

  it('should not blame a wording that is right for another term', () => {
    const terms = compileTerms(termsOf('负载,load', '负载,workload,deprecated', '工作负载,workload'))
    const deprecated = (source: string) =>
      accountTerms({ source, target: 'The workload has a load.' }, terms).flatMap((account) =>
        account.deprecated.map(({ text }) => text),
      )
    expect(deprecated('负载很高')).toEqual(['workload'])
    expect(deprecated('工作负载的负载')).toEqual([])
  })
})

describe('countUsage', () => {
  const matcher = compileTerms(
    termsOf('上游主机,upstream host', '上游主机,upstream server,admitted', '上游主机,host,admitted'),
  )
  const [term] = matcher.terms

  it('should count short forms for what they stand for', () => {
    const targets = ['an upstream host', 'the host', 'an upstream server']
    const usage = countUsage(
      targets.map((target) => ({ source: '上游主机', target })),
      matcher,
    )
    expect(term && usage.usualOf(term)).toEqual({ wording: 'upstream host', uses: 2, all: 3 })
  })

  it('should take the longest wording at a place', () => {
    const [account] = accountTerms({ source: '上游主机', target: 'two upstream hosts' }, matcher)
    expect(account && wordedRenderings('two upstream hosts', account)).toMatchObject([
      { wording: 'upstream host', text: 'upstream hosts' },
    ])
  })

  it('should know nothing of what is never rendered', () => {
    expect(term && countUsage([{ source: '上游主机', target: 'nothing' }], matcher).usualOf(term)).toBeNull()
  })
})
