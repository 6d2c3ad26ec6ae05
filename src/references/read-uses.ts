import { type InlineCode, scanInline } from '../core/inline.js'
import type { Block, ParsedChapter, Segment, SegmentKind } from '../core/segment.js'
import { readDirectiveHead } from './directive-head.js'
import { isAddress } from './names.js'
import { offsetIn } from './offset.js'
import type { Use, UseKind } from './reference.js'

/** Segments whose text Markdown reads: not comments in code, attributes, or values of options. */
const MARKDOWN: ReadonlySet<SegmentKind> = new Set([
  'heading',
  'paragraph',
  'list-item',
  'table-cell',
  'caption',
  'title',
  'definition-term',
  'field-name',
])

const ROLES: ReadonlySet<string> = new Set(['ref', 'numref', 'doc', 'download', 'term', 'eq', 'any'])

/** Directives whose argument is a file beside the chapters. */
const FILES: Readonly<Record<string, UseKind>> = {
  figure: 'image',
  image: 'image',
  thumbnail: 'image',
  include: 'include',
  literalinclude: 'include',
}

/** What a chapter refers to, in document order. Addresses in the web are not among it. */
export function readUses(chapter: ParsedChapter): Use[] {
  return chapter.parts.flatMap((part, index) =>
    part.type === 'segment' ? inSegment(part, index) : inBlock(chapter, part, index),
  )
}

function inSegment(segment: Segment, part: number): Use[] {
  const { kind, form, text, startLine } = segment
  if (!MARKDOWN.has(kind) || form === 'attribute' || form === 'title' || form === 'html') return []
  if (!/[`\]<]/.test(text)) return []
  return scanInline(text).flatMap((code): Use[] => {
    const found = useOf(text, code)
    if (!found) return []
    const [useKind, label, at, explicit] = found
    const start = offsetIn(segment, at)
    const line = startLine + text.slice(0, at).split('\n').length - 1
    const to = at + label.length
    return [{ kind: useKind, label, start, end: offsetIn(segment, to), line, explicit, part, range: [at, to] }]
  })
}

type Found = readonly [kind: UseKind, label: string, at: number, explicit: boolean]

function useOf(text: string, { type, name, value, content, start, end }: InlineCode): Found | null {
  if (type === 'role') {
    const role = name.replace(/^std:|^math:(?=numref$)/, '')
    if (!ROLES.has(role) || value === '' || value.startsWith('!')) return null
    const at = content ? text.lastIndexOf('<', end) + 1 : text.indexOf('`', start)
    const from = content ? at : at + (/^`+/.exec(text.slice(at, end))?.[0].length ?? 1)
    return [name === 'math:numref' ? 'eq' : (role as UseKind), value, from, content !== null]
  }
  if ((type === 'link' || type === 'image') && content) {
    if (text[end - 1] === ']') return null
    const at = text.indexOf(value, content[1] + 2)
    if (isAddress(value)) return null
    return [type, value, at, content[1] > content[0]]
  }
  if (type === 'html') {
    const image = /^<img\s(?:[^>]*\s)?src[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')/i.exec(value)
    const source = image?.[1] ?? image?.[2] ?? ''
    return source === '' || isAddress(source) ? null : ['image', source, text.indexOf(source, start + 4), true]
  }
  return null
}

function inBlock(chapter: ParsedChapter, block: Block, part: number): Use[] {
  const { kind, node, start, end, text, startLine } = block
  const within = chapter.nodes[node]
  const use = (useKind: UseKind, label: string, at: number): Use[] => {
    const line = startLine + (chapter.text.slice(start, at).match(/\n/g)?.length ?? 0)
    return label === '' || isAddress(label)
      ? []
      : [{ kind: useKind, label, start: at, end: at + label.length, line, explicit: true, part, range: null }]
  }
  if (kind === 'definition') {
    const found = /^\[(?:[^\\\]]|\\.)*\]:\s*(?:<([^<>\n]*)>|(\S+))/.exec(chapter.text.slice(start, end))
    const label = found?.[1] ?? found?.[2] ?? ''
    return use('link', label, start + (found?.[0].lastIndexOf(label) ?? 0))
  }
  if (within?.type === 'directive') {
    if (within.start !== start) return within.name === 'toctree' && kind === 'path' ? use('toctree', text, start) : []
    const fileKind = FILES[within.name ?? '']
    const argument = fileKind ? readDirectiveHead(chapter.text, start, end)?.argument : null
    return argument && fileKind ? use(fileKind, argument.value, argument.start) : []
  }
  if (kind === 'image' || kind === 'html')
    return inMarkup(chapter.text, block).flatMap(([label, at]) => use('image', label, at))
  return []
}

/** Images of a paragraph of images, or of a block of HTML. */
function inMarkup(file: string, { kind, start, end, text }: Block): (readonly [string, number])[] {
  const written = file.slice(start, end)
  if (kind === 'image' && written.startsWith('!')) {
    if (written.endsWith(']')) return []
    const at = written.lastIndexOf(text)
    return at === -1 ? [] : [[text, start + at]]
  }
  const found: (readonly [string, number])[] = []
  for (const { 0: whole, 1: double, 2: single, index } of written.matchAll(
    /<img\s(?:[^>]*\s)?src[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')/gi,
  )) {
    const source = double ?? single ?? ''
    found.push([source, start + index + whole.length - 1 - source.length])
  }
  return found
}
