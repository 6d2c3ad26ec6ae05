import { hash } from 'node:crypto'
import { normalizeText } from '../core/text.js'

/** What texts are found by: 16 bytes, equal for two texts exactly when `sameText` says they are the same. */
export function textKey(text: string): Buffer {
  return hash('sha256', normalizeText(text), 'buffer').subarray(0, 16)
}

/** `text` as UTF-8 can hold it: lone surrogates become U+FFFD, one each. */
export function toUnicode(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
