import { plain } from '../../reporters/plain.js'
import type { Keystroke } from './keyboard.js'

/** A line that is being typed, divided by the cursor. */
export interface Typing {
  readonly before: string
  readonly after: string
}

export const NOTHING_TYPED: Typing = { before: '', after: '' }

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

export function typedText({ before, after }: Typing): string {
  return before + after
}

/** What a key does to the line, as in a shell. Keys that mean nothing here leave it as it is. */
export function typeKey(typing: Typing, { key, text }: Keystroke): Typing {
  const { before, after } = typing
  const edit = EDITS[key]
  if (edit) return edit(before, after)
  // Pasted line ends become blanks, and nothing typed can disturb the screen.
  return text === '' ? typing : { before: before + plain(text.replace(/\s*[\r\n]+\s*/g, ' ')), after }
}

const EDITS: Readonly<Record<string, (before: string, after: string) => Typing>> = {
  Backspace: (before, after) => ({ before: before.slice(0, -lastOf(before).length || before.length), after }),
  Delete: deleteNext,
  ArrowLeft: moveLeft,
  'Ctrl+b': moveLeft,
  ArrowRight: moveRight,
  'Ctrl+f': moveRight,
  Home: moveToStart,
  'Ctrl+a': moveToStart,
  End: moveToEnd,
  'Ctrl+e': moveToEnd,
  'Ctrl+u': (_, after) => ({ before: '', after }),
  'Ctrl+k': (before) => ({ before, after: '' }),
  'Ctrl+w': (before, after) => ({ before: before.replace(/\S*\s*$/, ''), after }),
  'Ctrl+d': deleteNext,
}

function deleteNext(before: string, after: string): Typing {
  return { before, after: after.slice(firstOf(after).length) }
}

function moveLeft(before: string, after: string): Typing {
  const moved = lastOf(before)
  return { before: before.slice(0, before.length - moved.length), after: moved + after }
}

function moveRight(before: string, after: string): Typing {
  const moved = firstOf(after)
  return { before: before + moved, after: after.slice(moved.length) }
}

function moveToStart(before: string, after: string): Typing {
  return { before: '', after: before + after }
}

function moveToEnd(before: string, after: string): Typing {
  return { before: before + after, after: '' }
}

function firstOf(text: string): string {
  const [first] = graphemes.segment(text)
  return first?.segment ?? ''
}

function lastOf(text: string): string {
  return [...graphemes.segment(text)].at(-1)?.segment ?? ''
}
