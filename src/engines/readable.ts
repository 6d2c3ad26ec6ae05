import type { EngineText } from '../app/engine-port.js'
import { parseEngineForm } from '../core/codes/engine-form.js'
import { readableTokens } from '../core/codes/readable-text.js'

/** Roughly as a paragraph around another text shows it: good enough to know it again. */
export function readable({ text, codes }: Pick<EngineText, 'text' | 'codes'>): string {
  const tokens = parseEngineForm(text)
  if ('fault' in tokens) return text
  return readableTokens(tokens, codes)
}

/** The letters and digits of a text: what readable forms have in common that differ in markup and blanks. */
export function bareWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}
