import type { Code, CodedText } from '../../../core/codes/coded-text.js'
import { assemble, type Place } from '../../../core/codes/decode.js'
import { type Token, tokensOfForm } from '../../../core/codes/engine-form.js'
import type { Mark } from '../../../core/codes/marks.js'
import { readMarks } from '../../../core/codes/read-marks.js'
import { shareCodes } from '../../../core/codes/share-codes.js'

/**
 * English while it is written: what is typed, and placeholders for markup.
 *
 * `codes` by id, the first has 1: those of the Chinese come first, as the English writes them where it has them; behind
 * them what the English has of its own. Text is what is read: characters that would be markup are escaped when the
 * Markdown is made, so that nothing typed is markup by accident.
 */
export interface DraftText {
  readonly tokens: readonly Token[]
  readonly codes: readonly Code[]
}

/** Takes English apart; `markdownOf` gives it back, byte for byte. */
export function draftOf(markdown: string, source: CodedText): DraftText {
  const { text, own, ids } = shareCodes(markdown, source)
  const codes: Code[] = [...source.codes]
  for (const [index, code] of own.codes.entries()) {
    const id = ids[index] as number
    codes[id - 1] = { ...code, id }
  }
  return { tokens: tokensOfForm(text), codes }
}

/** The Markdown, and for every token where it stands in it. */
export interface Written {
  readonly markdown: string
  readonly places: readonly { readonly start: number; readonly end: number; readonly escapes: readonly number[] }[]
}

/** What a typed character may start, and a backslash in front of it keeps it from. */
const ESCAPABLE = /[\\*_`[\]<&$~{!|#>+\-.)]/
/** Marks that say no more than what is written there. */
const HARMLESS = /^(?:literal|url|control|break)$/
/** What would start another block at the beginning of a line. */
const BLOCK_START = /^([ \t]*(?:\d{1,9})?)([#>+\-.)=]|:(?=::)|`(?=``)|~(?=~~))(?=[ \t#\-=:`~]|$)/

/**
 * Writes Markdown. With `isMarkdown` false, for text that is not read as Markdown, nothing is escaped.
 *
 * @param kept the Markdown before anything was typed: lines that stand there are left as they are
 */
export function write({ tokens, codes }: DraftText, isMarkdown = true, kept = ''): Written {
  const escapes = tokens.map((): number[] => [])
  if (isMarkdown) {
    escapeBlocks(tokens, escapes, new Set(kept.split('\n')), { tokens, codes })
    // Each round escapes one character of what is left, so there are no more rounds than characters.
    for (let accident = firstAccident(tokens, codes, escapes); accident; ) {
      escapes[accident.token]?.push(accident.at)
      escapes[accident.token]?.sort((a, b) => a - b)
      accident = firstAccident(tokens, codes, escapes)
    }
  }
  const { text, starts } = assembled(tokens, codes, escapes)
  return {
    markdown: text,
    places: tokens.map((_, index) => ({
      start: starts[index] ?? 0,
      end: starts[index + 1] ?? text.length,
      escapes: escapes[index] ?? [],
    })),
  }
}

export function markdownOf(draft: DraftText, isMarkdown = true, kept = ''): string {
  return write(draft, isMarkdown, kept).markdown
}

type Escapes = readonly (readonly number[])[]

function assembled(tokens: readonly Token[], codes: readonly Code[], escapes: Escapes) {
  const escaped = tokens.map((token, index) =>
    token.kind === 'text' ? { ...token, text: withBackslashes(token.text, escapes[index] ?? []) } : token,
  )
  const { text, places } = assemble(escaped, codes)
  let [position, passed] = [0, 0]
  const starts = escaped.map((token) => {
    const start = position
    position = token.kind === 'text' ? position + token.text.length : (places[passed++]?.end ?? position)
    return start
  })
  return { text, places, starts }
}

function withBackslashes(text: string, escapes: readonly number[]): string {
  let [written, from] = ['', 0]
  for (const at of escapes) {
    written += `${text.slice(from, at)}\\`
    from = at
  }
  return written + text.slice(from)
}

interface Accident {
  readonly token: number
  /** In the token's text. */
  readonly at: number
}

/** The first character of text that is read as markup. */
function firstAccident(tokens: readonly Token[], codes: readonly Code[], escapes: Escapes): Accident | null {
  const { text, places, starts } = assembled(tokens, codes, escapes)
  for (const mark of readMarks(text, true)) {
    if (mark.kind === 'text' || isExpected(mark, places)) continue
    if (HARMLESS.test(mark.about?.type ?? '')) continue
    const accident = accidentAt(mark.start, tokens, starts, escapes)
    if (accident) return accident
  }
  return null
}

function isExpected(mark: Mark, places: readonly Place[]): boolean {
  return places.some(({ start, end }) => mark.start >= start && mark.end <= end)
}

/** The character of text at `offset` of the Markdown; `null` where a placeholder is, or a backslash of ours. */
function accidentAt(
  offset: number,
  tokens: readonly Token[],
  starts: readonly number[],
  escapes: Escapes,
): Accident | null {
  const index = starts.findLastIndex((start) => start <= offset)
  const token = tokens[index]
  if (token?.kind !== 'text') return null
  const own = escapes[index] ?? []
  const written = offset - (starts[index] ?? 0)
  const isOurs = own.some((at, count) => at + count === written)
  const at = written - own.filter((escaped, count) => escaped + count < written).length
  return !isOurs && ESCAPABLE.test(token.text[at] ?? '') && !own.includes(at) ? { token: index, at } : null
}

/** Marks characters that would begin another block, in lines that were typed. */
function escapeBlocks(
  tokens: readonly Token[],
  escapes: number[][],
  kept: ReadonlySet<string>,
  draft: DraftText,
): void {
  const lines = assemble(tokens, draft.codes).text.split('\n')
  let line = 0
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'text') continue
    let from = 0
    for (const [count, part] of token.text.split('\n').entries()) {
      if (count > 0) line++
      const startsLine = count > 0 || index === 0
      const found = startsLine && !kept.has(lines[line] ?? '') ? BLOCK_START.exec(part) : null
      if (found) escapes[index]?.push(from + (found[1] ?? '').length)
      from += part.length + 1
    }
  }
}

/** The placeholders of the Chinese that the English has not, in their order. */
export function missingCodes({ tokens }: DraftText, source: CodedText): Code[] {
  const there = new Set(tokens.flatMap((token) => (token.kind === 'text' ? [] : [token.id])))
  return source.codes.filter(({ id }) => !there.has(id))
}

/** How long tokens are for the caret: a placeholder is as one character. */
export function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + (token.kind === 'text' ? token.text.length : 1), 0)
}

/** The tokens between two places of the caret. */
export function sliceTokens(tokens: readonly Token[], from: number, to: number): Token[] {
  let position = 0
  return tokens.flatMap((token): Token[] => {
    const start = position
    position += lengthOf([token])
    if (position <= from || start >= to) return []
    if (token.kind !== 'text') return [token]
    return [{ kind: 'text', text: token.text.slice(Math.max(0, from - start), to - start) }]
  })
}

/**
 * Puts `put` in place of what stands between two places of the caret. Half of a pair cannot stay: where one goes, the
 * other goes with it.
 */
export function replaceTokens(
  tokens: readonly Token[],
  from: number,
  to: number,
  put: readonly Token[],
): { readonly tokens: readonly Token[]; readonly caret: number } {
  const before = sliceTokens(tokens, 0, from)
  const after = sliceTokens(tokens, to, Number.POSITIVE_INFINITY)
  const joined = [...before, ...put, ...after]
  const kept = new Set(wellNested(joined))
  const head = [...before, ...put].filter((token) => kept.has(token))
  const caret = lengthOf(head)
  return { tokens: joinTexts(joined.filter((token) => kept.has(token))), caret }
}

/** Joins neighbouring texts, drops empty ones and halves of pairs. */
export function tidyTokens(tokens: readonly Token[]): Token[] {
  return joinTexts(wellNested(tokens))
}

function joinTexts(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (token.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + token.text }
    else if (token.kind !== 'text' || token.text !== '') joined.push(token)
  }
  return joined
}

/** Without halves of pairs, and without what is there twice. */
function wellNested(tokens: readonly Token[]): Token[] {
  const open: { readonly index: number; readonly id: number }[] = []
  const paired = new Set<number>()
  const seen = new Set<number>()
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'text') paired.add(index)
    else if (token.kind === 'close') {
      const last = open.findLastIndex(({ id }) => id === token.id)
      const partner = open[last]
      if (!partner) continue
      open.length = last
      paired.add(partner.index)
      paired.add(index)
    } else if (!seen.has(token.id)) {
      seen.add(token.id)
      if (token.kind === 'open') open.push({ index, id: token.id })
      else paired.add(index)
    }
  }
  return tokens.filter((_, index) => paired.has(index))
}

/** A placeholder to put in: around what is chosen, if it is a pair and that is whole. */
export function placeholderOf(code: Code, chosen: readonly Token[]): Token[] {
  if (code.form === 'locked') return [{ kind: 'lock', id: code.id }]
  const isWhole = wellNested(chosen).length === chosen.length
  return [{ kind: 'open', id: code.id }, ...(isWhole ? chosen : []), { kind: 'close', id: code.id }]
}
