import type { CodedText } from './coded-text.js'
import { assemble, type Place } from './decode.js'
import { type Token, tagOf, tokensOfForm } from './engine-form.js'
import type { Refused } from './faults.js'
import type { Mark } from './marks.js'
import { readMarks } from './read-marks.js'

/** What may be escaped by a backslash, and would be markup by accident. */
const SPECIAL = /[*`[\]<$~{]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
/** A backslash that would escape what follows. A `\` at the end may stand in front of a code. */
const ESCAPING = /\\(?=[!-/:-@[-`{-~\n]|$)/g

/** Marks of what shows as it is written. */
const SHOWN_AS_WRITTEN = /^(?:escape|literal)$/

/**
 * Reads the Markdown that an answer gives, and compares: where codes are put there is that markup, elsewhere none.
 *
 * What the source's own text has (`__init__`, `<挂载点>`) and would now be read as markup is escaped, when the text's form
 * is Markdown. Any other new markup is refused.
 */
export function checkMarkup(
  answer: readonly Token[],
  source: CodedText,
  isMarkdown: boolean,
): readonly Token[] | Refused {
  const sourceTokens = tokensOfForm(source.text)
  const inner = innerMarksOf(sourceTokens, source)
  const tokens = isMarkdown ? mapText(answer, (text) => text.replace(ESCAPING, '\\\\')) : answer
  const first = differenceOf(tokens, source, inner)
  if (first === null) return tokens
  const isNew = isNewTo(textOf(sourceTokens), textOf(answer))
  if (first.foreign.some(isNew)) return refusalOf(first, isNew)
  if (!isMarkdown) return first.lost.length === 0 ? tokens : refusalOf(first, isNew)
  const escaped = mapText(answer, (text) => text.replace(ESCAPING, '\\\\').replace(SPECIAL, '\\$&'))
  const second = differenceOf(escaped, source, inner)
  return second === null ? escaped : refusalOf(second, isNew)
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.kind === 'text' ? token.text : '\0')).join('')
}

/**
 * True for markup that an engine made up. `<挂载点>` and `$价格$` are text, and their English would be a tag and
 * mathematics: as many of these signs as the source's text has are its own.
 */
function isNewTo(source: string, answer: string): (slice: string) => boolean {
  const count = (text: string, sign: string) => text.split(sign).length
  return (slice) => {
    const sign = slice[0] ?? ''
    const isTranslated = /[<$]/.test(sign) && count(answer, sign) <= count(source, sign)
    return !isTranslated && !source.includes(slice)
  }
}

interface Difference {
  /** Markup where there should be text. */
  readonly foreign: readonly string[]
  /** Codes that are not read as what they are. */
  readonly lost: readonly Place[]
}

function refusalOf({ foreign, lost }: Difference, isNew: (slice: string) => boolean): Refused {
  const slice = foreign.find(isNew) ?? foreign[0]
  const place = lost[0]
  if (slice === undefined && place) return { fault: 'markup-lost', detail: tagOf(place.code.id, place.code.form) }
  return { fault: 'new-markup', detail: (slice ?? '').slice(0, 80) }
}

function mapText(tokens: readonly Token[], change: (text: string) => string): Token[] {
  return tokens.map((token) => (token.kind === 'text' ? { kind: 'text', text: change(token.text) } : token))
}

function differenceOf(tokens: readonly Token[], { codes }: CodedText, inner: InnerMarks): Difference | null {
  const { text, places } = assemble(tokens, codes)
  const marks = readMarks(text, false).filter(({ kind }) => kind !== 'text')
  const expected = new Map(places.flatMap((place) => expectedAt(place, inner).map((key) => [key, place] as const)))
  const foreign: string[] = []
  for (const mark of marks) {
    const isExpected = expected.delete(keyOf(mark, 0))
    if (!isExpected && !SHOWN_AS_WRITTEN.test(mark.about?.type ?? '')) foreign.push(text.slice(mark.start, mark.end))
  }
  const lost = [...new Set(expected.values())]
  return foreign.length === 0 && lost.length === 0 ? null : { foreign, lost }
}

/** By id of a locked code: the marks that its text consists of, counted from its start. */
type InnerMarks = ReadonlyMap<number, readonly Mark[]>

function innerMarksOf(tokens: readonly Token[], { codes }: CodedText): InnerMarks {
  const { text, places } = assemble(tokens, codes)
  const marks = readMarks(text, true)
  const inner = new Map<number, readonly Mark[]>()
  let at = 0
  for (const { code, kind, start, end } of places) {
    while (at < marks.length && (marks[at] as Mark).start < start) at++
    const from = at
    while (at < marks.length && (marks[at] as Mark).end <= end) at++
    if (kind === 'lock')
      inner.set(
        code.id,
        marks.slice(from, at).map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start })),
      )
  }
  return inner
}

function expectedAt({ code, kind, start, end }: Place, inner: InnerMarks): string[] {
  if (kind !== 'lock') return [keyOf({ kind, start, end, about: code }, 0)]
  return (inner.get(code.id) ?? []).filter((mark) => mark.kind !== 'text').map((mark) => keyOf(mark, start))
}

function keyOf(
  { kind, start, end, about }: Omit<Mark, 'about'> & { about: { type: string } | null },
  from: number,
): string {
  return `${kind} ${about?.type} ${start + from} ${end + from}`
}
