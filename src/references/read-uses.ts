import { type InlineCode, scanInline } from '../core/inline.js'
import type { Block, ParsedChapter, Segment, SegmentKind } from '../core/segment.js'
import { readDirectiveHead } from './directive-head.js'
import { isAddress, isWebAddress, normalizeName } from './names.js'
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
  let labels: Labels | null = null
  return chapter.parts.flatMap((part, index) => {
    if (part.type === 'segment') return inSegment(part, index)
    if (part.kind !== 'definition') return inBlock(chapter, part, index)
    labels ??= labelsUsed(chapter)
    return inDefinition(chapter, part, index, labels)
  })
}

/** Brackets, and images as a whole. */
const BRACKETS = /!\[[^[\]]*\](?:\[[^[\]]*\])?|\[([^[\]]+)\]/g

/** Labels of link definitions that a chapter uses, normalized. */
interface Labels {
  readonly links: ReadonlySet<string>
  readonly images: ReadonlySet<string>
}

function labelsUsed({ parts }: ParsedChapter): Labels {
  const links = new Set<string>()
  const images = new Set<string>()
  for (const part of parts) {
    if (part.type === 'block') {
      if (part.kind === 'image' && part.text !== '') images.add(normalizeName(part.text))
    } else if (isMarkdown(part) && part.text.includes('[')) {
      for (const { type, value } of scanInline(part.text)) if (type === 'image') images.add(normalizeName(value))
      for (const [, label] of part.text.matchAll(BRACKETS)) if (label) links.add(normalizeName(label))
    }
  }
  return { links, images }
}

function isMarkdown({ kind, form }: Segment): boolean {
  return MARKDOWN.has(kind) && form !== 'attribute' && form !== 'title' && form !== 'html'
}

function inSegment(segment: Segment, part: number): Use[] {
  const { text, startLine } = segment
  if (!isMarkdown(segment) || !/[`\]<]/.test(text)) return []
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
    if (type === 'image' ? isAddress(value) : isWebAddress(value)) return null
    return [type, value, at, content[1] > content[0]]
  }
  if (type === 'html') {
    const image = /^<img\s(?:[^<>]*\s)?src[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')/i.exec(value)
    const source = image?.[1] ?? image?.[2] ?? ''
    return source === '' || isAddress(source) ? null : ['image', source, text.indexOf(source, start + 4), true]
  }
  return null
}

function inBlock(chapter: ParsedChapter, block: Block, part: number): Use[] {
  const { kind, node, start, end, text } = block
  const within = chapter.nodes[node]
  if (within?.type === 'directive') {
    if (within.start !== start) {
      return within.name === 'toctree' && kind === 'path' ? blockUse(chapter, block, part, 'toctree', text, start) : []
    }
    const fileKind = FILES[within.name ?? '']
    const argument = fileKind ? readDirectiveHead(chapter.text, start, end)?.argument : null
    return argument && fileKind ? blockUse(chapter, block, part, fileKind, argument.value, argument.start) : []
  }
  if (kind !== 'image' && kind !== 'html') return []
  return inMarkup(chapter.text, block).flatMap(([label, at]) => blockUse(chapter, block, part, 'image', label, at))
}

/** The address of a link definition, as what refers to it: a link, an image, both or nothing. */
function inDefinition(chapter: ParsedChapter, block: Block, part: number, { links, images }: Labels): Use[] {
  const found = DEFINITION.exec(chapter.text.slice(block.start, block.end))
  const name = normalizeName(found?.[1] ?? '')
  const label = found?.[2] ?? found?.[3] ?? ''
  const at = block.start + (found?.[0].lastIndexOf(label) ?? 0)
  const kinds: UseKind[] = [
    ...(links.has(name) ? ['link' as const] : []),
    ...(images.has(name) ? ['image' as const] : []),
  ]
  return kinds.flatMap((kind) => blockUse(chapter, block, part, kind, label, at))
}

const DEFINITION = /^\[((?:[^\\\]]|\\.)*)\]:\s*(?:<([^<>\n]*)>|(\S+))/

function blockUse(
  { text }: ParsedChapter,
  { start, startLine }: Block,
  part: number,
  kind: UseKind,
  label: string,
  at: number,
): Use[] {
  if (label === '' || (kind === 'link' ? isWebAddress(label) : isAddress(label))) return []
  const line = startLine + (text.slice(start, at).match(/\n/g)?.length ?? 0)
  return [{ kind, label, start: at, end: at + label.length, line, explicit: true, part, range: null }]
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
    /<img\s(?:[^<>]*\s)?src[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')/gi,
  )) {
    const source = double ?? single ?? ''
    found.push([source, start + index + whole.length - 1 - source.length])
  }
  return found
}
