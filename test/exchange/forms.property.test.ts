import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { po } from 'gettext-parser'
import { describe, expect, it } from 'vitest'
import { EXCHANGE_FORMS, type ExchangeFormName } from '../../src/exchange/registry.js'
import { digestTarget, inForm, parseStamp, stampOf } from '../../src/exchange/stamp.js'
import { book } from './units.js'
import { everything, XLIFF_BREAKS, xliffOfEverything } from './xliff-breaks.js'
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

  it.each(XLIFF_BREAKS)('should be seen to break them: %s', (fault, what, instead) => {
    const xml = xliffOfEverything()
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
