/** A key that was pressed, named as `KeyboardEvent.key` names it, with `Ctrl+` or `Alt+` before it; or a pasted text. */
export interface Keystroke {
  readonly key: string
  /** What it types; `''` for keys that type nothing. */
  readonly text: string
}

const ESCAPE = '\u001b'
const PASTE_START = '\u001b[200~'
const PASTE_END = '\u001b[201~'

/** Final letters of `ESC [ … letter` and `ESC O letter`, by xterm, the VT220 and rxvt. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'ArrowUp',
  B: 'ArrowDown',
  C: 'ArrowRight',
  D: 'ArrowLeft',
  F: 'End',
  H: 'Home',
  M: 'Enter',
  Z: 'Shift+Tab',
}

/** Numbers of `ESC [ number ~`, by the VT220, xterm and the Linux console. */
const NUMBERS: Readonly<Record<string, string>> = {
  '1': 'Home',
  '2': 'Insert',
  '3': 'Delete',
  '4': 'End',
  '5': 'PageUp',
  '6': 'PageDown',
  '7': 'Home',
  '8': 'End',
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'Enter',
  '\n': 'Enter',
  '\t': 'Tab',
  '\u0008': 'Backspace',
  '\u007f': 'Backspace',
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Takes what came from the terminal apart into keys.
 *
 * @param isOver nothing more is to come soon: an escape character at the end is the key and no beginning
 * @returns `rest` is the beginning of a key of which more is to come; it goes before what comes next
 */
export function readKeys(
  input: string,
  isOver = false,
): { readonly keys: readonly Keystroke[]; readonly rest: string } {
  const keys: Keystroke[] = []
  let at = 0
  while (at < input.length) {
    const read = readKey(input, at, isOver)
    if (read === null) return { keys, rest: input.slice(at) }
    at = read.end
    if (read.stroke) keys.push(read.stroke)
  }
  return { keys, rest: '' }
}

interface Read {
  /** `null` for what means nothing to us. */
  readonly stroke: Keystroke | null
  readonly end: number
}

/** `null` where more has to come first. */
function readKey(input: string, at: number, isOver: boolean): Read | null {
  const first = input[at] ?? ''
  if (first === ESCAPE) return readEscape(input, at, isOver)
  const named = CONTROLS[first]
  if (named) return { stroke: { key: named, text: '' }, end: at + 1 }
  if (first < ' ') return { stroke: { key: control(first), text: '' }, end: at + 1 }
  const character = graphemeAt(input, at)
  return { stroke: { key: character, text: character }, end: at + character.length }
}

/** `\u0001` is `Ctrl+a`. */
function control(character: string): string {
  return `Ctrl+${String.fromCharCode(character.charCodeAt(0) + 0x60)}`
}

function graphemeAt(input: string, at: number): string {
  // No character is longer than this; the rest of a long paste need not be looked at for each.
  const [first] = graphemes.segment(input.slice(at, at + 64))
  return first?.segment ?? ''
}

function readEscape(input: string, at: number, isOver: boolean): Read | null {
  if (input.startsWith(PASTE_START, at)) return readPaste(input, at + PASTE_START.length, isOver)
  const next = input[at + 1]
  if (next === undefined) return isOver ? { stroke: { key: 'Escape', text: '' }, end: at + 1 } : null
  if (next === ESCAPE) return { stroke: { key: 'Escape', text: '' }, end: at + 1 }
  if (next !== '[' && next !== 'O') return altered(input, at, isOver)
  const sequence = /^\u001b(?:\[\[[A-E]|\[([0-9;:<=>?]*)[ -/]*([@-~])|O([0-9;]*)([ -~]))/.exec(input.slice(at, at + 64))
  if (!sequence) return isOver || input.length - at > 32 ? altered(input, at, true) : null
  const [whole, numbers = '', final = '', , letter = ''] = sequence
  return { stroke: sequenceKey(numbers, final || letter), end: at + whole.length }
}

function sequenceKey(numbers: string, final: string): Keystroke | null {
  const [number = '', modifier = '1'] = numbers.split(';')
  const key = final === '~' ? NUMBERS[number] : LETTERS[final]
  if (key === undefined) return null
  return { key: `${modifierName(Number(modifier))}${key}`, text: '' }
}

/** xterm adds 1 to a sum of 1 for shift, 2 for alt, 4 for control. */
function modifierName(modifier: number): string {
  const held = Number.isSafeInteger(modifier) ? modifier - 1 : 0
  return `${held & 4 ? 'Ctrl+' : ''}${held & 2 ? 'Alt+' : ''}`
}

/** A key pressed with alt comes as an escape character before it. */
function altered(input: string, at: number, isOver: boolean): Read | null {
  const read = readKey(input, at + 1, isOver)
  if (read === null) return null
  return { stroke: read.stroke && { key: `Alt+${read.stroke.key}`, text: '' }, end: read.end }
}

function readPaste(input: string, start: number, isOver: boolean): Read | null {
  const end = input.indexOf(PASTE_END, start)
  if (end < 0 && !isOver) return null
  const text = input.slice(start, end < 0 ? undefined : end)
  return { stroke: { key: 'Paste', text }, end: end < 0 ? input.length : end + PASTE_END.length }
}
