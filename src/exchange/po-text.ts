import { ZhenError } from '../core/errors.js'

/** An entry of a PO file. */
export interface PoEntry {
  /** `#`: what people wrote. */
  readonly comments: readonly string[]
  /** `#.` */
  readonly extracted: readonly string[]
  /** `#:` */
  readonly references: readonly string[]
  /** `#,` */
  readonly flags: readonly string[]
  /** `#| msgid` */
  readonly previous: string | null
  readonly context: string | null
  readonly id: string
  /** More than one where the entry has a plural. */
  readonly texts: readonly string[]
  /** `#~` */
  readonly obsolete: boolean
  /** 1-based: where its `msgid` stands. */
  readonly line: number
}

export type WrittenEntry = Omit<PoEntry, 'obsolete' | 'line' | 'texts'> & { readonly text: string }

/** Lines longer than this are folded behind a blank, as gettext's own programs do. */
const WIDEST = 76

/** Writes PO. Source: GNU gettext manual, "The Format of PO Files". */
export function formatPo(entries: readonly WrittenEntry[]): string {
  return entries.map((entry) => `${entryLines(entry).join('\n')}\n`).join('\n')
}

function entryLines({ comments, extracted, references, flags, previous, context, id, text }: WrittenEntry): string[] {
  return [
    ...comments.flatMap((comment) => commentLines('# ', comment)),
    ...extracted.flatMap((comment) => commentLines('#. ', comment)),
    ...references.map((reference) => `#: ${oneLine(reference)}`),
    ...(flags.length === 0 ? [] : [`#, ${flags.join(', ')}`]),
    ...(previous === null ? [] : keywordLines('msgid', previous).map((line) => `#| ${line}`)),
    ...(context === null ? [] : keywordLines('msgctxt', context)),
    ...keywordLines('msgid', id),
    ...keywordLines('msgstr', text),
  ]
}

function commentLines(mark: string, comment: string): string[] {
  return comment.split(/\r\n?|[\n\u2028\u2029\u0085]/).map((line) => `${mark}${oneLine(line)}`.trimEnd())
}

/** What would end a line of a comment. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
}

function keywordLines(keyword: string, text: string): string[] {
  const lines = text.split(/(?<=\n)/).flatMap((line) => fold(line))
  if (lines.length <= 1) return [`${keyword} "${escapePo(text)}"`]
  return [`${keyword} ""`, ...lines.map((line) => `"${escapePo(line)}"`)]
}

function fold(line: string): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(/(?<= )/)) {
    if (current !== '' && current.length + word.length > WIDEST) {
      lines.push(current)
      current = ''
    }
    current += word
  }
  return [...lines, current]
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

/** Control characters are written in octal, of which three figures are all there can be. */
function escapePo(text: string): string {
  return text.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    return ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
  })
}

const UNESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
}

/**
 * Reads PO. Keywords and quoted lines are read strictly, comments as they come.
 *
 * @throws ZhenError `po-malformed` with the line and column of what cannot be read
 */
export function parsePo(text: string, path: string): PoEntry[] {
  const parser = new PoParser(path)
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      parser.take(line, index + 1)
    })
  return parser.finish()
}

interface OpenEntry {
  comments: string[]
  extracted: string[]
  references: string[]
  flags: string[]
  previous: string | null
  context: string | null
  id: string | null
  texts: string[]
  obsolete: boolean
  line: number
}

function newEntry(): OpenEntry {
  return {
    comments: [],
    extracted: [],
    references: [],
    flags: [],
    previous: null,
    context: null,
    id: null,
    texts: [],
    obsolete: false,
    line: 0,
  }
}

const KEYWORD = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,3}\])?)(?=[\s"])/
const QUOTED = /^"((?:[^"\\]|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[^0-7x]))*)"\s*$/

class PoParser {
  readonly #path: string
  readonly #entries: PoEntry[] = []
  #entry = newEntry()
  /** Where a quoted line that follows belongs. */
  #append: ((text: string) => void) | null = null
  #line = 0

  constructor(path: string) {
    this.#path = path
  }

  take(line: string, number: number): void {
    this.#line = number
    const rest = line.trimStart()
    const column = line.length - rest.length + 1
    if (rest === '') return
    if (rest.startsWith('#~')) this.#takeObsolete(rest, column)
    else if (rest.startsWith('#|')) this.#statement(rest.slice(2), column + 2, true)
    else if (rest.startsWith('#')) this.#comment(rest)
    else this.#statement(rest, column, false)
  }

  finish(): PoEntry[] {
    if (this.#entry.id !== null || this.#entry.context !== null) this.#close(1)
    return this.#entries
  }

  #takeObsolete(rest: string, column: number): void {
    const content = rest.slice(2)
    if (content.startsWith('|')) return
    this.#statement(content, column + 2, false)
    this.#entry.obsolete = true
  }

  #comment(rest: string): void {
    this.#append = null
    if (this.#entry.texts.length > 0) this.#close(1)
    const words = rest.slice(2).trim()
    const kinds: Readonly<Record<string, string[]>> = {
      '.': this.#entry.extracted,
      ':': this.#entry.references,
      ',': this.#entry.flags,
    }
    const kind = kinds[rest[1] ?? '']
    if (kind === this.#entry.flags) this.#entry.flags.push(...words.split(',').map((flag) => flag.trim()))
    else if (kind) kind.push(words)
    else this.#entry.comments.push(rest.slice(1).trim())
  }

  #statement(content: string, from: number, isPrevious: boolean): void {
    const rest = content.trimStart()
    const column = from + content.length - rest.length
    const keyword = KEYWORD.exec(rest)?.[1]
    if (keyword === undefined && !rest.startsWith('"')) {
      this.#refuse(column, 'msgctxt, msgid, msgstr or a text in double quotes', rest)
    }
    const quoted = rest.slice(keyword?.length ?? 0)
    const at = column + (keyword?.length ?? 0) + quoted.length - quoted.trimStart().length
    if (isPrevious && this.#entry.texts.length > 0) this.#close(column)
    if (keyword !== undefined) this.#append = this.#begin(keyword, column, isPrevious)
    if (!this.#append) this.#refuse(column, 'msgid', rest)
    this.#append(this.#unquote(quoted.trimStart(), at))
  }

  #begin(keyword: string, column: number, isPrevious: boolean): (text: string) => void {
    if (isPrevious) return this.#beginPrevious(keyword)
    if ((keyword === 'msgctxt' || keyword === 'msgid') && this.#entry.texts.length > 0) this.#close(column)
    const entry = this.#entry
    if (keyword === 'msgctxt') {
      if (entry.context !== null || entry.id !== null) this.#refuse(column, 'msgstr', keyword)
      entry.context = ''
      return (text) => {
        entry.context += text
      }
    }
    if (keyword === 'msgid') {
      if (entry.id !== null) this.#refuse(column, 'msgstr', keyword)
      entry.id = ''
      entry.line = this.#line
      return (text) => {
        entry.id += text
      }
    }
    if (entry.id === null) this.#refuse(column, 'msgid', keyword)
    if (keyword === 'msgid_plural') return () => {}
    const index = entry.texts.push('') - 1
    return (text) => {
      entry.texts[index] += text
    }
  }

  #beginPrevious(keyword: string): (text: string) => void {
    const entry = this.#entry
    if (keyword !== 'msgid') return () => {}
    entry.previous = ''
    return (text) => {
      entry.previous += text
    }
  }

  #close(column: number): void {
    const { id, texts } = this.#entry
    if (id === null) this.#refuse(column, 'msgid', 'none')
    if (texts.length === 0) this.#refuse(column, 'msgstr', 'none')
    this.#entries.push({ ...this.#entry, id })
    this.#entry = newEntry()
    this.#append = null
  }

  #unquote(quoted: string, column: number): string {
    const inner = QUOTED.exec(quoted)?.[1]
    if (inner === undefined) return this.#refuse(column, 'one text in double quotes, with \\" and \\\\ inside', quoted)
    return inner.replace(/\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|([\s\S]))/g, (_, octal, hex, character: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal as string, 8))
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex as string, 16))
      return UNESCAPED[character] ?? character
    })
  }

  #refuse(column: number, expected: string, found: string): never {
    throw new ZhenError('po-malformed', {
      path: this.#path,
      line: this.#line,
      column,
      expected,
      found: found.slice(0, 60),
    })
  }
}
