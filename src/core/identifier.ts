import { hash } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 10

/** What a character stands for, by its code. */
const DIGITS: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const digit = ALPHABET.indexOf(String.fromCharCode(code))
  return digit === -1 ? undefined : digit
})

/**
 * A segment's id, given once and kept: ten characters of Crockford's base 32 (50 bits).
 *
 * It follows from where and as what the segment was first seen, so that two people who sync the same new paragraph on
 * two branches give it the same id. `isTaken` says whether an id is in use; then the next of the same seed is tried.
 */
export function createIdentifier(
  seed: readonly [chapter: string, kind: string, text: string],
  isTaken: (id: string) => boolean,
): string {
  for (let attempt = 0; ; attempt++) {
    const id = encode(hash('sha256', `${seed.join('\0')}\0${attempt}`, 'buffer'))
    if (!isTaken(id)) return id
  }
}

/** The fifty bits of an identifier as one number; `null` of a text that {@link createIdentifier} does not make. */
export function identifierNumber(id: string): number | null {
  if (id.length !== LENGTH) return null
  let number = 0
  for (let at = 0; at < LENGTH; at++) {
    const digit = DIGITS[id.charCodeAt(at)]
    if (digit === undefined) return null
    number = number * 32 + digit
  }
  return number
}

/** Two characters of ten bits each from every two bytes: plain integers, since there are many ids to make. */
function encode(digest: Uint8Array): string {
  let id = ''
  for (let at = 0; at < LENGTH; at += 2) {
    const bits = ((digest[at] as number) << 8) | (digest[at + 1] as number)
    id += (ALPHABET[bits & 31] as string) + (ALPHABET[(bits >> 5) & 31] as string)
  }
  return id
}
