import type { Code } from './coded-text.js'
import { type Token, tokensOfForm } from './engine-form.js'

export interface DecodeOptions {
  /**
   * The label in the other language of what `{role}` leads to; `null` where it is the same. Asked for every code that has
   * a label: roles by their name, and `link`, `image`, `reference`.
   */
  readonly mapLabel?: (role: string, label: string) => string | null
}

/** Where a piece of markup stands in a decoded text. */
export interface Place {
  readonly code: Code
  readonly kind: 'lock' | 'open' | 'close'
  readonly start: number
  readonly end: number
}

export interface Assembled {
  readonly text: string
  /** In order. */
  readonly places: readonly Place[]
}

/**
 * Gives back the Markdown of a text in engine form: `decodeCodes(encodeCodes(x).text, encodeCodes(x).codes) === x`.
 *
 * The text must be one that {@link encodeCodes} or {@link verifyAnswer} gave for these codes.
 */
export function decodeCodes(engineText: string, codes: readonly Code[], options: DecodeOptions = {}): string {
  return assemble(tokensOfForm(engineText), codes, options).text
}

/** Puts the pieces of a text together, and tells where its markup is. */
export function assemble(
  tokens: readonly Token[],
  codes: readonly Code[],
  { mapLabel }: DecodeOptions = {},
): Assembled {
  const places: Place[] = []
  const contents: number[] = []
  let text = ''
  for (const token of tokens) {
    if (token.kind === 'text') {
      text += token.text
      continue
    }
    const code = codes[token.id - 1]
    if (!code) throw new RangeError(`no code ${token.id}`)
    const markup = token.kind === 'close' ? closingOf(code, text, contents.pop() ?? 0) : code.open
    const written = holdsLabel(code, token.kind) ? withLabel(markup, code, mapLabel) : markup
    places.push({ code, kind: token.kind, start: text.length, end: text.length + written.length })
    text += written
    if (token.kind === 'open') contents.push(text.length)
  }
  return { text, places }
}

/** `[text][]` is found by its text: with another text it has to name what it was found by. */
function closingOf({ close, label }: Code, text: string, contentStart: number): string {
  const isRenamed = close.startsWith('][]') && text.slice(contentStart) !== label
  return isRenamed ? `][${label}]${close.slice(3)}` : close
}

function holdsLabel({ form, label }: Code, kind: Place['kind']): boolean {
  return label !== null && (form === 'locked' ? kind === 'lock' : kind === 'close')
}

function withLabel(markup: string, code: Code, mapLabel: DecodeOptions['mapLabel']): string {
  const mapped = mapLabel && code.label !== null ? mapLabel(code.role, code.label) : null
  return mapped === null ? markup : (relabel(markup, code, mapped) ?? markup)
}

/** A code's Markdown with another label; `null` where the label does not stand there as it is. */
export function relabel(markup: string, { type, label }: Code, next: string): string | null {
  if (!label) return null
  const at = type === 'role' ? markup.lastIndexOf(label) : markup.indexOf(label, markup.lastIndexOf('](') + 2)
  return at === -1 ? null : markup.slice(0, at) + next + markup.slice(at + label.length)
}
