import { describe, expect, it } from 'vitest'
import type { SphinxSettings } from '../../src/references/conventions.js'
import type { UseKind } from '../../src/references/reference.js'
import { createReferenceMap } from '../../src/references/reference-map.js'
import { bookOf, type Files, linkInOrder } from './books.js'

const ZH: Files = {
  'a.md': [
    '# 总述',
    '## 连接池',
    '(pool-limits)=',
    '## 上限 `max`',
    ':::{figure-md} 图：监听器',
    '![监听器](x.svg)',
    '',
    '监听器的处理路径',
    ':::',
    '```{glossary}\n工作线程\n  处理连接的线程。\n```',
  ].join('\n\n'),
  'b/c.md': '# 第二章\n\n见。\n',
  'x.svg': '',
}
const EN: Files = {
  'a.md': [
    '# Overview',
    '## Connection pools',
    '(pool-limits)=',
    '## Limits `max`',
    ':::{figure-md} Figure: Listener',
    '![Listener](x.svg)',
    '',
    'How a listener works',
    ':::',
    '```{glossary}\nworker thread\n  A thread that handles connections.\n```',
  ].join('\n\n'),
  'b/c.md': '# Second chapter\n\nSee.\n',
  'x.svg': '',
}

function mapper(settings: SphinxSettings | null, zh: Files = ZH, en: Files = EN) {
  const [source, target] = [bookOf(zh, settings), bookOf(en, settings)]
  const map = createReferenceMap({ source, target, links: linkInOrder(source, target) })
  return (kind: UseKind, label: string, chapter = 'b/c.md', explicit = false) => {
    const mapped = map.mapLabel({ chapter, kind, label, explicit })
    return 'label' in mapped ? mapped.label : mapped.unmapped
  }
}

const PREFIXED = { autosectionlabel: true, autosectionlabel_prefix_document: true }

describe('createReferenceMap', () => {
  it('should give the English heading for the Chinese one, in the form of the label', () => {
    expect(mapper(PREFIXED)('ref', 'a:连接池')).toBe('a:Connection pools')
    expect(mapper({ autosectionlabel: true })('ref', '连接池')).toBe('Connection pools')
    expect(mapper(null)('ref', '连接池')).toBe('Connection pools')
    expect(mapper(null)('ref', 'a:连接池')).toBe('a:Connection pools')
  })

  it('should map labels of figures, terms and anchors', () => {
    const map = mapper({ ...PREFIXED, myst_heading_anchors: 3 })
    expect(map('ref', '图：监听器')).toBe('Figure: Listener')
    expect(map('numref', '图：监听器')).toBe('Figure: Listener')
    expect(map('term', '工作线程')).toBe('worker thread')
    expect(map('link', '../a.md#连接池', 'b/c.md', true)).toBe('../a.md#connection-pools')
    expect(map('link', '#连接池', 'a.md', true)).toBe('#connection-pools')
  })

  it('should keep what is the same in both editions', () => {
    const map = mapper(PREFIXED)
    expect(map('ref', 'pool-limits')).toBe('pool-limits')
    expect(map('doc', '/a')).toBe('/a')
    expect(map('doc', '../a')).toBe('../a')
    expect(map('link', '../a.md', 'b/c.md', true)).toBe('../a.md')
    expect(map('image', '../x.svg')).toBe('../x.svg')
    expect(map('link', 'https://envoyproxy.io')).toBe('https://envoyproxy.io')
  })

  it('should say why a label has no English one', () => {
    expect(mapper(PREFIXED)('ref', 'a:没有这一节')).toBe('unresolved')
    expect(mapper(PREFIXED)('ref', '连接池')).toBe('unresolved')
    expect(mapper(PREFIXED, ZH, { ...EN, 'a.md': '# Overview' })('ref', 'a:连接池')).toBe('no-counterpart')
  })

  it('should find an English label of another name', () => {
    const renamed = { ...EN, 'a.md': (EN['a.md'] ?? '').replace('(pool-limits)=', '(limits)=') }
    expect(mapper({ autosectionlabel: false }, ZH, renamed)('ref', 'pool-limits')).toBe('limits')
  })

  it('should refuse a heading that a role cannot name', () => {
    const [zh, en] = [{ 'a.md': '# 总述\n\n## 上限\n' }, { 'a.md': '# Overview\n\n## The `max` limit\n' }]
    expect(mapper(PREFIXED, zh, en)('ref', 'a:上限', 'a.md')).toBe('no-label')
    expect(mapper({ ...PREFIXED, myst_heading_anchors: 2 }, zh, en)('link', '#上限', 'a.md')).toBe('#the-max-limit')
  })

  it('should name a chapter by the path it has in English', () => {
    const zh = { 'a.md': '# 总述\n', 'b.md': '# 第二章\n' }
    const [source, target] = [bookOf(zh), bookOf({ 'a.md': '# Overview\n', 'second/b.md': '# Second chapter\n' })]
    const links = [
      {
        source: { chapter: 'b.md', line: 1, text: '第二章' },
        target: { chapter: 'second/b.md', line: 1, text: 'Second chapter' },
      },
    ]
    const map = createReferenceMap({ source, target, links })
    expect(map.mapLabel({ chapter: 'a.md', kind: 'doc', label: 'b', explicit: false })).toEqual({ label: 'second/b' })
    expect(map.mapLabel({ chapter: 'a.md', kind: 'link', label: 'b.md', explicit: true })).toEqual({
      label: 'second/b.md',
    })
  })

  it('should list the English references that lead to a place', () => {
    const source = bookOf(ZH, PREFIXED)
    const target = bookOf(
      { ...EN, 'b/c.md': 'See {ref}`a:Connection pools` and\n{ref}`pools <A:connection  pools>`.\n' },
      PREFIXED,
    )
    const map = createReferenceMap({ source, target, links: [] })
    const heading = target.chapters.get('a.md')?.definitions.find(({ label }) => label === 'Connection pools')
    const found = map.referencesTo({ chapter: 'a.md', node: heading?.node ?? -1 })
    expect(found.map(({ chapter, use }) => [chapter, use.line, use.label])).toEqual([
      ['b/c.md', 1, 'a:Connection pools'],
      ['b/c.md', 2, 'A:connection  pools'],
    ])
  })
})
