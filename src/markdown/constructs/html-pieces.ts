/** A piece of HTML, half-open. `text` holds something readable and the inline tags in and around it. */
export interface HtmlPiece {
  readonly type: 'tag' | 'text' | 'comment' | 'raw' | 'blank'
  readonly from: number
  readonly to: number
}

const INLINE = new Set(
  (
    'a abbr b bdi bdo big br cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub ' +
    'sup time tt u var wbr'
  ).split(' '),
)
const RAW = new Set(['script', 'style', 'pre', 'textarea', 'svg'])

/** How what readers do not see starts and ends; the first that fits. Source: CommonMark §4.6, starts 2 to 5. */
const UNSEEN = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const

interface Token extends Omit<HtmlPiece, 'type'> {
  readonly type: 'tag' | 'inline' | 'text' | 'comment' | 'raw'
}

/** Takes HTML apart, in order and without gaps. Linear in its length. */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = []
  let run: Token[] = []
  const flush = () => {
    pieces.push(...piecesOfRun(html, run))
    run = []
  }
  for (const token of tokens(html)) {
    if (token.type === 'text' || token.type === 'inline') run.push(token)
    else {
      flush()
      pieces.push(token as HtmlPiece)
    }
  }
  flush()
  return pieces
}

/** A run with a letter in its text is one text; the tags of another stand for themselves. */
function piecesOfRun(html: string, run: readonly Token[]): HtmlPiece[] {
  const readable = run.some(({ type, from, to }) => type === 'text' && isReadable(html.slice(from, to)))
  if (!readable) return run.map(({ type, from, to }) => ({ type: type === 'inline' ? 'tag' : 'blank', from, to }))
  const [start, end] = [run[0]?.from ?? 0, run.at(-1)?.to ?? 0]
  const text = html.slice(start, end)
  const from = start + text.search(/[^ \t\n]/)
  const to = start + text.replace(/[ \t\n]+$/, '').length
  const blanks: HtmlPiece[] = [
    { type: 'blank', from: start, to: from },
    { type: 'text', from, to },
    { type: 'blank', from: to, to: end },
  ]
  return blanks.filter((piece) => piece.from < piece.to)
}

function isReadable(text: string): boolean {
  return /\p{L}/u.test(text.replace(/&#?\w+;/g, ''))
}

function* tokens(html: string): Generator<Token> {
  let at = 0
  let text = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) break
    const token = tokenAt(html, open)
    if (!token) {
      at = open + 1
      continue
    }
    if (text < open) yield { type: 'text', from: text, to: open }
    yield token
    at = token.to
    text = at
    const raw = rawEnd(html, token)
    if (raw > at) {
      yield { type: 'raw', from: at, to: raw }
      at = raw
      text = raw
    }
  }
  if (text < html.length) yield { type: 'text', from: text, to: html.length }
}

function tokenAt(html: string, at: number): Token | null {
  const unseen = UNSEEN.find(([start]) => html.startsWith(start, at))
  if (unseen) {
    const close = html.indexOf(unseen[1], at + 2)
    return { type: 'comment', from: at, to: close === -1 ? html.length : close + unseen[1].length }
  }
  const name = /^<\/?([A-Za-z][\w.:-]*)/.exec(html.slice(at, at + 80))?.[1]
  if (name === undefined) return null
  const end = tagEnd(html, at)
  if (end === -1) return { type: 'raw', from: at, to: html.length }
  // What a block starts with makes it a block: never part of a text.
  return { type: at > html.search(/\S/) && INLINE.has(name.toLowerCase()) ? 'inline' : 'tag', from: at, to: end }
}

/** Where the tag at `at` ends, -1 when it does not. */
function tagEnd(html: string, at: number): number {
  let index = at + 1
  while (index < html.length) {
    const character = html[index] as string
    if (character === '>') return index + 1
    if (character === '<') return -1
    if (character === '"' || character === "'") {
      const close = html.indexOf(character, index + 1)
      if (close === -1) return -1
      index = close + 1
    } else index++
  }
  return -1
}

function rawEnd(html: string, { type, from, to }: Token): number {
  if (type !== 'tag' || html[to - 2] === '/') return to
  const name = /^<([a-z]+)/i.exec(html.slice(from, from + 12))?.[1]?.toLowerCase()
  if (name === undefined || !RAW.has(name)) return to
  const close = new RegExp(`</${name}`, 'gi')
  close.lastIndex = to
  return close.exec(html)?.index ?? html.length
}
