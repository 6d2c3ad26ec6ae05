/** The seven kinds of HTML blocks. Source: CommonMark 0.31 §4.6. */
export type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7

const BLOCK_TAGS = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
)
const RAW_TAGS = new Set(['script', 'pre', 'style', 'textarea'])
const NAME = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y
const ATTRIBUTE = '[ \\t]+[A-Za-z_:][\\w:.-]*(?:[ \\t]*=[ \\t]*(?:[^\\s"\'=<>`]+|\'[^\'\\r\\n]*\'|"[^"\\r\\n]*"))?'
const WHOLE_TAG = new RegExp(
  `<(?:[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*[ \\t]*/?|/[A-Za-z][A-Za-z0-9-]*[ \\t]*)>[ \\t]*`,
  'y',
)

/** The kind of HTML block that starts at `at`, else 0. Kind 7 cannot interrupt a paragraph. */
export function htmlKind(text: string, at: number, end: number, interrupts: boolean): HtmlKind | 0 {
  if (text.charCodeAt(at) !== 60) return 0
  if (text.startsWith('!--', at + 1)) return at + 4 <= end ? 2 : 0
  if (text.charCodeAt(at + 1) === 63) return at + 2 <= end ? 3 : 0
  if (text.startsWith('![CDATA[', at + 1)) return 5
  if (text.charCodeAt(at + 1) === 33) return /[A-Za-z]/.test(text[at + 2] ?? '') && at + 3 <= end ? 4 : 0
  NAME.lastIndex = at
  const match = NAME.exec(text)
  if (!match) return 0
  const [opening, slash, rawName] = match
  const name = (rawName as string).toLowerCase()
  const behind = at + opening.length
  const next = behind >= end ? '' : (text[behind] as string)
  const closed = next === '' || next === ' ' || next === '\t' || next === '>'
  if (RAW_TAGS.has(name) && !slash) return closed ? 1 : 0
  if (BLOCK_TAGS.has(name) && (closed || (next === '/' && text[behind + 1] === '>' && behind + 1 < end))) return 6
  if (interrupts || RAW_TAGS.has(name))
    return RAW_TAGS.has(name) && slash && !interrupts && isWholeTag(text, at, end) ? 7 : 0
  return isWholeTag(text, at, end) ? 7 : 0
}

function isWholeTag(text: string, at: number, end: number): boolean {
  WHOLE_TAG.lastIndex = at
  const match = WHOLE_TAG.exec(text)
  return match !== null && at + match[0].length === end
}

const RAW_END = /<\/(?:script|pre|style|textarea)>/i

/** True when the line from `from` to `end` ends a block of this kind. Kinds 6 and 7 end before a blank line instead. */
export function endsHtml(kind: HtmlKind, text: string, from: number, end: number): boolean {
  if (kind >= 6) return false
  const line = text.slice(from, end)
  if (kind === 1) return RAW_END.test(line)
  if (kind === 2) return line.includes('-->')
  if (kind === 3) return line.includes('?>')
  if (kind === 4) return line.includes('>')
  return line.includes(']]>')
}
