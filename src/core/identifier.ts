import { createHash } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

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
    const id = encode(
      createHash('sha256')
        .update(JSON.stringify([...seed, attempt]))
        .digest(),
    )
    if (!isTaken(id)) return id
  }
}

function encode(digest: Uint8Array): string {
  let bits = 0n
  for (const byte of digest.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte)
  let id = ''
  for (let index = 0; index < 10; index++) {
    id += ALPHABET[Number(bits & 31n)]
    bits >>= 5n
  }
  return id
}
