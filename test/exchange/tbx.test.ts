import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTbx } from '../../src/exchange/read-tbx.js'
import { writeTbx } from '../../src/exchange/tbx.js'
import { rowsOf } from '../../src/glossary/term.js'
import { rows, termsFrom } from './rows.js'
import { TBX_BREAKS, tbxOfEverything } from './tbx-breaks.js'
import { tbxFaultsOf } from './tbx-rules.js'

const LANGUAGES = { source: 'zh-CN', target: 'en-US' }

/** An empty glossary is refused before it is written. */
const filledRows = rows.filter((made) => made.length > 0)

describe('TBX', () => {
  it('should lose nothing that it can say, and keep to the rules of TBX-Basic', () => {
    fc.assert(
      fc.property(filledRows, (made) => {
        const terms = termsFrom(made)
        const xml = writeTbx(terms, LANGUAGES)
        expect(tbxFaultsOf(xml)).toEqual([])
        expect(readTbx(xml, 'a.tbx', LANGUAGES)).toEqual({ rows: rowsOf(terms), skipped: [] })
      }),
    )
  })

  it.each(TBX_BREAKS)('should be seen to break the rules: %s', (fault, what, instead) => {
    const xml = tbxOfEverything()
    expect(tbxFaultsOf(xml)).toEqual([])
    const broken = xml.replace(what, instead)
    expect(broken).not.toBe(xml)
    expect(tbxFaultsOf(broken).map((found) => found.trim())).toContain(fault)
  })

  it.each([
    ['adj', 'adjective'],
    ['proper noun', 'proper noun'],
    ['Noun', 'noun'],
    ['measure word', 'measure word'],
  ])('should take the part of speech %j for %j', (pos, expected) => {
    const terms = termsFrom([
      { source: '池', text: 'pool', status: 'preferred', pos, note: '', context: '', variants: [] },
    ])
    expect(readTbx(writeTbx(terms, LANGUAGES), 'a.tbx', LANGUAGES).rows).toMatchObject([{ pos: expected }])
  })

  it('should give what a note says by name the place that TBX-Basic has for it', () => {
    const note = 'a remark; and more; subject: networking; definition: a set; of things; example: use a pool'
    const row = { source: '池', text: 'pool', status: 'preferred', pos: '', note, context: '', variants: [] } as const
    const xml = writeTbx(termsFrom([row]), LANGUAGES)
    expect(tbxFaultsOf(xml)).toEqual([])
    for (const part of [
      '<descrip type="subjectField">networking</descrip>',
      '<descrip type="definition">a set; of things</descrip>',
      '<descrip type="context">use a pool</descrip>',
      '<note>a remark; and more</note>',
    ])
      expect(xml).toContain(part)
    expect(readTbx(xml, 'a.tbx', LANGUAGES).rows).toEqual([row])
  })

  it('should take definitions, contexts, subjects and sources of either style, wherever they stand', () => {
    const dca = (concept: string, term: string) =>
      `<tbx><text><body><conceptEntry>${concept}<langSec xml:lang="zh"><termSec><term>池</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>pool</term>${term}</termSec></langSec></conceptEntry></body></text></tbx>`
    const noteOf = (xml: string) => readTbx(xml, 'a.tbx', LANGUAGES).rows[0]?.note
    const expected = 'n; definition: d; example: c; source: s'
    const group = '<descripGrp><descrip type="definition">d</descrip></descripGrp>'
    const rest = '<descrip type="context">c</descrip><admin type="source">s</admin><note>n</note>'
    expect(noteOf(dca(group, rest))).toBe(expected)
    const basic = (name: string, text: string) => `<basic:${name} xmlns:basic="x">${text}</basic:${name}>`
    const dct = basic('context', 'c') + basic('source', 's')
    expect(noteOf(dca(basic('definition', 'd'), `${dct}<note>n</note>`))).toBe(expected)
  })

  it('should read DCT style, and other tools’ ways', () => {
    const { rows: read, skipped } = readTbx(
      `<?xml version='1.0'?>
<tbx type="TBX-Basic" style="dct" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="a">
 <langSec xml:lang="en"><termSec><term>connection <hi>pool</hi></term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
  <termSec><term><![CDATA[link & pool]]></term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>pool</term></termSec></langSec>
 <langSec xml:lang="ZH-Hans"><termSec><term>接続池</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>连接池</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry>
<conceptEntry id="b"><langSec xml:lang="de"><termSec><term>Becken</term></termSec></langSec></conceptEntry>
</body></text></tbx>`,
      'a.tbx',
      LANGUAGES,
    )
    const empty = { note: '', context: '' }
    expect(read).toEqual([
      { ...empty, source: '连接池', text: 'connection pool', status: 'preferred', pos: 'noun', variants: ['接続池'] },
      { ...empty, source: '连接池', text: 'link & pool', status: 'deprecated', pos: '', variants: [] },
      { ...empty, source: '连接池', text: 'pool', status: 'admitted', pos: '', variants: [] },
    ])
    expect(skipped).toEqual([11])
  })

  it.each([
    ['zh-CN', '线程', ['线程池']],
    ['zh-TW', '執行緒', []],
    ['zh-HK', '執行緒', []],
  ])('should take the terms written as in %s', (source, term, variants) => {
    const languages = { source, target: 'en' }
    const section = (language: string, ...terms: string[]) =>
      `<langSec xml:lang="${language}">${terms.map((text) => `<termSec><term>${text}</term></termSec>`).join('')}</langSec>`
    const concept = [section('zh-TW', '執行緒'), section('zh_Hans', '线程', '线程池'), section('en-GB', 'thread')].join(
      '',
    )
    const xml = `<tbx><text><body><conceptEntry>${concept}</conceptEntry></body></text></tbx>`
    expect(readTbx(xml, 'a.tbx', languages).rows).toMatchObject([{ source: term, text: 'thread', variants }])
    const other = `<tbx><text><body><conceptEntry>${section('zh-TW', '執行緒')}${section('en', 'thread')}</conceptEntry></body></text></tbx>`
    expect(readTbx(other, 'a.tbx', languages).rows).toMatchObject([{ source: '執行緒', text: 'thread', variants: [] }])
  })

  it.each([
    ['<tbx>\n<text></tbx>', 'xml-malformed', { line: 2, column: 12 }],
    ['<tbx>&auml;</tbx>', 'xml-malformed', { line: 1 }],
    ['<tbx>', 'xml-malformed', { line: 1 }],
    ['', 'xml-malformed', { line: 1 }],
    ['<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>', 'xml-doctype', { line: 1 }],
    ['<html></html>', 'xml-refused', { expected: 'tbx', found: 'html' }],
    [`<tbx>${'<p>'.repeat(70)}`, 'xml-too-deep', { limit: 64 }],
  ])('should refuse %j', (xml, code, values) => {
    expect(() => readTbx(xml, 'a.tbx', LANGUAGES)).toThrow(
      expect.objectContaining({ code, values: expect.objectContaining({ path: 'a.tbx', ...values }) }),
    )
  })
})
