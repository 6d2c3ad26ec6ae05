/** A report for scripts: the same in every language, two spaces deep, safe to look at on a terminal. */
export function toJson(report: unknown): string {
  return stringify(report, 2)
}

/** The same on one line, for programs that read line by line. */
export function toJsonLine(report: unknown): string {
  return stringify(report, 0)
}

const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#\w*\[)/g

function stringify(report: unknown, indent: number): string {
  // JSON.stringify escapes C0 controls only; and the log of a job finds commands in the middle of lines.
  return `${JSON.stringify(report, null, indent).replace(OBEYED, escapeUnit)}\n`
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
