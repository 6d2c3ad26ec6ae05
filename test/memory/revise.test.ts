import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../src/memory/pieces.js'
import { revise } from '../../src/memory/revise.js'

function revised(oldSource: string, oldTarget: string, newSource: string) {
  return revise({ oldSource, oldTarget, newSource })
}

const piece = fc.constantFrom(
  '监听',
  ' 80 ',
  ' 443 ',
  '`a`',
  '`b`',
  ' Envoy ',
  '，',
  '。',
  '[x](a.md)',
  ' v1.2 ',
  '三',
  '**',
)
const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

describe('revise', () => {
  it.each([
    ['监听 15001 端口。', 'It listens on port 15001.', '监听 15006 端口。', 'It listens on port 15006.', 'numbers'],
    [
      '最多 1000 个连接。',
      'At most 1,000 connections.',
      '最多 20000 个连接。',
      'At most 20,000 connections.',
      'numbers',
    ],
    ['设置 `a.b` 字段。', 'Set the field `a.b`.', '设置 `a.c` 字段。', 'Set the field `a.c`.', 'codes'],
    [
      '见[文档](a/b.md)。',
      'See the [docs](a/b.md "Docs").',
      '见[文档](a/c.md)。',
      'See the [docs](a/c.md "Docs").',
      'links',
    ],
    ['用 Istio 部署。', 'Deploy with Istio.', '用 Linkerd 部署。', 'Deploy with Linkerd.', 'names'],
    [
      '版本 v1.8.2，即 1.8 版。',
      'Release v1.8.2, that is 1.8.',
      '版本 v1.9.0，即 1.9 版。',
      'Release v1.9.0, that is 1.9.',
      'several',
    ],
    ['从 80 到 443。', 'From 80 to 443.', '从 443 到 80。', 'From 443 to 80.', 'numbers'],
    ['A8、B8 与 A8。', 'A8, B8, and A8 again.', 'A9、B8 与 A9。', 'A9, B8, and A9 again.', 'names'],
    [
      '[打开](https://a.b/zh_CN/latest/x)',
      '[Open](https://a.b/en/latest/x)',
      '[打开](https://a.b/zh_CN/latest/y)',
      '[Open](https://a.b/en/latest/y)',
      'links',
    ],
    [
      '图：<img src="a.png">',
      'Figure: <img src="a.png">',
      '图：<img src="b.png">',
      'Figure: <img src="b.png">',
      'tags',
    ],
    ['共 4 种。', 'There are 5 kinds.', '共 5 种。', 'There are 5 kinds.', 'already'],
    [
      '见 {doc}`/a/b`。',
      'See {doc}`that <b>`: {doc}`/a/b`.',
      '见 {doc}`/a/c`。',
      'See {doc}`that <b>`: {doc}`/a/c`.',
      'links',
    ],
    ['一个 8 核的节点。', 'An 8-core node.', '一个 8 核的节点', 'An 8-core node.', 'punctuation'],
  ])('should bring %s into its English', (oldSource, oldTarget, newSource, target, how) => {
    expect(revised(oldSource, oldTarget, newSource)).toEqual({ target, how })
  })

  it.each([
    ['a word changed', '监听 80 端口。', 'It listens on port 80.', '监听 81 接口。'],
    ['a statement became a question', '监听 80 端口。', 'It listens on port 80.', '监听 80 端口？'],
    ['the value stands there more often', '监听 80 端口。', 'Port 80 is listened on, yes, 80.', '监听 81 端口。'],
    ['the value does not stand there', '有 3 个节点。', 'There are three nodes.', '有 4 个节点。'],
    ['only one of its places changed', '从 80 到 80。', 'From 80 to 80.', '从 80 到 81。'],
    ['one value became two', '80 与 80。', '80 and 80.', '81 与 82。'],
    [
      'it stands inside something else',
      '监听 80，如 `curl :80`。',
      'Listens on 80: `curl :80`.',
      '监听 81，如 `curl :80`。',
    ],
    ['the English has it inside something else', '监听 80。', 'Listens on 80 (localhost:80).', '监听 81。'],
    ['a plural would change', '有 1 个节点。', 'There is 1 node.', '有 2 个节点。'],
    ['a plural would come', '有 2 个节点。', 'There are 2 nodes.', '有 1 个节点。'],
    ['the number is scaled', '有 3 万个连接。', 'There are 3 connections.', '有 5 万个连接。'],
    ['a numeral says the same', '三个节点，3 个副本。', 'Nodes: 3; as many replicas.', '三个节点，4 个副本。'],
    ['an article would change', '用 Envoy 代理。', 'Use an Envoy proxy.', '用 Nginx 代理。'],
    ['an article before a number would change', '8 核节点。', 'An 8 core node.', '6 核节点。'],
    ['a common word changed', '一个 pod 启动。', 'A pod starts.', '一个 job 启动。'],
    ['another form of a name stands there', 'Pod 启动。', 'The Pod starts, as Pods do.', 'Job 启动。'],
    ['a name got a plural', '用 Pod 部署。', 'Deploy with Pod.', '用 Pods 部署。'],
    ['something was added', '监听端口。', 'It listens on a port.', '监听端口 80。'],
    ['something was taken away', '监听 80 与 81。', 'Listens on 80 and 81.', '监听 80 与。'],
    ['the English has a number in words', '共 4 种。', 'There are four, see 5.', '共 5 种。'],
    ['a label changed', '见 {ref}`图一`。', 'See {ref}`图一`.', '见 {ref}`图二`。'],
    ['a code in Chinese changed', '即 `故障一`。', 'That is `故障一`.', '即 `故障二`。'],
    ['emphasis changed', '监听 80。', 'Listens on 80.', '监听 **80**。'],
    ['the source’s address changed its language', '[x](/zh/a)', '[x](/en/a)', '[x](/en/b)'],
  ])('should refuse where %s', (_, oldSource, oldTarget, newSource) => {
    expect(revised(oldSource, oldTarget, newSource)).toBeNull()
  })

  it('should give the same English for the same source', () => {
    fc.assert(
      fc.property(texts, fc.string(), (source, target) => {
        expect(revised(source, target, source)).toEqual({ target, how: 'nothing' })
      }),
    )
  })

  it('should invent nothing: every piece is of the old English or the new source', () => {
    fc.assert(
      fc.property(texts, texts, texts, (oldSource, oldTarget, newSource) => {
        const known = new Set([...piecesOf(oldTarget), ...piecesOf(newSource)].map(({ text }) => text))
        const target = revised(oldSource, oldTarget, newSource)?.target ?? ''
        for (const { text } of piecesOf(target)) expect(known).toContain(text)
      }),
    )
  })

  it('should follow a value wherever it stands the same number of times', () => {
    const around = fc.array(fc.constantFrom('; the port', ' of a node', ', then', ' (listed)'), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        around,
        fc.integer({ min: 20, max: 65535 }),
        fc.integer({ min: 20, max: 65535 }),
        (words, from, to) => {
          const source = (port: number) => words.map(() => `端口 ${port}`).join('，')
          const target = (port: number) => words.map((word) => `${word} ${port}`).join('')
          expect(revised(source(from), target(from), source(to))?.target).toBe(target(to))
        },
      ),
    )
  })
})

describe('piecesOf', () => {
  it('should cut a text into pieces that join to it', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme' })), (text) => {
        expect(
          piecesOf(text)
            .map((one) => one.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
