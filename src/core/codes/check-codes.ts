import type { Code } from './coded-text.js'
import { type Token, tagOf } from './engine-form.js'
import type { Refused } from './faults.js'

/**
 * Holds the codes of an answer against those of the source: each once, in its form, with text in every pair, and inside
 * the same link, image, role or HTML element. What is emphasised is the translator's choice.
 */
export function checkCodes(answer: readonly Token[], source: readonly Token[], codes: readonly Code[]): Refused | null {
  const seen = new Set<number>()
  for (const token of answer) {
    if (token.kind === 'text' || token.kind === 'close') continue
    const form = token.kind === 'lock' ? 'locked' : 'paired'
    if (codes[token.id - 1]?.form !== form) return { fault: 'code-unknown', detail: tagOf(token.id, form) }
    if (seen.has(token.id)) return { fault: 'code-doubled', detail: tagOf(token.id, form) }
    seen.add(token.id)
  }
  const missing = codes.find(({ id }) => !seen.has(id))
  if (missing) return { fault: 'code-missing', detail: tagOf(missing.id, missing.form) }
  const hollow = hollowOf(answer)
  if (hollow !== null) return { fault: 'code-empty', detail: tagOf(hollow, 'paired') }
  const [wanted, given] = [containersOf(source, codes), containersOf(answer, codes)]
  const strayed = codes.find(({ id }) => wanted.get(id) !== given.get(id))
  return strayed ? { fault: 'nesting', detail: tagOf(strayed.id, strayed.form) } : null
}

/** The first pair without a word or code of its own inside. */
function hollowOf(tokens: readonly Token[]): number | null {
  const open: { readonly id: number; isFilled: boolean }[] = []
  for (const token of tokens) {
    if (token.kind === 'open') open.push({ id: token.id, isFilled: false })
    else if (token.kind === 'close' && !open.pop()?.isFilled) return token.id
    const innermost = open.at(-1)
    if (innermost && (token.kind === 'text' ? /\S/.test(token.text) : token.kind !== 'open')) innermost.isFilled = true
  }
  return null
}

/** By id: the innermost code around each code that is not emphasis. */
function containersOf(tokens: readonly Token[], codes: readonly Code[]): Map<number, number | undefined> {
  const containers = new Map<number, number | undefined>()
  const open: number[] = []
  for (const token of tokens) {
    if (token.kind === 'text') continue
    const isEmphasis = codes[token.id - 1]?.type === 'emphasis'
    if (token.kind !== 'close') containers.set(token.id, open.at(-1))
    if (isEmphasis || token.kind === 'lock') continue
    if (token.kind === 'open') open.push(token.id)
    else open.pop()
  }
  return containers
}
