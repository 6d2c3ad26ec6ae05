import { describe, expect, it } from 'vitest'
import { maskedText } from '../../../src/core/codes/coded-text.js'
import { decodeCodes } from '../../../src/core/codes/decode.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'

/** The engine form, and each code's type with its Markdown. */
const coded = (text: string) => {
  const { text: engineText, codes } = encodeCodes(text)
  return [engineText, ...codes.map(({ type, open, close }) => `${type} ${open}${close && ` ${close}`}`)]
}

describe('encodeCodes', () => {
  it.each<[string, ...string[]]>([
    ['A & B < C', 'A &amp; B &lt; C'],
    ['用 `retry_on` 和 https://a.b/c。', '用 <x id="1"/> 和 <x id="2"/>。', 'code `retry_on`', 'url https://a.b/c'],
    ['见[文档](a.md "题")', '见<g id="1">文档</g>', 'link [ ](a.md "题")'],
    ['见[文档][]与[图][x]', '见<g id="1">文档</g>与<g id="2">图</g>', 'reference [ ][]', 'reference [ ][x]'],
    ['见[`a`](a.md)', '见<x id="1"/>', 'link [`a`](a.md)'],
    ['![熔断](a.svg) ![Envoy](b.svg)', '<g id="1">熔断</g> <x id="2"/>', 'image ![ ](a.svg)', 'image ![Envoy](b.svg)'],
    ['**粗*斜*** 字', '<g id="1">粗<g id="2">斜</g></g> 字', 'emphasis ** **', 'emphasis * *'],
    ['a * b ** c', 'a <x id="1"/> b <x id="2"/> c', 'literal *', 'literal **'],
    ['~~旧~~ 与 ~~~', '<g id="1">旧</g> 与 <x id="2"/>', 'emphasis ~~ ~~', 'literal ~~~'],
    ['**“熔断”**是', '<g id="1">“熔断”</g>是', 'emphasis ** **'],
    ['*[文*字](a)', '<x id="1"/><g id="2">文<x id="3"/>字</g>', 'literal *', 'link [ ](a)', 'literal *'],
    ['<b>粗</b><br/>行', '<g id="1">粗</g><x id="2"/>行', 'html <b> </b>', 'html <br/>'],
    ['<b>**粗</b>字**', '<x id="1"/><g id="2">粗<x id="3"/>字</g>', 'html <b>', 'emphasis ** **', 'html </b>'],
    ['<b><i>字</b>', '<g id="1"><x id="2"/>字</g>', 'html <b> </b>', 'html <i>'],
    [
      '<code>a b</code> <code>码</code>',
      '<x id="1"/> <g id="2">码</g>',
      'html <code>a b</code>',
      'html <code> </code>',
    ],
    ['注[^1]与 {{ book }}', '注<x id="1"/>与 <x id="2"/>', 'footnote [^1]', 'substitution {{ book }}'],
    ['见 {ref}`熔断` {ref}`阈值 <x>`', '见 <x id="1"/> <g id="2">阈值</g>', 'role {ref}`熔断`', 'role {ref}`  <x>`'],
    [
      '{math}`a` $b$ {abbr}`词*`',
      '<x id="1"/> <x id="2"/> <g id="3">词*</g>',
      'role {math}`a`',
      'math $b$',
      'role {abbr}` `',
    ],
    ['行  \n行\\\n行', '行<x id="1"/>行<x id="2"/>行', 'break   \n', 'break \\\n'],
    ['\\* 与 &nbsp;', '<x id="1"/> 与 <x id="2"/>', 'escape \\*', 'entity &nbsp;'],
    ['[文](a){.c} `b`{l=d}', '<g id="1">文</g> <x id="2"/>', 'link [ ](a){.c}', 'code `b`{l=d}'],
    ['一\u0000二', '一<x id="1"/>二', 'control \u0000'],
  ])('should read %j', (text, ...expected) => {
    expect(coded(text)).toEqual(expected)
  })

  it('should tell what a code is', () => {
    const [link, role] = encodeCodes('[文](a.md)与{ref}`阈值 <limits>`').codes
    expect(link).toMatchObject({ form: 'paired', role: 'link', label: 'a.md', shows: 'a.md' })
    expect(role).toMatchObject({ form: 'paired', role: 'ref', label: 'limits', close: ' <limits>`' })
  })

  it('should tell emphasis inside a word from emphasis next to Chinese', () => {
    const { codes } = encodeCodes('**I**stio 的**粗**')
    expect(codes.map(({ touches }) => touches)).toEqual([
      { before: false, after: true },
      { before: false, after: false },
    ])
  })
})

describe('decodeCodes', () => {
  it.each([
    ['见 {ref}`熔断`', '见 {ref}`circuit`'],
    ['见 {numref}`图 <熔断>`', '见 {numref}`图 <circuit>`'],
    ['见 [熔断](熔断 "熔断")', '见 [熔断](circuit "熔断")'],
    ['见 {ref}`别的`', '见 {ref}`别的`'],
  ])('should put the other label into %s', (text, expected) => {
    const { text: engineText, codes } = encodeCodes(text)
    const mapLabel = (_: string, label: string) => (label === '熔断' ? 'circuit' : null)
    expect(decodeCodes(engineText, codes, { mapLabel })).toBe(expected)
  })
})

describe('maskedText', () => {
  it('should be the same for texts that differ in the contents of codes and in white space', () => {
    const [one, other] = ['设置 `a`\n见[文](b)', '设置  `c` 见[文](d) ']
    expect(maskedText(encodeCodes(one ?? ''))).toBe(maskedText(encodeCodes(other ?? '')))
  })
})
