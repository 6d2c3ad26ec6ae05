import { checkCodes } from './check-codes.js'
import { checkMarkup } from './check-markup.js'
import type { Code, CodedText } from './coded-text.js'
import { decodeCodes } from './decode.js'
import { encodeCodes } from './encode.js'
import { formatEngineForm, parseEngineForm, type Token, tokensOfForm } from './engine-form.js'
import type { Refused } from './faults.js'
import { keyOf, markupOf } from './held.js'
import type { SharedText } from './share-codes.js'

/** What a person's English is held against. */
export interface EditBase {
  readonly source: CodedText
  /** The English there is, its codes numbered as the source's; `null` for none. */
  readonly english: SharedText | null
  /** False for text that is not read as Markdown. */
  readonly isMarkdown: boolean
}

/**
 * Takes or refuses a person's English in engine form, and gives its Markdown.
 *
 * Its codes are those of the source, or those that the English had: what an edition does without needs not be brought
 * back to mend a word. Each stands there once, nested as there. Characters that would be markup by accident are escaped;
 * nothing else of what the person wrote is changed.
 */
export function verifyEdit(
  form: string,
  { source, english, isMarkdown }: EditBase,
): { readonly text: string } | Refused {
  const raw = parseEngineForm(form.trim())
  if ('fault' in raw) return raw
  if (!raw.some((token) => token.kind !== 'text' || /\S/.test(token.text))) return { fault: 'empty', detail: '' }
  const asEnglish = english && takeAsEnglish(raw, english, isMarkdown)
  if (asEnglish && 'text' in asEnglish) return asEnglish
  const asSource = take(raw, withMarkupOf(english, source), isMarkdown)
  if ('text' in asSource || !asEnglish) return asSource
  // What the English has of its own is no fault of the person's.
  return hasOwnCodes(raw, source) ? asEnglish : asSource
}

function take(tokens: readonly Token[], model: CodedText, isMarkdown: boolean): { readonly text: string } | Refused {
  const fault = checkCodes(tokens, tokensOfForm(model.text), model.codes)
  if (fault) return fault
  const checked = checkMarkup(tokens, model, isMarkdown)
  if ('fault' in checked) return checked
  return { text: decodeCodes(formatEngineForm(checked), model.codes) }
}

function takeAsEnglish(tokens: readonly Token[], { own, ids }: SharedText, isMarkdown: boolean) {
  const numbers = new Map(ids.map((id, index) => [id, index + 1]))
  const renumbered = tokens.map((token): Token => {
    // What the English does not have stays a number that it does not have.
    return token.kind === 'text' ? token : { ...token, id: numbers.get(token.id) ?? own.codes.length + token.id }
  })
  return take(renumbered, own, isMarkdown)
}

/** The source's codes, each written as the English has it where it has it. */
function withMarkupOf(english: SharedText | null, { text, codes }: CodedText): CodedText {
  if (!english) return { text, codes }
  const written = new Map(english.ids.map((id, index) => [id, english.own.codes[index]]))
  return { text, codes: codes.map((code) => ({ ...(written.get(code.id) ?? code), id: code.id })) }
}

function hasOwnCodes(tokens: readonly Token[], { codes }: CodedText): boolean {
  return tokens.some((token) => token.kind !== 'text' && token.id > codes.length)
}

/** Codes that are the writer's choice in Markdown: how words are stressed, and how characters are written. */
const CHOSEN: ReadonlySet<string> = new Set(['emphasis', 'escape', 'literal', 'entity', 'break'])

/**
 * The same for English in Markdown. Code, addresses, labels, tags and the like are those of the source, or those that
 * the English had, each as often; emphasis, escapes and line breaks are the person's.
 */
export function verifyMarkdown(markdown: string, { source, english }: EditBase): { readonly text: string } | Refused {
  const text = markdown.trim()
  if (text === '') return { fault: 'empty', detail: '' }
  const { codes } = encodeCodes(text)
  const fault = differenceOf(codes, source.codes)
  if (fault === null || (english && differenceOf(codes, english.own.codes) === null)) return { text }
  return fault
}

function differenceOf(codes: readonly Code[], wanted: readonly Code[]): Refused | null {
  const left = new Map<string, number>()
  for (const code of wanted.filter(isHeld)) left.set(keyOf(code), (left.get(keyOf(code)) ?? 0) + 1)
  for (const code of codes.filter(isHeld)) {
    const count = left.get(keyOf(code)) ?? 0
    if (count === 0) return { fault: 'code-unknown', detail: shownCode(code) }
    left.set(keyOf(code), count - 1)
  }
  const missing = wanted.find((code) => isHeld(code) && (left.get(keyOf(code)) ?? 0) > 0)
  return missing ? { fault: 'code-missing', detail: shownCode(missing) } : null
}

function isHeld({ type }: Code): boolean {
  return !CHOSEN.has(type)
}

function shownCode(code: Code): string {
  return markupOf(code).replace('\0', '').slice(0, 80)
}
