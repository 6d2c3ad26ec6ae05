import { createHash } from 'node:crypto'

/** Equal digests: equal plain data, its keys in equal order. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
