import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZhenError } from '../../src/core/errors.js'
import type { MemoryPair } from '../../src/core/pair.js'
import { openTmx } from '../../src/exchange/read-tmx.js'
import { TMX_END, tmxStart, tmxUnit } from '../../src/exchange/tmx.js'
import { tmxFaultsOf } from './tmx-rules.js'

const LANGUAGES = { source: 'zh-CN', target: 'en-US' }

function pairOf(source: string, target: string, changes: Partial<MemoryPair> = {}): MemoryPair {
  const around = { previousSource: null, nextSource: null }
  return { source, target, ...around, chapter: 'a.md', id: 'k3v9', origin: '', quality: 'translated', ...changes }
}

function write(...pairs: readonly MemoryPair[]): string {
  return tmxStart({ ...LANGUAGES, version: '1' }) + pairs.map((pair) => tmxUnit(pair, LANGUAGES)).join('') + TMX_END
}

function read(xml: string, pieces = [xml], languages = LANGUAGES) {
  const reader = openTmx('old.tmx', languages)
  const pairs = pieces.flatMap((piece) => reader.write(piece))
  reader.close()
  return { pairs, counts: reader.counts }
}

/** A file of another tool: one unit of these texts. */
function foreign(tuvs: string, { header = '', unit = '', props = '' } = {}): string {
  return `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" srclang="zh-CN" ${header}/><body><tu ${unit}>${props}${tuvs}</tu></body></tmx>`
}

const tuv = (language: string, seg: string, attributes = '') =>
  `<tuv xml:lang="${language}" ${attributes}><seg>${seg}</seg></tuv>`

describe('TMX', () => {
  it('should write markup as codes that hold it, numbered alike in both languages', () => {
    const text = write(pairOf('用 `a` 配置**监听器**', 'Configure **listeners** by `a` & <b>'))
    expect(text).toContain(
      '<seg>用 <ph x="1" type="x-code">`a`</ph> 配置<bpt i="2" x="2" type="bold">**</bpt>监听器<ept i="2">**</ept></seg>',
    )
    expect(text).toContain(
      '<seg>Configure <bpt i="1" x="2" type="bold">**</bpt>listeners<ept i="1">**</ept> by <ph x="1" type="x-code">`a`</ph>',
    )
  })

  it('should give back what was written, whatever the texts', () => {
    const markup = fc.constantFrom(
      '**',
      '`',
      '[a](b "c")',
      '{ref}`x`',
      '<br>',
      '&',
      '\u0007',
      '\r\n',
      '\n',
      '\ufffe',
      ']]>',
      '![图](a.png)',
    )
    const texts = fc
      .array(fc.oneof(markup, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
      .map((some) => some.join(''))
    const pair = fc.record({
      source: texts,
      target: texts,
      origin: fc.constantFrom('', 'Mark <a@b>', 'a\n"b"'),
      context: fc.constantFrom('', '`a` <b>', '\r\n'),
    })
    fc.assert(
      fc.property(pair, ({ source, target, origin, context }) => {
        const about = { changed: '2020-01-02T03:04:05Z', notes: ['<n>'], properties: { project: '"x"' } }
        const written = pairOf(`监听器${source}`, `Listener${target.replace(/\p{Script=Han}/gu, '')}`, {
          origin,
          previousSource: `前${context}`,
          quality: 'reviewed',
          about,
        })
        const xml = write(written)
        expect(read(xml, [...xml]).pairs).toEqual([written])
        expect(tmxFaultsOf(xml)).toEqual([])
      }),
    )
  })

  it('should be seen to break the rules', () => {
    const xml = write(pairOf('**监听器**', 'Listener'))
    expect(tmxFaultsOf(xml)).toEqual([])
    expect(tmxFaultsOf(xml.replace('<ept i="1">**</ept>', ''))).toEqual(['bpt 1'])
    expect(tmxFaultsOf(xml.replace(' segtype="paragraph"', ''))).toEqual(['header without segtype'])
    expect(tmxFaultsOf(xml.replace('<seg>Listener</seg>', ''))).toEqual(['tuv without seg'])
  })

  it.each([
    ['zh', 'en', true],
    ['zh_cn', 'EN-GB', true],
    ['zh-Hans', 'en', true],
    ['cmn', 'en', true],
    ['zh-TW', 'en', false],
    ['zh-Hant-HK', 'en', false],
    ['zh-CN', 'de', false],
    ['nonsense!', 'en', false],
  ])('should take %s with %s: %s', (zh, en, taken) => {
    const { pairs, counts } = read(foreign(tuv(zh, '端口') + tuv(en, 'port')))
    expect([pairs.length, counts.otherLanguages]).toEqual(taken ? [1, 0] : [0, 1])
  })

  it('should take of several texts of a language the one that fits best', () => {
    const texts = tuv('en-GB', 'colour') + tuv('zh', '颜色') + tuv('en-US', 'color') + tuv('fr', 'couleur')
    expect(read(foreign(texts)).pairs).toMatchObject([{ source: '颜色', target: 'color' }])
  })

  it.each([
    ['', '', 'draft', ''],
    ['creationid="Ann"', '', 'translated', 'Ann'],
    ['creationid="MT!"', '', 'draft', 'MT!'],
    ['creationid="Google Translate"', '', 'draft', 'Google Translate'],
    ['creationid="MT!" changeid="Ann"', '<prop type="x-origin">MT</prop>', 'translated', 'Ann'],
    ['creationid="Ann"', '<prop type="x-Origin:SingleString">MT</prop>', 'draft', 'Ann'],
    ['creationid="Ann"', '<prop type="x-mt">true</prop>', 'draft', 'Ann'],
    ['creationid="Ann"', '<prop type="x-origin">human</prop>', 'translated', 'Ann'],
    ['creationid="Martin"', '', 'translated', 'Martin'],
  ])('should judge %s %s as %s', (attributes, props, quality, origin) => {
    const { pairs } = read(foreign(tuv('zh', '端口') + tuv('en', 'port', attributes), { props }))
    expect(pairs).toMatchObject([{ quality, origin }])
  })

  it('should make Markdown of what is bold, italic or code elsewhere, and leave out other codes', () => {
    const zh =
      '<hi type="bold">监听</hi><bpt i="1" type="italic">\\i </bpt>端口<ept i="1">\\i0 </ept><ph type="x-tab">{t}</ph>'
    const en =
      '<bpt i="1">&lt;b class="x"&gt;</bpt>Listen<ept i="1">&lt;/b&gt;</ept> <it pos="begin">&lt;u&gt;</it>port<ut>x</ut>'
    expect(read(foreign(tuv('zh', zh) + tuv('en', en))).pairs).toMatchObject([
      { source: '**监听***端口*', target: '**Listen** port' },
    ])
  })

  it('should keep who, when, notes and properties', () => {
    const props = '<note>n1</note><prop type="client">c</prop>'
    const unit = 'creationid="Ann" creationdate="20200102T030405Z"'
    const { pairs } = read(
      foreign(tuv('zh', '端口') + tuv('en', 'port', 'changedate="20210102T030405Z"'), { props, unit }),
    )
    expect(pairs).toMatchObject([
      { origin: 'Ann', about: { changed: '2021-01-02T03:04:05Z', notes: ['n1'], properties: { client: 'c' } } },
    ])
  })

  it('should count what it cannot use', () => {
    const units = [
      tuv('zh', 'Envoy') + tuv('en', 'Envoy'),
      tuv('zh', '端口') + tuv('en', ' '),
      tuv('zh', '端口') + tuv('en', '端口'),
    ]
    const counts = units.map((texts) => read(foreign(texts)).counts)
    expect(counts).toMatchObject([{ unusable: 1 }, { unusable: 1 }, { unusable: 1 }])
  })

  it.each([
    ['<tbx/>', 'xml-refused'],
    ['SQLite format 3', 'xml-malformed'],
    ['<tmx><body><tu><tuv></body></tmx>', 'xml-malformed'],
    ['<tmx>', 'xml-malformed'],
    ['<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', 'xml-doctype'],
    ['<tmx>&a;</tmx>', 'xml-malformed'],
  ])('should refuse %s', (xml, code) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ code, values: expect.objectContaining({ line: 1 }) }))
    expect(() => read(xml)).toThrow(ZhenError)
  })
})
