/** A report for scripts: the same in every language, two spaces deep, safe to look at on a terminal. */
export function toJson(report: unknown): string {
  return stringify(report, 2)
}

/** The same on one line, for programs that read line by line. */
export function toJsonLine(report: unknown): string {
  return stringify(report, 0)
}

/**
 * What {@link toJson} writes of the report with a list as the value of `key`, which is empty in it: in pieces, for a list
 * that memory, or a string, need not hold.
 */
export async function* toJsonPieces<Key extends string>(
  report: Readonly<Record<Key, readonly never[]>>,
  key: Key,
  batches: AsyncIterable<readonly unknown[]>,
): AsyncGenerator<string> {
  // Of texts no line begins behind a line end: those are escaped.
  const [before, after] = cutBehind(toJson(report), `\n  ${JSON.stringify(key)}: [`)
  yield before
  let separator = '\n'
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield separator + batch.map(listed).join(',\n')
    separator = ',\n'
  }
  yield separator === '\n' ? after : `\n  ${after}`
}

function cutBehind(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark) + mark.length
  return [text.slice(0, at), text.slice(at)]
}

function listed(value: unknown): string {
  return toJson(value).trimEnd().replace(/^/gm, '    ')
}

const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#\w*\[)/g

function stringify(report: unknown, indent: number): string {
  // JSON.stringify escapes C0 controls only; and the log of a job finds commands in the middle of lines.
  return `${JSON.stringify(report, null, indent).replace(OBEYED, escapeUnit)}\n`
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
