import type { ComparedWords } from '../app/report.js'
import type { Look } from './look.js'
import { plain } from './plain.js'
import type { Run } from './wrap.js'

/** Old and new text in one: what went and what came, coloured, or marked as `wdiff` does. */
export function compareRuns(words: readonly ComparedWords[], { colour, paint }: Look): Run[] {
  return words.map(({ op, text }) => {
    const shown = plain(text)
    if (op === 'same') return { text: shown, paint: asIs }
    if (op === 'removed') {
      return colour
        ? { text: shown, paint: (piece) => paint.red(paint.strikethrough(piece)) }
        : { text: `[-${shown}-]`, paint: asIs }
    }
    return colour
      ? { text: shown, paint: (piece) => paint.green(paint.underline(piece)) }
      : { text: `{+${shown}+}`, paint: asIs }
  })
}

export function asIs(text: string): string {
  return text
}
