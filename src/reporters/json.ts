/** A report for scripts: the same in every language, two spaces deep, safe to look at on a terminal. */
export function toJson(report: unknown): string {
  // JSON.stringify escapes C0 controls only.
  return `${JSON.stringify(report, null, 2).replace(/[\u007f-\u009f\u2028\u2029]/g, escapeUnit)}\n`
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
