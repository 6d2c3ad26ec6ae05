import type { Code } from './coded-text.js'

/** A piece of a text in engine form. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lock' | 'open' | 'close'; readonly id: number }

/** Why a text is not in engine form, and where: the offending piece. */
export interface FormFault {
  readonly fault: 'not-xml' | 'code-unknown' | 'code-filled' | 'code-empty' | 'nesting'
  readonly detail: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const ID = String.raw`\s+id\s*=\s*(?:"([1-9]\d{0,6})"|'([1-9]\d{0,6})')\s*`
const LOCKED = new RegExp(String.raw`<x${ID}(?:/>|></x\s*>)`, 'y')
const OPENING = new RegExp(`<g${ID}>`, 'y')
const CLOSING = /<\/g\s*>/y
const FILLED = new RegExp(`<x${ID}>`, 'y')
const HOLLOW = new RegExp(`<g${ID}/>`, 'y')
const ANY_TAG = /<\/?[A-Za-z][^<>]{0,200}>/y
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/y
const PLAIN = /[^<&]+/y
/** XML 1.0 §2.2 allows neither most control characters nor half of a surrogate pair; line ends it would change. */
export const NOT_IN_XML = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * Takes a text in engine form apart. Neighbouring pieces are never both text; every `g` is closed.
 *
 * Strict: tags other than `x` and `g` with a number for an `id`, entities other than XML's own, anything not well formed
 * is a fault. Blanks inside tags, either kind of quotes and `<x id="1"></x>` are fine.
 */
export function parseEngineForm(xml: string): readonly Token[] | FormFault {
  const control = NOT_IN_XML.exec(xml)
  if (control) return { fault: 'not-xml', detail: JSON.stringify(control[0]) }
  const tokens: Token[] = []
  const open: number[] = []
  let text = ''
  let position = 0
  const at = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position
    const match = pattern.exec(xml)
    if (match) position = pattern.lastIndex
    return match
  }
  const push = (kind: 'lock' | 'open' | 'close', id: number) => {
    if (text !== '') tokens.push({ kind: 'text', text })
    text = ''
    tokens.push({ kind, id })
  }
  while (position < xml.length) {
    const plain = at(PLAIN)
    if (plain) {
      text += plain[0]
      continue
    }
    const start = position
    const entity = xml[position] === '&' ? at(ENTITY) : null
    const character = entity && characterOf(entity)
    if (character) {
      text += character
      continue
    }
    position = start
    const lock = at(LOCKED)
    const opening = lock ? null : at(OPENING)
    if (lock) push('lock', idOf(lock))
    else if (opening) {
      open.push(idOf(opening))
      push('open', idOf(opening))
    } else if (at(CLOSING)) {
      const id = open.pop()
      if (id === undefined) return { fault: 'nesting', detail: '</g>' }
      push('close', id)
    } else return { fault: faultAt(at), detail: xml.slice(start, Math.max(position, start + 1)) }
  }
  if (text !== '') tokens.push({ kind: 'text', text })
  const left = open.at(-1)
  return left === undefined ? tokens : { fault: 'nesting', detail: `<g id="${left}">` }
}

function faultAt(at: (pattern: RegExp) => RegExpExecArray | null): FormFault['fault'] {
  if (at(FILLED)) return 'code-filled'
  if (at(HOLLOW)) return 'code-empty'
  return at(ANY_TAG) ? 'code-unknown' : 'not-xml'
}

function idOf(match: RegExpExecArray): number {
  return Number(match[1] ?? match[2])
}

function characterOf([, name, decimal, hex]: RegExpExecArray): string | null {
  if (name !== undefined) return ENTITIES[name] ?? null
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const character = point <= 0x10ffff ? String.fromCodePoint(point) : '\0'
  return NOT_IN_XML.test(character) ? null : character
}

/** The pieces of a text that zhen itself put into engine form. */
export function tokensOfForm(engineText: string): readonly Token[] {
  const tokens = parseEngineForm(engineText)
  if ('fault' in tokens) throw new RangeError(`not in engine form: ${tokens.fault} ${tokens.detail}`)
  return tokens
}

export function formatEngineForm(tokens: readonly Token[]): string {
  return tokens.map(formatToken).join('')
}

function formatToken(token: Token): string {
  if (token.kind === 'text') return token.text.replace(/[&<>]/g, (character) => ESCAPED[character] as string)
  return token.kind === 'close' ? '</g>' : tagOf(token.id, token.kind === 'lock' ? 'locked' : 'paired')
}

/** How a code begins in engine form. */
export function tagOf(id: number, form: Code['form']): string {
  return form === 'locked' ? `<x id="${id}"/>` : `<g id="${id}">`
}
