/** A comment's text in code, half-open, without marker and blanks around it, on one line. */
export interface CommentRange {
  readonly from: number
  readonly to: number
}

interface Syntax {
  /** Markers of comments that end with the line. */
  readonly line: readonly string[]
  /** Marker pairs of comments that may have several lines. */
  readonly block: readonly (readonly [open: string, close: string])[]
  /** Characters that quote: no comment starts inside. */
  readonly quotes: string
}

const HASH: Syntax = { line: ['#'], block: [], quotes: '"\'' }
const SLASH: Syntax = { line: ['//'], block: [['/*', '*/']], quotes: '"\'`' }
const MARKUP: Syntax = { line: [], block: [['<!--', '-->']], quotes: '' }
const UNKNOWN: Syntax = { line: ['#', '//'], block: [], quotes: '"\'' }

const SYNTAXES: readonly (readonly [languages: string, syntax: Syntax])[] = [
  [
    'bash sh shell zsh fish console shell-session python py python3 ipython ruby rb perl pl r yaml yml toml conf make ' +
      'makefile dockerfile docker cmake elixir julia tcl awk sed nginx properties powershell ps1 graphql hcl terraform tf ' +
      'gdb lldb bpftrace-sh starlark bazel bzl envoy',
    HASH,
  ],
  [
    'c cc cpp c++ cxx h hpp java js javascript jsx ts typescript tsx go golang rust rs scala kotlin kt swift cs csharp ' +
      'dart proto protobuf proto3 json json5 jsonc groovy objc bpftrace d v css scss less wasm dot graphviz',
    SLASH,
  ],
  ['php', { line: ['//', '#'], block: [['/*', '*/']], quotes: '"\'' }],
  ['sql mysql postgresql pgsql plsql', { line: ['--'], block: [['/*', '*/']], quotes: '"\'' }],
  ['lua', { line: ['--'], block: [['--[[', ']]']], quotes: '"\'' }],
  ['haskell hs elm ada vhdl', { line: ['--'], block: [['{-', '-}']], quotes: '"' }],
  ['html xml svg vue markdown md xhtml', MARKUP],
  ['lisp clojure clj scheme elisp asm nasm s', { line: [';'], block: [], quotes: '"' }],
  ['ini cfg dosini', { line: [';', '#'], block: [], quotes: '"' }],
  ['tex latex matlab erlang prolog postscript', { line: ['%'], block: [], quotes: '' }],
  ['mermaid', { line: ['%%'], block: [], quotes: '' }],
  ['text txt plain plaintext none log output', UNKNOWN],
]

const BY_LANGUAGE = new Map(
  SYNTAXES.flatMap(([names, syntax]) => names.split(' ').map((name) => [name, syntax] as const)),
)

/**
 * Lists the comments of a piece of code in order, line by line.
 *
 * A marker counts at the start of a line or after white space, outside quotes; quotes end with their line.
 */
export function commentsOf(code: string, language: string): CommentRange[] {
  const syntax = BY_LANGUAGE.get(language.toLowerCase()) ?? UNKNOWN
  if (![...syntax.line, ...syntax.block.map(([open]) => open)].some((marker) => code.includes(marker))) return []
  const comments: CommentRange[] = []
  let closing: string | null = null
  let lineStart = 0
  while (lineStart <= code.length) {
    const next = code.indexOf('\n', lineStart)
    const lineEnd = next === -1 ? code.length : next
    closing = scanLine(code, lineStart, lineEnd, syntax, closing, comments)
    lineStart = lineEnd + 1
  }
  return comments
}

/** Returns what ends the block comment that is still open at the line's end. */
function scanLine(
  code: string,
  start: number,
  end: number,
  syntax: Syntax,
  open: string | null,
  comments: CommentRange[],
): string | null {
  let at = start
  let closing = open
  let quote = ''
  while (at < end) {
    if (closing !== null) {
      const close = code.indexOf(closing, at)
      const stop = close === -1 || close > end ? end : close
      addComment(code, at, stop, comments)
      if (stop === end) return closing
      at = close + closing.length
      closing = null
      continue
    }
    const character = code[at] as string
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (syntax.quotes.includes(character) && closesOnLine(code, at, end)) quote = character
    else if (at === start || !isCodeCharacter(code.charCodeAt(at - 1))) {
      const block = syntax.block.find(([marker]) => code.startsWith(marker, at))
      if (block) {
        closing = block[1]
        at += block[0].length
        continue
      }
      const line = syntax.line.find((marker) => code.startsWith(marker, at))
      if (line !== undefined && (at === start || isBlank(code.charCodeAt(at - 1)))) {
        addComment(code, at + line.length, end, comments)
        return null
      }
    }
    at++
  }
  return closing
}

/** An apostrophe in a sentence opens no quote. */
function closesOnLine(code: string, at: number, end: number): boolean {
  const close = code.indexOf(code[at] as string, at + 1)
  return close !== -1 && close < end
}

function addComment(code: string, from: number, to: number, comments: CommentRange[]): void {
  let start = from
  let end = to
  while (start < end && /[\s#/*!;%-]/.test(code[start] as string)) start++
  while (end > start && /\s/.test(code[end - 1] as string)) end--
  if (/[\p{L}\p{N}]/u.test(code.slice(start, end))) comments.push({ from: start, to: end })
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

function isCodeCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 58 ||
    code === 47
  )
}
