import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { holdsChinese } from '../../../src/app/assets/chinese-text.js'

const packed = (xml: string) => deflateRawSync(Buffer.from(encodeURIComponent(xml))).toString('base64')
const diagram = (label: string) => `<mxGraphModel><root><mxCell id="1" value="${label}"/></root></mxGraphModel>`
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

describe('holdsChinese', () => {
  it.each([
    ['a.svg', '<svg><text x="1">监听器</text></svg>', true],
    ['a.SVG', '<svg><text>&#30417;&#x542C;</text></svg>', true],
    ['a.svg', '<svg><text><![CDATA[监听器]]></text></svg>', true],
    ['a.svg', '<svg><foreignObject><div a=">">监听器</div></foreignObject></svg>', true],
    ['a.svg', '<svg><text>Listener</text></svg>', false],
    ['a.svg', '<svg><!-- 监听器 --><style>.a{content:"监听"}</style><g id="监听器"/></svg>', false],
    [
      'a.drawio.svg',
      `<svg content="${escaped(`<mxfile><diagram>${diagram('监听器')}</diagram></mxfile>`)}"></svg>`,
      true,
    ],
    [
      'a.drawio.svg',
      `<svg content="${escaped(`<mxfile><diagram>${packed(diagram('监听器'))}</diagram></mxfile>`)}"></svg>`,
      true,
    ],
    ['a.drawio.svg', `<svg content="${escaped(`<mxfile>${packed(diagram('Listener'))}</mxfile>`)}"></svg>`, false],
    ['a.drawio', `<mxfile><diagram>${packed(diagram('监听器'))}</diagram></mxfile>`, true],
    ['a.drawio', `<mxfile><diagram>${diagram('监听器')}</diagram></mxfile>`, true],
    ['a.png', '<svg><text>监听器</text></svg>', false],
    ['a.svg', '', false],
    ['a.svg', `<svg content="${'A'.repeat(40)}"><text>${'A'.repeat(40)}</text>`, false],
  ])('%s %s: %s', (path, xml, expected) => {
    expect(holdsChinese(path, Buffer.from(xml))).toBe(expected)
  })

  it('should not take long over hostile drawings', () => {
    const xml = `<svg>${'<'.repeat(200_000)}${'<style>'.repeat(20_000)}`
    expect(holdsChinese('a.svg', Buffer.from(xml))).toBe(false)
  })
})
