import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Code, CodedText } from '../../core/codes/coded-text.js'
import { diffWords, type WordDiff } from '../../match/diff-words.js'
import { type Piece, piecesOf } from '../pieces.js'

/** Something to point out in a text, by its place in the Markdown. */
export interface Mark {
  readonly range: readonly [start: number, end: number]
  readonly class: string
  readonly title: string
  readonly onClick?: () => void
}

/**
 * A text as readers will see it, made of its codes: nothing in it is ever read as markup by the browser. Links lead
 * nowhere and pictures are not loaded.
 */
export function Rendered({
  coded,
  marks = [],
  onCode,
}: {
  readonly coded: CodedText
  readonly marks?: readonly Mark[]
  readonly onCode?: (code: Code) => void
}) {
  return <>{nest(piecesOf(coded), marks, onCode)}</>
}

type OnCode = ((code: Code) => void) | undefined

/** Puts what is between an opening and its closing mark inside one element. */
function nest(pieces: readonly Piece[], marks: readonly Mark[], onCode: OnCode): ComponentChildren[] {
  const stack: { readonly code: Code | null; readonly children: ComponentChildren[] }[] = [{ code: null, children: [] }]
  for (const piece of pieces) {
    const top = stack.at(-1)
    if (!top) break
    if (piece.kind === 'open') stack.push({ code: piece.code, children: [] })
    else if (piece.kind === 'close') {
      if (stack.length === 1 || !top.code) continue
      stack.pop()
      stack.at(-1)?.children.push(<Pair code={top.code}>{top.children}</Pair>)
    } else if (piece.kind === 'lock' && piece.code) top.children.push(<Lock code={piece.code} onCode={onCode} />)
    else top.children.push(...markedText(piece, marks))
  }
  return stack.flatMap(({ children }) => children)
}

function Pair({ code, children }: { readonly code: Code; readonly children: ComponentChildren }) {
  if (code.type === 'emphasis') {
    if (/^[*_]{2}/.test(code.open)) return <strong>{children}</strong>
    return /^~/.test(code.open) ? <s>{children}</s> : <em>{children}</em>
  }
  const leads = code.label ?? code.shows
  if (code.type === 'link' || code.type === 'reference' || code.type === 'role') {
    return (
      <span class="lead" title={leads}>
        {children}
      </span>
    )
  }
  return (
    <span class="wrap" title={code.open}>
      {children}
    </span>
  )
}

function Lock({ code, onCode }: { readonly code: Code; readonly onCode: OnCode }) {
  const { type, shows, open } = code
  if (type === 'escape' || type === 'literal') return <>{shows}</>
  if (type === 'entity') return <span title={open}>{entityText(open)}</span>
  if (type === 'break') return <br />
  const isCode = type === 'code'
  const props = onCode
    ? { onClick: () => onCode(code), class: `code is-${type} is-offered` }
    : { class: `code is-${type}` }
  const text = type === 'image' ? `▣ ${shows}` : shows
  return isCode ? (
    <code {...props}>{text}</code>
  ) : (
    <span {...props} title={open}>
      {text}
    </span>
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
}

function entityText(entity: string): string {
  return ENTITIES[entity] ?? entity
}

/** Cuts a text where marks begin and end. Where several overlap, the first counts. */
function markedText({ text, start, end }: Piece, marks: readonly Mark[]): ComponentChildren[] {
  const inside = marks
    .map((mark) => ({ mark, from: Math.max(start, mark.range[0]), to: Math.min(end, mark.range[1]) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  const parts: ComponentChildren[] = []
  let position = start
  for (const { mark, from, to } of inside) {
    if (from < position) continue
    if (from > position) parts.push(text.slice(position - start, from - start))
    parts.push(<Marked mark={mark}>{text.slice(from - start, to - start)}</Marked>)
    position = to
  }
  if (position < end) parts.push(text.slice(position - start))
  return parts
}

function Marked({ mark, children }: { readonly mark: Mark; readonly children: ComponentChildren }) {
  if (mark.onClick) {
    return (
      <button type="button" class={`mark ${mark.class}`} title={mark.title} onClick={mark.onClick}>
        {children}
      </button>
    )
  }
  return (
    <mark class={`mark ${mark.class}`} title={mark.title}>
      {children}
    </mark>
  )
}

/** What changed from one text to another, word by word. */
export function Changes({ words }: { readonly words: readonly WordDiff[] }) {
  return (
    <>
      {words.map(({ op, text }) => {
        if (op === 'removed') return <del>{text}</del>
        return op === 'added' ? <ins>{text}</ins> : text
      })}
    </>
  )
}

/** The same of two texts as they are. */
export function Difference({ from, to }: { readonly from: string; readonly to: string }) {
  const words = useMemo(() => diffWords(from, to), [from, to])
  return <Changes words={words} />
}
