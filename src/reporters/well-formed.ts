import { plain } from './plain.js'

/** Half of a surrogate pair, and what XML 1.0 does not allow even as a reference. */
const UNUSABLE = /\p{Surrogate}|[\ufffe\uffff]/gu

/** Text that any format can carry: nothing a terminal obeys, no half characters. */
export function wellFormed(text: string): string {
  return plain(text).replace(UNUSABLE, '\ufffd')
}
