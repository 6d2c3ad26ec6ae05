import type { ChapterNode, ParsedChapter } from '../core/segment.js'
import { inlineShortcodeLines } from './shortcodes.js'
import type { AlignUnit, UnitKind } from './unit.js'

/** A unit of a chapter: a run of lines, and the parts in it. Lines are 1-based and inclusive. */
export interface ChapterUnit extends AlignUnit {
  readonly startLine: number
  readonly endLine: number
  /** Indices of the chapter's parts inside. */
  readonly parts: readonly number[]
}

/** Nodes that are taken apart; every other node is one unit, whatever stands inside. */
const CONTAINERS = new Set<ChapterNode['type']>(['root', 'list', 'item', 'jsx', 'definition-list', 'field-list'])

interface Draft {
  readonly node: number
  readonly kind: UnitKind
  startLine: number
  endLine: number
  readonly parts: number[]
}

/**
 * A chapter as units in document order: a heading, paragraph, table, quote, fence or directive is one, a list item is
 * its first paragraph. Their line ranges do not overlap and hold every line that is not blank.
 */
export function unitsOf(chapter: ParsedChapter): ChapterUnit[] {
  const lines = chapter.text.split(/\r\n|\n|\r/)
  const inline = inlineShortcodeLines(chapter, lines)
  const drafts = joinTouching(coverLines(chapter, lines, draftUnits(chapter)), inline)
  assignParts(chapter, drafts)
  const { depths } = treeOf(chapter.nodes)
  return drafts.map(({ node, kind, startLine, endLine, parts }): ChapterUnit => {
    const { name = null, level = null } = chapter.nodes[node] ?? {}
    const text = lines.slice(startLine - 1, endLine).join('\n')
    const unit = { kind, name, level, depth: depths[node] ?? 0, text, startLine, endLine, parts }
    const only = parts.length === 1 ? chapter.parts[parts[0] as number] : undefined
    return only?.type === 'segment' ? { ...unit, segment: only.text } : unit
  })
}

/** For each node: is it, or does it lie in, a unit; is it a container with children; in how many containers. */
function treeOf(nodes: readonly ChapterNode[]) {
  const owner = new Int32Array(nodes.length).fill(-1)
  const depths = new Int32Array(nodes.length)
  const children = new Int32Array(nodes.length)
  for (const { parent } of nodes) if (parent >= 0) children[parent] = (children[parent] as number) + 1
  for (const [index, { type, parent }] of nodes.entries()) {
    if (parent >= 0) depths[index] = (depths[parent] as number) + (type === 'list' || type === 'jsx' ? 1 : 0)
    const within = parent >= 0 ? (owner[parent] as number) : -1
    const container = CONTAINERS.has(type) && (parent < 0 || (children[index] as number) > 0)
    owner[index] = within >= 0 ? within : container ? -1 : index
  }
  return { owner, depths }
}

function draftUnits(chapter: ParsedChapter): Draft[] {
  const { nodes } = chapter
  const { owner } = treeOf(nodes)
  const begun = new Set<number>()
  const drafts: Draft[] = []
  for (const [node, { type, parent, startLine, endLine }] of nodes.entries()) {
    if (owner[node] !== node) continue
    const first = type === 'paragraph' && nodes[parent]?.type === 'item' && !begun.has(parent)
    begun.add(parent)
    const last = drafts.at(-1)
    if (last && startLine <= last.endLine) last.endLine = Math.max(last.endLine, endLine)
    else drafts.push({ node, kind: first ? 'item' : type, startLine, endLine, parts: [] })
  }
  return drafts
}

/** Lines that belong to no unit, such as an item without text or a closing tag, become units of their own. */
function coverLines(chapter: ParsedChapter, lines: readonly string[], drafts: readonly Draft[]): Draft[] {
  const covered: Draft[] = []
  let next = 0
  let open: Draft | undefined
  for (let line = 1; line <= lines.length; line++) {
    const draft = drafts[next]
    if (draft && line === draft.startLine) {
      covered.push(draft)
      line = draft.endLine
      next++
      open = undefined
    } else if (/^\s*$/.test((lines[line - 1] as string).replace('\uFEFF', ''))) open = undefined
    else if (open) open.endLine = line
    else {
      const node = innermostAt(chapter.nodes, line)
      const type = chapter.nodes[node]?.type ?? 'paragraph'
      open = { node, kind: type === 'root' ? 'paragraph' : type, startLine: line, endLine: line, parts: [] }
      covered.push(open)
    }
  }
  return covered
}

/** Joins what a shortcode line interrupted: the text before it and after it, without a blank line between. */
function joinTouching(drafts: readonly Draft[], inline: ReadonlySet<number>): Draft[] {
  if (inline.size === 0) return [...drafts]
  const joined: Draft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    const touches = last?.endLine === draft.startLine - 1
    const text =
      last !== undefined && [last, draft].every(({ kind, startLine }) => isText(kind) || inline.has(startLine))
    if (!last || !touches || !text || !(inline.has(last.endLine) || inline.has(draft.startLine))) joined.push(draft)
    else
      joined[joined.length - 1] = {
        ...(isText(last.kind) ? last : draft),
        startLine: last.startLine,
        endLine: draft.endLine,
      }
  }
  return joined
}

function isText(kind: UnitKind): boolean {
  return kind === 'paragraph' || kind === 'item'
}

function innermostAt(nodes: readonly ChapterNode[], line: number): number {
  let found = 0
  for (const [index, { startLine, endLine }] of nodes.entries()) {
    if (startLine > line) break
    if (endLine >= line) found = index
  }
  return found
}

function assignParts(chapter: ParsedChapter, drafts: readonly Draft[]): void {
  let unit = 0
  for (const [index, { startLine }] of chapter.parts.entries()) {
    while (unit > 0 && startLine < (drafts[unit] as Draft).startLine) unit--
    while (unit + 1 < drafts.length && startLine >= (drafts[unit + 1] as Draft).startLine) unit++
    drafts[unit]?.parts.push(index)
  }
}
