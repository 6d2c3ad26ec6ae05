import type { Code, CodedText } from './coded-text.js'
import { encodeCodes } from './encode.js'
import { formatEngineForm, type Token, tokensOfForm } from './engine-form.js'
import { keyOf } from './held.js'

/** A text in engine form whose codes are numbered as another text's are, where they are the same. */
export interface SharedText {
  /** With the shared numbers. */
  readonly text: string
  /** With numbers of its own. */
  readonly own: CodedText
  /** The shared number of each code of `own`, in order. */
  readonly ids: readonly number[]
}

/**
 * Puts another text into engine form with the ids of `model` where the codes are the same, in either language: the
 * English of a source. Codes of its own have ids behind those of `model`.
 */
export function shareCodes(text: string, model: CodedText): SharedText {
  const own = encodeCodes(text)
  const free = new Map<string, number[]>()
  for (const code of model.codes.toReversed()) {
    const ids = free.get(formKey(code))
    if (ids) ids.push(code.id)
    else free.set(formKey(code), [code.id])
  }
  let last = model.codes.length
  const ids = own.codes.map((code) => free.get(formKey(code))?.pop() ?? ++last)
  const tokens = tokensOfForm(own.text).map((token): Token => {
    return token.kind === 'text' ? token : { ...token, id: ids[token.id - 1] as number }
  })
  return { text: formatEngineForm(tokens), own, ids }
}

function formKey(code: Code): string {
  return `${code.form} ${keyOf(code)}`
}
