import type { Code } from './coded-text.js'
import type { Token } from './engine-form.js'

/** How the text around a code is spaced. */
export type StandInKind =
  /** Like a word: a code span, an address, a role, an image. */
  | 'word'
  /** Behind a word without a blank: a footnote's mark. */
  | 'note'
  /** Ends a line, and has no blank on either side. */
  | 'break'
  /** Left as it stands: an escape, a tag. */
  | 'bare'
  | 'wordOpen'
  | 'wordClose'
  | 'bareOpen'
  | 'bareClose'

const KINDS = ['word', 'note', 'break', 'bare', 'wordOpen', 'wordClose', 'bareOpen', 'bareClose'] as const

/** Private characters of the last plane, so many for each kind. */
const FIRST = 0x100000
const ROOM = 0x1f00

/** For regular expressions: the characters that stand for codes of some kinds. */
export function standInsOf(...kinds: readonly StandInKind[]): string {
  return kinds
    .map((kind) => {
      const first = FIRST + KINDS.indexOf(kind) * ROOM
      return `\\u{${first.toString(16)}}-\\u{${(first + ROOM - 1).toString(16)}}`
    })
    .join('')
}

const ANY = new RegExp(`[${standInsOf(...KINDS)}]`, 'u')

/** What a character stands for. */
export interface StandIn {
  readonly kind: StandInKind
  readonly token: Token
  readonly code: Code
}

/** A text in engine form as one string in which a character stands for each tag. */
export interface StoodIn {
  readonly text: string
  readonly standIns: ReadonlyMap<string, StandIn>
}

/** `null` where that cannot be: the text has such characters itself, or more tags than there are of them. */
export function standIn(tokens: readonly Token[], codes: readonly Code[]): StoodIn | null {
  const standIns = new Map<string, StandIn>()
  const used = new Map<StandInKind, number>()
  let text = ''
  for (const token of tokens) {
    if (token.kind === 'text') {
      if (ANY.test(token.text)) return null
      text += token.text
      continue
    }
    const code = codes[token.id - 1]
    if (!code) return null
    const kind = kindOf(code, token.kind)
    const count = used.get(kind) ?? 0
    if (count === ROOM) return null
    used.set(kind, count + 1)
    const character = String.fromCodePoint(FIRST + KINDS.indexOf(kind) * ROOM + count)
    standIns.set(character, { kind, token, code })
    text += character
  }
  return { text, standIns }
}

export function tokensOfStandIns({ text, standIns }: StoodIn): Token[] {
  return text.split(new RegExp(`(${ANY.source})`, 'u')).flatMap((piece): Token[] => {
    const token = standIns.get(piece)?.token
    if (token) return [token]
    return piece === '' ? [] : [{ kind: 'text', text: piece }]
  })
}

/** HTML elements that stand in a sentence like a word or some. */
const INLINE_ELEMENT = /^(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|tt|u|var)$/
const BARE_ROLE = /^(?:sub|sup|subscript|superscript)$/

function kindOf({ type, role, open }: Code, kind: 'lock' | 'open' | 'close'): StandInKind {
  const isBare = type === 'html' ? !INLINE_ELEMENT.test(role) : type === 'role' && BARE_ROLE.test(role)
  if (kind === 'lock') {
    if (type === 'footnote') return 'note'
    if (type === 'break') return 'break'
    const isLoneTag = type === 'html' && !open.includes('</', 1)
    return isBare || isLoneTag || /^(?:entity|literal|control|escape|attributes)$/.test(type) ? 'bare' : 'word'
  }
  if (kind === 'open') return isBare ? 'bareOpen' : 'wordOpen'
  return isBare ? 'bareClose' : 'wordClose'
}
