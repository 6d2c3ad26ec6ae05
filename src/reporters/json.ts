/** A report for scripts: the same in every language, two spaces deep, safe to look at on a terminal. */
export function toJson(report: unknown): string {
  return stringify(report, 2)
}

/** The same on one line, for programs that read line by line. */
export function toJsonLine(report: unknown): string {
  return stringify(report, 0)
}

function stringify(report: unknown, indent: number): string {
  // JSON.stringify escapes C0 controls only.
  return `${JSON.stringify(report, null, indent).replace(/[\u007f-\u009f\u2028\u2029]/g, escapeUnit)}\n`
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
