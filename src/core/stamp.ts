/** ISO 8601, UTC, to the second. `at` in milliseconds since 1970. */
export function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
