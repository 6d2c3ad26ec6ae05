/** Where a text stops being JSON; 1-based, columns in UTF-16 units. */
export interface JsonError {
  readonly line: number
  readonly column: number
  /** What could have stood there. */
  readonly expected: string
  /** The rest of the line, cut short; `''` at the end of the text. */
  readonly found: string
}

const BLANK = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y

/**
 * Finds the first error of a text that `JSON.parse` refused; Node 20 does not say where it is.
 *
 * Source: RFC 8259. Keeps its own stack: depth costs nothing.
 */
export function locateJsonError(text: string): JsonError {
  const scan = new Scan(text)
  const closers: string[] = []
  for (;;) {
    scan.take(BLANK)
    const opener = scan.takeOne('{[')
    if (opener) {
      closers.push(opener === '{' ? '}' : ']')
      scan.take(BLANK)
      if (!scan.takeOne(closers.at(-1) ?? '')) {
        if (opener === '{' && !scan.takeKey()) return scan.error('"key":')
        continue
      }
      closers.pop()
    } else if (!scan.take(STRING) && !scan.take(SCALAR)) return scan.error('a value')
    const missing = closeAll(scan, closers)
    if (missing !== null) return scan.error(missing)
  }
}

/** After a value: closes what closes. `null` when another value must follow. */
function closeAll(scan: Scan, closers: string[]): string | null {
  for (;;) {
    scan.take(BLANK)
    const closer = closers.at(-1)
    if (closer === undefined) return 'nothing more'
    if (scan.takeOne(',')) {
      scan.take(BLANK)
      return closer === '}' && !scan.takeKey() ? '"key":' : null
    }
    if (!scan.takeOne(closer)) return `, or ${closer}`
    closers.pop()
  }
}

class Scan {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    this.#at += match?.[0].length ?? 0
    return match !== null
  }

  takeOne(characters: string): string | undefined {
    const character = this.#text[this.#at]
    if (character === undefined || !characters.includes(character)) return undefined
    this.#at++
    return character
  }

  takeKey(): boolean {
    return this.take(STRING) && this.take(BLANK) && this.takeOne(':') !== undefined
  }

  error(expected: string): JsonError {
    const before = this.#text.slice(0, this.#at).split(/\r\n|\r|\n/)
    const found = /[^\r\n]*/.exec(this.#text.slice(this.#at))?.[0] ?? ''
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected, found: found.slice(0, 40) }
  }
}
