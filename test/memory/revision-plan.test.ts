import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble, revisionPlan } from '../../src/memory/revision-plan.js'

const SENTENCES = [
  ['监听器在 15001 端口接收出站的连接。', 'The listener takes outbound connections on port 15001.'],
  ['然后把连接交给路由。', 'Then it hands them to the route.'],
  ['路由按 `host` 选出集群！', 'The route picks a cluster by `host`!'],
  ['集群由控制面下发，用 Envoy 的 xDS 协议。', 'Clusters come from the control plane, by the xDS protocol of Envoy.'],
] as const
const ADDED = '连接池最后发送请求。'

function join(indexes: readonly number[], side: 0 | 1): string {
  return indexes.map((at) => SENTENCES[at]?.[side] ?? '').join(side === 0 ? '' : ' ')
}

const ALL = [0, 1, 2, 3]
const revisable = { oldSource: join(ALL, 0), oldTarget: join(ALL, 1) }

describe('revisionPlan', () => {
  it('should ask for the sentence that was added, and keep the others', () => {
    const plan = revisionPlan({ ...revisable, newSource: `${join([0, 1], 0)}${ADDED}${join([2, 3], 0)}` })
    expect(plan?.sentences.map(({ kind }) => kind)).toEqual(['keep', 'keep', 'translate', 'keep', 'keep'])
    expect(plan?.sentences[2]).toMatchObject({ source: ADDED, earlier: null })
    expect(plan?.keptShare).toBe(1)
    expect(plan && assemble(plan, [' At last, the pool sends. '])).toBe(
      `${join([0, 1], 1)} At last, the pool sends. ${join([2, 3], 1)}`,
    )
  })

  it('should take away the English of a sentence that is gone', () => {
    const plan = revisionPlan({ ...revisable, newSource: join([0, 1, 3], 0) })
    expect(plan && assemble(plan, [])).toBe(join([0, 1, 3], 1))
    expect(plan?.keptShare).toBeLessThan(1)
  })

  it('should give a changed sentence with what it was, and revise one where that is safe', () => {
    const newSource = join(ALL, 0).replace('15001', '15006').replace('然后把连接交给路由', '然后把新连接交给路由')
    const plan = revisionPlan({ ...revisable, newSource })
    expect(plan?.sentences).toMatchObject([
      { kind: 'revise', target: 'The listener takes outbound connections on port 15006.' },
      { kind: 'translate', earlier: { source: SENTENCES[1][0], target: SENTENCES[1][1] } },
      { kind: 'keep' },
      { kind: 'keep' },
    ])
  })

  it('should move a sentence with its source', () => {
    const plan = revisionPlan({ ...revisable, newSource: join([0, 3, 1, 2], 0) })
    expect(plan && assemble(plan, [])).toBe(join([0, 3, 1, 2], 1))
  })

  it('should keep line breaks between sentences that stay together', () => {
    const oldTarget = join(ALL, 1).replace('15001. ', '15001.\n')
    const plan = revisionPlan({ ...revisable, oldTarget, newSource: join([0, 1, 2], 0) })
    expect(plan && assemble(plan, [])).toBe(oldTarget.slice(0, oldTarget.indexOf(' Clusters')))
  })

  it.each([
    ['the English has another number of sentences', { oldTarget: 'All that. And more.' }],
    ['a value stands in another place', { oldTarget: join([3, 1, 2, 0], 1) }],
    [
      'the lengths do not go together',
      {
        oldTarget:
          'Yes. It hands what the listener takes to the route, which picks clusters by their names, and in this it is helped by what the control plane says about clusters of all kinds. No. So.',
      },
    ],
    ['nothing stays', { newSource: ADDED }],
  ])('should give up where %s', (_, changes) => {
    expect(revisionPlan({ ...revisable, newSource: join([0, 1, 2], 0), ...changes })).toBeNull()
  })

  it('should say how many translations are wanted', () => {
    const plan = revisionPlan({ ...revisable, newSource: `${join(ALL, 0)}${ADDED}` })
    expect(() => plan && assemble(plan, [])).toThrow('Expected 1 translations, found 0')
  })

  it('should give back the English of sentences that stay, byte for byte, whatever comes and goes', () => {
    const chosen = fc.array(fc.option(fc.nat(3), { nil: null }), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(chosen, (places) => {
        const once = places.filter((at, index) => at === null || places.indexOf(at) === index)
        const newSource = once.map((at) => (at === null ? ADDED : SENTENCES[at]?.[0])).join('')
        const plan = revisionPlan({ ...revisable, newSource })
        fc.pre(once.some((at) => at !== null))
        const wanted = plan?.sentences.filter(({ kind }) => kind === 'translate') ?? []
        expect(wanted).toHaveLength(once.filter((at) => at === null).length)
        const english = once.map((at) => (at === null ? 'New.' : SENTENCES[at]?.[1])).join(' ')
        expect(
          plan &&
            assemble(
              plan,
              wanted.map(() => 'New.'),
            ),
        ).toBe(english)
      }),
    )
  })

  it('should give the same English for the same source, or nothing', () => {
    const text = fc.array(fc.constantFrom('甲', '。', 'A b. ', '！', '`x` ', '**', '\n', '80 '), { maxLength: 12 })
    fc.assert(
      fc.property(text, text, (source, english) => {
        const [oldSource, oldTarget] = [source.join(''), english.join('').trim()]
        const plan = revisionPlan({ oldSource, oldTarget, newSource: oldSource })
        if (plan) expect(assemble(plan, [])).toBe(oldTarget)
      }),
    )
  })
})
