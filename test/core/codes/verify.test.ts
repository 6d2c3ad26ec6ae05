import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCodes } from '../../../src/core/codes/decode.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { complaint } from '../../../src/core/codes/faults.js'
import { verifyAnswer } from '../../../src/core/codes/verify.js'
import { markedText } from './texts.js'

/** The Markdown that an answer gives, or the fault. */
function answered(source: string, answer: string): string {
  const coded = encodeCodes(source)
  const verified = verifyAnswer(answer, coded)
  return 'fault' in verified ? verified.fault : decodeCodes(verified.text, coded.codes)
}

describe('verifyAnswer', () => {
  it.each([
    ['设置`retry_on`。', 'Set<x id="1"/>.', 'Set `retry_on`.'],
    ['设置`retry_on`。', "  Set <x id='1' /> .\n", 'Set `retry_on`.'],
    ['设置`retry_on`。', 'Set <x id="1"></x>。', 'Set `retry_on`.'],
    ['见[文档](a.md "题")。', 'See <g id="1"> the docs </g>.', 'See [the docs](a.md "题").'],
    ['用**粗体**字', 'Use<g id="1">bold</g>letters', 'Use **bold** letters'],
    ['**“熔断”**是', '<g id="1">“Circuit breaking”</g>is', '**“Circuit breaking”** is'],
    ['A 和 B', 'A &amp; B', 'A & B'],
    ['多个`Pod`的', 'Several<x id="1"/>s', 'Several `Pod`s'],
    ['文字[^1]。', 'Text <x id="1"/>.', 'Text[^1].'],
    ['调用__init__方法', 'Call the __init__ method', 'Call the \\_\\_init\\_\\_ method'],
    ['路径', 'The path C:\\_x', 'The path C:\\\\_x'],
    ['两\n行', 'two\n\nlines', 'two\nlines'],
    ['一行', 'one\nline', 'one line'],
    ['见[文档][]。', 'See the <g id="1">docs</g>.', 'See the [docs][文档].'],
    ['![熔断](a.svg) 图', '<g id="1">Circuit breaking</g> figure', '![Circuit breaking](a.svg) figure'],
    ['**文字**和`a`', '<g id="1">Text and <x id="2"/></g>', '**Text and `a`**'],
    ['本书名为《内幕》', 'The book is called “Insider” (《内幕》)', 'The book is called “Insider” (“内幕”)'],
    ['参数 <挂载点>', 'The parameter &lt;mount point&gt;', 'The parameter \\<mount point>'],
    ['变量 $价格$', 'The variable $price$', 'The variable \\$price\\$'],
    ['价格 5 * 3', 'The price is 5 <x id="1"/> 3, 2 * 2', 'The price is 5 * 3, 2 * 2'],
  ])('should take for %s: %s', (source, answer, expected) => {
    expect(answered(source, answer)).toBe(expected)
  })

  it.each([
    ['设置`a`', 'Set', 'code-missing'],
    ['设置`a`', 'Set <x id="1"/> <x id="1"/>', 'code-doubled'],
    ['设置`a`', 'Set <x id="1"/> <x id="2"/>', 'code-unknown'],
    ['设置`a`', 'Set <g id="1">a</g>', 'code-unknown'],
    ['设置`a`', 'Set <x id="1"/> <b>b</b>', 'code-unknown'],
    ['设置`a`', 'Set <x id="1">a</x>', 'code-filled'],
    ['见[文](a)', 'See <g id="1"/> text', 'code-empty'],
    ['见[文](a)', 'See <g id="1"> </g> text', 'code-empty'],
    ['见[文](a)', 'See <g id="1">text', 'nesting'],
    ['见[文](a)', 'See text</g>', 'nesting'],
    ['见[文`b`](a)', 'See <g id="1">text</g> <x id="2"/>', 'nesting'],
    ['设置', 'Set & go', 'not-xml'],
    ['设置', 'Set < go', 'not-xml'],
    ['设置', 'Set &nbsp; go', 'not-xml'],
    ['设置', '<!-- x -->Set', 'not-xml'],
    ['设置', '', 'empty'],
    ['设置`a`', '<x id="1"/>', 'empty'],
    ['设置', 'Set `a`', 'new-markup'],
    ['设置', 'Set **this**', 'new-markup'],
    ['设置', 'Set [this](a)', 'new-markup'],
    ['设置', 'Set &lt;b&gt;this', 'new-markup'],
    ['设置', 'See https://a.example', 'new-markup'],
    ['设置', 'R &amp;amp; D', 'new-markup'],
    ['监听器接受连接', '监听器接受连接', 'still-source'],
    ['监听器接受连接', 'The 监听器 accepts connections', 'still-source'],
    ['图：过滤器', '图: The filter', 'still-source'],
    ['《内幕》', '“内幕”', 'still-source'],
  ])('should refuse for %s: %s', (source, answer, fault) => {
    expect(answered(source, answer)).toBe(fault)
  })

  it('should escape nothing where backslashes would show', () => {
    const source = encodeCodes('参数 <挂载点> 与 `a`')
    const answer = '&lt;mount point&gt; and <x id="1"/>'
    expect(verifyAnswer(answer, source, { isMarkdown: false })).toEqual({ text: answer })
    expect(verifyAnswer('*any* <x id="1"/>', source, { isMarkdown: false })).toMatchObject({ fault: 'new-markup' })
  })

  it('should take the text itself where that is English', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const english = text.replace(/\p{Script=Han}/gu, 'a')
        const coded = encodeCodes(english)
        const verified = verifyAnswer(coded.text, coded)
        if ('fault' in verified) expect(['markup-lost', 'new-markup', 'code-empty', 'empty']).toContain(verified.fault)
      }),
    )
  })

  it('should say what was wrong', () => {
    const refused = verifyAnswer('Set', encodeCodes('设置`a`'))
    expect('fault' in refused && complaint(refused)).toBe(
      'The tag <x id="1"/> was missing. Return every tag of the source exactly once, unchanged, and no other tag.',
    )
  })
})
