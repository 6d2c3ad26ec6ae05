/** A part of what stands below the cut line: a heading and the lines under it. */
export interface EditorNote {
  readonly title: string
  readonly lines: readonly string[]
}

/** Every line that is dropped begins so; no paragraph of Markdown does. */
const MARK = '%%'

const CUT = /^%% -+ >8 -+.*$/m

/**
 * What the editor opens: the English, and below a cut line what helps to write it.
 *
 * @param cutWords say what the line is for
 */
export function editorText(text: string, cutWords: string, notes: readonly EditorNote[]): string {
  const below = notes.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)])
  const cut = `${MARK} ------------------------ >8 ------------------------ ${cutWords}`
  return `${[text, '', cut, ...below.map((line) => `${MARK} ${line.replace(/[\r\n]+/g, ' ')}`.trimEnd())].join('\n')}\n`
}

/** The English that came back; `''` where all of it was taken out. Where the cut line was deleted, so are the notes. */
export function readEditorText(content: string): string {
  const whole = content.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const cut = CUT.exec(whole)
  const text = cut ? whole.slice(0, cut.index) : withoutNotes(whole)
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
}

function withoutNotes(whole: string): string {
  const lines = whole.split('\n')
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith(MARK))
  return lines.slice(0, last + 1).join('\n')
}
