import { scanInline } from '../core/inline.js'
import { editDistance, isSimilar } from '../core/near-spelling.js'
import { defineCheck } from './define-check.js'
import { type Destination, readDestination } from './destination.js'

export const linkMismatch = defineCheck({
  id: 'link-mismatch',
  severity: 'error',
  issueType: 'inconsistent-entities',
  docs: {
    summary: 'The English does not link to what the source links to.',
    rationale:
      'A lost or altered address is invisible in print and in review. Differences that belong to the language are fine: `/zh/` and `/en/`, `zh_CN`, `zh.wikipedia.org`, translated anchors. Order does not matter; links in English of what the source does not link at all are the translator’s.',
  },
  examples: {
    ok: [
      {
        source: '见[文档](https://istio.io/latest/zh/docs/)。',
        target: 'See the [docs](https://istio.io/latest/docs/).',
      },
      { source: '见[池](pool.md#连接池)。', target: 'See [pools](pool.md#connection-pools).' },
      { source: '见 https://zh.wikipedia.org/wiki/熔断', target: 'See https://en.wikipedia.org/wiki/Circuit_breaker' },
    ],
    notOk: [
      {
        source: '见[文档](https://istio.io/docs/ops/)。',
        target: 'See the [docs](https://istio.io/docs/opp/).',
        findings: [
          { values: { expected: 'https://istio.io/docs/ops/', found: 'https://istio.io/docs/opp/', context: 'found' } },
        ],
      },
      {
        source: '见[文档](https://istio.io/docs/ops/)。',
        target: 'See the docs.',
        findings: [{ severity: 'warning', values: { expected: 'https://istio.io/docs/ops/' } }],
      },
      {
        source: '见[文档](https://istio.io/docs/)。',
        target: 'See the [docs](https://istio.io/docs/) on [operating](https://istio.io/docs/ops/).',
        findings: [{ severity: 'info', values: { found: 'https://istio.io/docs/ops/', context: 'extra' } }],
      },
    ],
  },
  *run({ source, target }) {
    const wanted = destinationsOf(source)
    // An address that a blank breaks in the source is whole in the English.
    const unbroken = source.replace(/\s+/g, '')
    const given = destinationsOf(target)
    const mended = given.filter(({ url }) => !source.includes(url) && unbroken.includes(url))
    const [missing, extra] = difference(
      wanted.filter(({ url }) => !mended.some((link) => link.url.startsWith(url))),
      given.filter((link) => !mended.includes(link)),
    )
    const lost: string[] = []
    for (const { url: expected } of missing) {
      const twin = extra.findIndex((other) => isSimilar(other.url, expected))
      const [found] = extra.splice(Math.max(0, twin), missing.length === extra.length || twin !== -1 ? 1 : 0)
      if (!found) lost.push(expected)
      else {
        const values = { expected, found: found.url, context: 'found' }
        yield isTypo(expected, found.url)
          ? { range: found.range, values }
          : { range: found.range, severity: 'warning', values }
      }
    }
    if (lost.length > 0) yield { severity: 'warning', values: { expected: lost.join(', ') } }
    const [first] = extra
    // Where the Chinese links to nothing, links were added for the readers.
    if (!first || wanted.length === 0) return
    const found = extra.map(({ url }) => url).join(', ')
    yield { range: first.range, severity: 'info', values: { found, context: 'extra' } }
  },
})

/** A few characters apart; other pages of other editions differ by more. */
function isTypo(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 3 && a.length <= 500 && editDistance(a, b) <= 3
}

interface Link extends Destination {
  readonly url: string
  readonly range: readonly [number, number]
}

/** Addresses of links and bare addresses; an address that is its own link's text counts once. */
function destinationsOf(text: string): Link[] {
  const links: Link[] = []
  let covered = 0
  for (const { type, start, end, value } of scanInline(text)) {
    if ((type !== 'link' && type !== 'url') || value === '' || start < covered) continue
    if (type === 'link') covered = end
    links.push({ url: value, range: [start, end], ...readDestination(value) })
  }
  return links
}

/** What either side has and the other has not at all: a second link to the same place is left to the translator. */
function difference(wanted: readonly Link[], given: readonly Link[]): [Link[], Link[]] {
  const keys = (links: readonly Link[]) => new Set(links.map(({ key }) => key))
  const [wantedKeys, givenKeys] = [keys(wanted), keys(given)]
  const once = (links: readonly Link[], others: ReadonlySet<string>) =>
    links.filter(({ key }, index) => !others.has(key) && links.findIndex((link) => link.key === key) === index)
  return [once(wanted, givenKeys), once(given, wantedKeys)]
}
