import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editorText, readEditorText } from '../../../src/review/terminal/editor-file.js'

const notes = [{ title: 'Chinese', lines: ['监听器', '绑定\n端口'] }]

describe('the file an editor opens', () => {
  it('should have the text, a line to cut at, and the notes', () => {
    expect(editorText('The listener\nbinds.', 'zhen: dropped', notes)).toBe(
      [
        'The listener',
        'binds.',
        '',
        '%% ------------------------ >8 ------------------------ zhen: dropped',
        '%%',
        '%% Chinese',
        '%%   监听器',
        '%%   绑定 端口',
        '',
      ].join('\n'),
    )
  })

  it.each([
    ['as it was', editorText('Text.', 'cut', notes), 'Text.'],
    ['emptied above the line', editorText('', 'cut', notes), ''],
    ['without the line and the notes', 'New text.\n', 'New text.'],
    ['without the line, the notes still there', editorText('Text.', 'cut', notes).replace(/^%% -.*\n/m, ''), 'Text.'],
    [
      'from an editor that writes a BOM and CRLF',
      `\ufeff${editorText('a\nb', 'cut', notes).replaceAll('\n', '\r\n')}`,
      'a\nb',
    ],
    ['with blank lines around', '\n\n  \n  indented\n\n\n', '  indented'],
    ['with the Markdown comment of somebody', '%% not ours\ntext', '%% not ours\ntext'],
    ['nothing', '', ''],
  ])('should come back %s', (_, content, expected) => {
    expect(readEditorText(content)).toBe(expected)
  })

  it('should give back every text it was given', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom('%%', '\n', '% ', '-', ' ', '中', '>8'), fc.string()), { maxLength: 12 })
      .map((parts) => parts.join('').replace(/\r/g, ''))
    fc.assert(
      fc.property(text, (given) => {
        const expected = given
          .replace(/^\ufeff/, '')
          .replace(/^(?:[ \t]*\n)+/, '')
          .trimEnd()
        fc.pre(!/^%% -+ >8 -/m.test(given))
        expect(readEditorText(editorText(given, 'cut', notes))).toBe(expected)
      }),
    )
  })
})
