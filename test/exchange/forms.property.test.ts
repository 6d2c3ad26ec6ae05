import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { po } from 'gettext-parser'
import { describe, expect, it } from 'vitest'
import { EXCHANGE_FORMS, type ExchangeFormName } from '../../src/exchange/registry.js'
import { digestTarget, inForm, parseStamp, stampOf } from '../../src/exchange/stamp.js'
import type { ExchangeUnit } from '../../src/exchange/unit.js'
import { book } from './units.js'
import { xliffFaultsOf } from './xliff-rules.js'

const NAMES = Object.keys(EXCHANGE_FORMS) as ExchangeFormName[]

/** As it is on a disk. */
function onDisk(text: string): string {
  return Buffer.from(text).toString('utf8')
}

describe.each(NAMES)('%s', (name) => {
  const { write, read, texts } = EXCHANGE_FORMS[name]

  it('should give back every text, whatever is in it, and know that nobody touched it', () => {
    fc.assert(
      fc.property(book, (made) => {
        const units = read(onDisk(write(made)), 'a')
        expect(units.map(({ id }) => id).sort()).toEqual(made.units.map(({ id }) => id).sort())
        for (const unit of units) {
          const sent = made.units.find(({ id }) => id === unit.id)
          if (!sent) throw new Error(unit.id)
          const inPlace = sent.target ?? (name === 'xliff-1.2' ? sent.source : null)
          const form = inPlace === null ? null : inForm(inPlace, sent.source, texts)
          expect(unit.target).toEqual(form === null ? null : { form: texts, text: form })
          expect(parseStamp(unit.stamp)).toEqual(stampOf(sent, texts))
          if (sent.target !== null) expect(digestTarget(form)).toBe(stampOf(sent, texts).target)
          expect(unit.comments).toEqual([])
        }
      }),
    )
  })
})

describe('xliff', () => {
  it('should keep the rules of XLIFF 2.1', () => {
    fc.assert(
      fc.property(book, (made) => {
        expect(xliffFaultsOf(EXCHANGE_FORMS.xliff.write(made))).toEqual([])
      }),
    )
  })

  it.each<[string, string | RegExp, string]>([
    // What the schemas of the core and of the modules say.
    ['xliff: version="1.9"', 'version="2.1"', 'version="1.9"'],
    ['xliff: no trgLang', ' trgLang="en-US"', ''],
    ['in xliff:', / <file .*<\/file>\n/s, ''],
    ['in file:', /<unit .*<\/unit>/s, ''],
    ['unit: id="u 1"', '<unit id="u1"', '<unit id="u 1"'],
    ['in unit: matches glossary metadata notes originalData', /<segment .*?<\/segment>/s, ''],
    ['in unit: matches glossary metadata # notes originalData segment', '<notes>', 'x<notes>'],
    [
      'in unit: matches glossary metadata originalData notes segment',
      /(<notes>.*<\/notes>)(\s*<originalData>.*?<\/originalData>)/s,
      '$2$1',
    ],
    ['in notes:', /<note .*<\/note>/s, ''],
    ['segment: state="done"', 'state="initial"', 'state="done"'],
    ['segment: colour="red"', '<segment ', '<segment colour="red" '],
    ['in segment: target source', /(<source>.*<\/source>)(\s*<target>.*<\/target>)(\s*<\/segment>)/, '$2$1$3'],
    ['sauce of urn:oasis:names:tc:xliff:document:2.0', /<source>(.*)<\/source>/, '<sauce>$1</sauce>'],
    ['in matches:', /<mtc:match .*<\/mtc:match>/s, ''],
    ['in match: originalData source', /<target>.*<\/target>(?=\s*<\/mtc:match>)/, ''],
    ['match: no ref', ' ref="#s1"', ''],
    ['match: type="old"', 'type="idm"', 'type="old"'],
    ['match: similarity="180"', 'similarity="80"', 'similarity="180"'],
    ['in glossary:', /<gls:glossEntry .*<\/gls:glossEntry>/s, ''],
    ['in glossEntry: translation definition', /<gls:term>.*<\/gls:term>/, ''],
    ['in glossEntry: term definition translation', /(<gls:translation>.*)(\s*)(<gls:definition>.*)/, '$3$2$1'],
    ['in metaGroup:', /<mda:meta .*<\/mda:meta>/, ''],
    ['meta: no type', '<mda:meta type="stamp">', '<mda:meta>'],
    // What their Schematron says.
    ['id f1 of xliff twice', / <file .*<\/file>\n/s, '$&$&'],
    ['id u1 of file twice', /<unit .*<\/unit>/s, '$&$&'],
    ['id d1 of originalData twice', '<data id="d2"', '<data id="d1"'],
    ['id m1 of matches twice', 'id="m2"', 'id="m1"'],
    ['id g1 of glossary twice', /<gls:glossEntry .*<\/gls:glossEntry>/s, '$&$&'],
    ['in glossEntry: term', /<gls:translation>.*<\/gls:definition>/s, ''],
    ['match: ref="#s2"', 'ref="#s1"', 'ref="#s2"'],
    ['code 1 twice', /<pc id="2"(.*\n.*\n *<\/mtc:match>)/, '<pc id="1"$1'],
    ['code 1 is ph and pc', /(<mtc:match .*?<target>)<ph .*?\/>(.*?<pc) id="2"/s, '$1$2 id="1"'],
    ['code 1 twice', /<pc id="2"(.*\n.*\n *<\/segment>)/, '<pc id="1"$1'],
    ['code 1 is ph and pc', /(<segment .*?<target>)<ph .*?\/>(.*?<pc) id="2"/s, '$1$2 id="1"'],
    ['code 1 is deleted', /(<segment .*?<target>)<ph .*?\/>/s, '$1'],
    ['code s1 is segment and ph', /(<segment .*?<target>.*?<ph) id="1"/s, '$1 id="s1"'],
    ['no data d9', /(<segment .*?) dataRef="d1"/s, '$1 dataRef="d9"'],
    ['half of the data of code 2', ' dataRefEnd="d2"', ''],
    ['half of the data of code 2', /(<segment .*?) dataRefStart="d2"/s, '$1'],
    ['ph: no type', ' type="other" subType', ' subType'],
    ['ph: subType="xlf:b"', 'subType="zhen:code"', 'subType="xlf:b"'],
    ['cp: hex="0041"', 'hex="0001"', 'hex="0041"'],
    ['cp: hex="FFFE"', 'hex="0001"', 'hex="FFFE"'],
    ['segment: no state', ' state="initial"', ''],
    ['reviewed without a target', /state="initial"(.*?)<target>.*?<\/target>(?=\s*<\/segment>)/s, 'state="reviewed"$1'],
  ])('should be seen to break them: %s', (fault, what, instead) => {
    const xml = EXCHANGE_FORMS.xliff.write({ sourceLanguage: 'zh-CN', targetLanguage: 'en-US', units: [everything] })
    expect(xliffFaultsOf(xml)).toEqual([])
    const broken = xml.replace(what, instead)
    expect(broken).not.toBe(xml)
    expect(xliffFaultsOf(broken).map((found) => found.trim())).toContain(fault)
  })

  it('should state nothing of what is left out, which has no English', () => {
    const unit = { ...everything, target: null, status: 'omitted' as const }
    const xml = EXCHANGE_FORMS.xliff.write({ sourceLanguage: 'zh-CN', targetLanguage: 'en-US', units: [unit] })
    expect(xml).toContain('<segment id="s1" state="initial" subState="zhen:omitted">')
    expect(xliffFaultsOf(xml)).toEqual([])
  })
})

/** A unit that has all that a unit can have. */
const everything: ExchangeUnit = {
  id: 'u1',
  chapter: 'a.md',
  kind: 'paragraph',
  section: ['甲'],
  line: 1,
  source: '用 `a` 与 **乙** \u0001',
  target: '`a` **B** \u0001',
  status: 'stale',
  previous: '用 `a` 和 **乙**',
  suggestions: [{ target: 'Use `a` and **B**', engine: 'memory', from: '用 `a`、**乙**', score: 0.8 }],
  terms: [{ source: '甲', targets: ['A'], note: 'first' }],
  notes: [{ about: 'section', text: '甲' }],
}

describe('po', () => {
  it('should be read by another reader as it is by ours', () => {
    fc.assert(
      fc.property(book, (made) => {
        // It knows no escapes but those of JSON's kind.
        const plain = made.units.filter(
          ({ source, target }) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(source + target),
        )
        const { translations } = po.parse(EXCHANGE_FORMS.po.write({ ...made, units: plain }))
        for (const { id, source, target } of plain) {
          expect(translations[id]?.[source]?.msgstr).toEqual([target ?? ''])
        }
      }),
    )
  })
})

describe('csv', () => {
  it('should have no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(book, (made) => {
        const rows: readonly (readonly string[])[] = parse(EXCHANGE_FORMS.csv.write(made), { bom: true })
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell))).toEqual([])
      }),
    )
  })

  it('should be read alike by programs that end rows at any line end', () => {
    fc.assert(
      fc.property(book, (made) => {
        const text = EXCHANGE_FORMS.csv.write(made)
        const rows: readonly string[][] = parse(text, { bom: true, record_delimiter: ['\r\n', '\n', '\r'] })
        expect(rows).toHaveLength(made.units.length + 1)
      }),
    )
  })
})
