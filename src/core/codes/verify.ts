import { chineseRuns } from '../chinese-runs.js'
import { isMainlySourceLanguage } from '../inline.js'
import type { BlockKind, SegmentForm, SegmentKind } from '../segment.js'
import { checkCodes } from './check-codes.js'
import { checkMarkup } from './check-markup.js'
import type { CodedText } from './coded-text.js'
import { decodeCodes } from './decode.js'
import { formatEngineForm, parseEngineForm, type Token, tokensOfForm } from './engine-form.js'
import type { Refused } from './faults.js'
import { tidyEnglish } from './tidy.js'

export interface VerifyOptions {
  /** False for text that is not read as Markdown (see {@link isMarkdownForm}): nothing can be escaped there. */
  readonly isMarkdown?: boolean
}

/** True for the forms whose text is read as Markdown, so that a backslash escapes in it. */
export function isMarkdownForm(form: SegmentForm = 'flow'): boolean {
  return form === 'flow' || form === 'line' || form === 'cell' || form === 'alt'
}

/** Kinds of text in which markup is not read. */
const PLAIN: ReadonlySet<string> = new Set<SegmentKind>([
  'front-matter',
  'option',
  'comment',
  'toctree-title',
  'html-text',
])

/** The same by what a segment is, where no more is known of it. */
export function isMarkdownKind(kind: SegmentKind | BlockKind): boolean {
  return !PLAIN.has(kind)
}

/** An answer that keeps all codes, in engine form, ready for {@link decodeCodes}. */
export interface Verified {
  readonly text: string
}

/**
 * Takes or refuses an engine's answer for `source`; it is never mended by guess.
 *
 * Taken: strict XML of the source's own tags, each once and nested as there, that decodes to Markdown with the same
 * constructs and no others, and without controls that are not seen. Spaces and punctuation are put as English wants them (see {@link tidyEnglish}); characters
 * that would be markup by accident are escaped. The block structure around is not looked at: whoever places the text does.
 */
export function verifyAnswer(answer: string, source: CodedText, options: VerifyOptions = {}): Verified | Refused {
  const { isMarkdown = true } = options
  const sourceTokens = tokensOfForm(source.text)
  const raw = parseEngineForm(answer.trim())
  if ('fault' in raw) return raw
  if (!hasWords(raw) && hasWords(sourceTokens)) return { fault: 'empty', detail: '' }
  const unseen = newUnseen(raw, sourceTokens)
  if (unseen !== null) return { fault: 'new-markup', detail: unseen }
  const fault = checkCodes(raw, sourceTokens, source.codes)
  if (fault) return fault
  const tidied = tokensOfForm(tidyEnglish(formatEngineForm(joinLines(raw, sourceTokens)), source.codes))
  const checked = checkMarkup(tidied, source, isMarkdown)
  if ('fault' in checked) return checked
  const text = formatEngineForm(checked)
  const left = sourceLeft(decodeCodes(text, source.codes))
  return left === null ? { text } : { fault: 'still-source', detail: left }
}

/** Controls that change how what follows is shown, in terminals and where writing goes from right to left. */
const UNSEEN = /[\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/g

/** The first of these that the source has not, by its name. */
function newUnseen(answer: readonly Token[], source: readonly Token[]): string | null {
  const charactersOf = (tokens: readonly Token[]) => {
    return tokens.flatMap((token) => (token.kind === 'text' ? (token.text.match(UNSEEN) ?? []) : []))
  }
  const known = new Set(charactersOf(source))
  const found = charactersOf(answer).find((character) => !known.has(character))
  return found === undefined ? null : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A word, or a number: something to be read that is no code. */
function hasWords(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === 'text' && /[\p{L}\p{N}]/u.test(token.text))
}

/** A text of one line stays one line; blank lines would end the paragraph. */
function joinLines(answer: readonly Token[], source: readonly Token[]): Token[] {
  const hasLines = source.some((token) => token.kind === 'text' && token.text.includes('\n'))
  return answer.map((token) => {
    if (token.kind !== 'text') return token
    return { kind: 'text', text: token.text.replace(/[ \t]*\n\s*/g, hasLines ? '\n' : ' ') }
  })
}

/** Chinese that was left in a translation; a name in quotes or parentheses may stay. */
function sourceLeft(text: string): string | null {
  const runs = chineseRuns(text)
  const left = runs.find(({ isName }) => !isName) ?? (isMainlySourceLanguage(text) ? runs[0] : undefined)
  return left ? text.slice(...left.range).slice(0, 40) : null
}
