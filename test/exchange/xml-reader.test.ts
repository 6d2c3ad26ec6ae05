import { describe, expect, it } from 'vitest'
import { inNamespace, openXml, readXml, type XmlLimits, type XmlSink } from '../../src/exchange/xml-reader.js'

/** What is told of a document, a line each. */
function listening(told: string[]): XmlSink {
  return {
    start: ({ name, namespace, attributes }) =>
      told.push(`<${namespace}|${name}${[...attributes].map(([key, value]) => ` ${key}=${value}`).join('')}>`),
    end: ({ name }) => told.push(`</${name}>`),
    text: (text) => told.push(JSON.stringify(text)),
  }
}

function tell(xml: string, limits?: XmlLimits): string[] {
  const told: string[] = []
  readXml(xml, 'a.xml', () => listening(told), limits)
  return told
}

const LIMITS: XmlLimits = { characters: 200_000, run: 70_000, depth: 3 }

describe('readXml', () => {
  it('should tell elements by namespace, whatever their prefixes', () => {
    expect(
      tell('<a:b xmlns:a="urn:1" xmlns:c="urn:2" d="1" c:d="2" xml:lang="en">x&lt;&#20013;<![CDATA[<y>]]></a:b>'),
    ).toEqual(['<urn:1|b a=urn:1 c=urn:2 d=1 {urn:2}d=2 xml:lang=en>', '"x<中"', '"<y>"', '</b>'])
    expect(inNamespace('urn:2', 'd')).toBe('{urn:2}d')
  })

  it('should read in pieces what it reads at once', () => {
    const xml = `<?xml version="1.0"?>\r\n<a 鍵="值">${'文字 & '.replace('&', '&amp;').repeat(30)}<b/>𝒳</a>`
    const told: string[] = []
    const reader = openXml('a.xml', () => listening(told))
    for (const unit of xml.split('')) reader.write(unit)
    reader.close()
    expect(told).toEqual(tell(xml))
  })

  it('should pass over a byte order mark, in the places of faults too', () => {
    const placeOf = (xml: string) => {
      try {
        return tell(xml)
      } catch (error) {
        return (error as { values: unknown }).values
      }
    }
    expect(tell('\ufeff<a/>')).toEqual(tell('<a/>'))
    expect(placeOf('\ufeff<a></b>')).toMatchObject({ line: 1 })
    expect(placeOf('\ufeff<a></b>')).toEqual(placeOf('<a></b>'))
  })

  it('should pass over a document type that only names a file', () => {
    expect(tell('<!DOCTYPE tmx SYSTEM "http://192.0.2.1/tmx14.dtd"><tmx/>')).toEqual(['<|tmx>', '</tmx>'])
  })

  it.each([
    ['a declared entity', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml-doctype', { line: 1, column: 30 }],
    [
      'a file as an entity',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n<a>&b;</a>',
      'xml-doctype',
      { line: 1 },
    ],
    [
      'an entity of a file that is not read',
      '<!DOCTYPE a SYSTEM "a.dtd">\n<a>&b;</a>',
      'xml-malformed',
      { line: 2, column: 6 },
    ],
    ['a tag that is not closed', '<a>\n<b></a>', 'xml-malformed', { line: 2, column: 7 }],
    ['an end that is missing', '<a>\n\n<b>', 'xml-malformed', { line: 3 }],
    ['a control character', '<a>\n \u0001</a>', 'xml-malformed', { line: 2, column: 2 }],
    ['a control character as a reference', '<a>&#1;</a>', 'xml-malformed', { line: 1 }],
    ['half a character', '<a>\ud800</a>', 'xml-malformed', { line: 1 }],
    ['a prefix that means nothing', '<b:a/>', 'xml-malformed', { line: 1 }],
    ['an attribute twice', '<a b="1" b="2"/>', 'xml-malformed', { line: 1 }],
    ['nothing', '', 'xml-malformed', { line: 1, column: 1 }],
    ['text alone', 'id,source\n', 'xml-malformed', { line: 2 }],
    ['depth', '<a><b><c><d/></c></b></a>', 'xml-too-deep', { line: 1, limit: 3 }],
    ['length', `<a>${'<b>x</b>'.repeat(30_000)}</a>`, 'xml-too-long', { limit: 200_000 }],
    ['long text', `<a>${'x'.repeat(80_000)}</a>`, 'xml-too-long', { limit: 70_000 }],
    ['a long value', `<a b="${'x'.repeat(80_000)}"/>`, 'xml-too-long', { limit: 70_000 }],
    ['a long comment', `<a><!--${'x'.repeat(80_000)}--></a>`, 'xml-too-long', { limit: 70_000 }],
  ])('should refuse %s, and say where', (_, xml, code, values) => {
    expect(() => tell(xml, LIMITS)).toThrow(
      expect.objectContaining({ code, values: expect.objectContaining({ path: 'a.xml', ...values }) }),
    )
  })
})
