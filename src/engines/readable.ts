import type { EngineText } from '../app/engine-port.js'
import { parseEngineForm } from '../core/codes/engine-form.js'

/** Roughly as a paragraph around another text shows it: good enough to know it again. */
export function readable({ text, codes }: Pick<EngineText, 'text' | 'codes'>): string {
  const tokens = parseEngineForm(text)
  if ('fault' in tokens) return text
  const shown = new Map(codes.map(({ id, shows }) => [id, shows]))
  return tokens
    .map((token) => (token.kind === 'text' ? token.text : token.kind === 'lock' ? (shown.get(token.id) ?? '') : ''))
    .join('')
}

/** The letters and digits of a text: what readable forms have in common that differ in markup and blanks. */
export function bareWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}
