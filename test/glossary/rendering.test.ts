import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRendering, hasPlainly } from '../../src/glossary/rendering.js'

describe('findRendering', () => {
  it.each([
    ['listener', 'The Listeners are'],
    ['proxy', 'two proxies'],
    ['index', 'all indices'],
    ['circuit breaking', 'is circuit-broken'],
    ['load balancing', 'it load balances'],
    ['connection pool', 'the `connectionPool` field'],
    ['connection pool', 'class HTTPConnectionPoolImpl'],
    ['connection pool', 'a **connection** pool'],
    ['connection pool', 'a connection\npool'],
    ['sidecar', 'a side-car'],
    ['timeout', 'it will time out'],
    ['retry', 'retried twice'],
    ['drop', 'was dropped'],
    ['cancel', 'cancelled'],
    ['behaviour', 'its behavior'],
    ['drain connections', 'draining the connections'],
    ['virtual machine', 'two VMs'],
    ['CDS', 'two CDSs'],
    ['LDS', 'the listener discovery service'],
    ['HTTP connection manager (HCM)', 'the HCM'],
    ['HTTP connection manager (HCM)', 'HTTP connection managers'],
    ['response', 'does not respond'],
    ['roll back', 'roll the change back'],
    ['random read', 'randomly read'],
    ['keep … alive', 'keeping the `connection` alive'],
    ['keep ... alive', 'keep-alive'],
    ['drain connections', 'drain the connections'],
    ['data plane', 'Data planes'],
    ['cluster', '## Clusters'],
    ['API', 'three APIs'],
    ['API', 'the API’s'],
    ['health check', 'healthchecks'],
    ['write', 'was written'],
    ['bind', 'is bound'],
    ['resource', 'a subresource'],
    ['endpoint', '[the endpoint](x.md)'],
  ])('finds %s in %s', (wording, target) => {
    expect(findRendering(target, wording)).not.toBeNull()
  })

  it.each([
    ['port', 'portable support'],
    ['node', 'anode'],
    ['status', 'statue'],
    ['string', 'strs'],
    ['pool', '[x](pool.md)'],
    ['cluster', 'https://cluster.local/'],
    ['connection pool', 'a connection to the pool'],
    ['keep … alive', 'keep it where it is and stay alive'],
    ['keep … alive', 'keep. Alive'],
  ])('does not find %s in %s', (wording, target) => {
    expect(findRendering(target, wording)).toBeNull()
  })

  it('should give the place', () => {
    expect(findRendering('Two `Listeners`.', 'listener')).toEqual({ start: 5, end: 14, text: 'Listeners' })
  })

  it('should take names exactly', () => {
    const verbatim = (target: string) => findRendering(target, 'Envoy', { verbatim: true })?.text ?? null
    expect(verbatim("Envoy's")).toBe('Envoy')
    expect(verbatim('the envoy')).toBeNull()
  })

  it('should take no wording for nothing', () => {
    expect(findRendering('anything', '')).toBeNull()
    expect(findRendering('anything', '()')).toBeNull()
  })

  it('should find any wording in itself', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9.+#/]{1,12}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const wording = words.join(' ')
        const found = findRendering(`the ${wording}, which`, wording)
        expect(found?.start).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('should say no more plainly than with care', () => {
    expect(hasPlainly('two listeners', 'Listener')).toBe(true)
    expect(hasPlainly('relisteners', 'Listener')).toBe(false)
  })
})
