import { hasSourceLanguage } from '../core/inline.js'
import type {
  BlockKind,
  ChapterNode,
  ParsedChapter,
  ParseWarning,
  Part,
  SegmentForm,
  SegmentKind,
} from '../core/segment.js'
import type { Cut } from './excerpt.js'

/** How a chapter is to be read. */
export interface ParseOptions {
  /** Which comments in code, and which other texts that are segments only in Chinese, become segments. */
  readonly comments?: 'source-language' | 'all'
  /** `commonmark`: CommonMark and GFM alone, without MyST, Docusaurus and Hugo syntax. */
  readonly dialect?: 'myst' | 'commonmark'
  /**
   * Makes everything a segment that could be one in either language, front-matter values of any kind included, so that
   * a chapter has the same segments before and after a text was replaced.
   */
  readonly complete?: boolean
}

/** No paragraph is longer. In what is, Han in code and addresses counts as text: looking closer would take too long. */
const LONGEST_PROSE = 100_000

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Collects what a chapter is made of, in document order. */
export class Builder {
  readonly file: string
  readonly everything: boolean
  readonly complete: boolean
  readonly myst: boolean
  readonly nodes: Mutable<ChapterNode>[] = []
  readonly parts: Part[] = []
  readonly warnings: ParseWarning[] = []
  #headings: { level: number; text: string }[] = []
  #section: readonly string[] = []

  constructor(file: string, options: ParseOptions) {
    this.file = file
    this.complete = options.complete === true
    this.everything = this.complete || options.comments === 'all'
    this.myst = options.dialect !== 'commonmark'
  }

  /** Adds a node and returns its index. Its end is set again by {@link close} when it is a container. */
  open(
    type: ChapterNode['type'],
    parent: number,
    place: Pick<Cut, 'start' | 'end' | 'startLine' | 'endLine'>,
    more: { level?: number; name?: string } = {},
  ): number {
    const { start, end, startLine, endLine } = place
    const { level = null, name = null } = more
    return this.nodes.push({ type, parent, start, end, startLine, endLine, level, name }) - 1
  }

  /** Moves a node's end to where its content ends; never backwards. */
  close(node: number, end: number, endLine: number): void {
    const closing = this.nodes[node]
    if (!closing || end <= closing.end) return
    closing.end = end
    closing.endLine = endLine
  }

  segment(kind: SegmentKind, cut: Cut, node: number, form: SegmentForm = 'flow'): void {
    const { start, end, startLine, endLine, text, glue } = cut
    const carried = isCarried(text)
    const place = { start, end, startLine, endLine, text, glue, carried, section: this.#section, node }
    this.parts.push(form === 'flow' ? { type: 'segment', kind, ...place } : { type: 'segment', kind, form, ...place })
  }

  block(kind: BlockKind, cut: Cut, node: number, signature: string = cut.text): void {
    const { start, end, startLine, endLine, text } = cut
    const place = { start, end, startLine, endLine, text, signature: fold(signature), section: this.#section, node }
    this.parts.push({ type: 'block', kind, ...place })
  }

  warn(code: ParseWarning['code'], line: number, name: string): void {
    this.warnings.push({ code, line, name })
  }

  /** A heading of the chapter itself ends the sections of its level and below before its own parts are added. */
  leaveSections(level: number): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop()
    this.#section = this.#headings.map(({ text }) => text)
  }

  enterSection(level: number, text: string): void {
    this.#headings.push({ level, text })
    this.#section = this.#headings.map((heading) => heading.text)
  }

  chapter(): ParsedChapter {
    return { text: this.file, nodes: this.nodes, parts: this.parts, warnings: this.warnings }
  }
}

/** True when no prose of `text` is in the source language. */
function isCarried(text: string): boolean {
  const han = text.search(/\p{Script=Han}/u)
  if (han === -1) return true
  // Nothing has begun before the first Han that could take it out of the prose: no need to look at the rest.
  if (text.length > LONGEST_PROSE || !/[`<[{$\\*_~]|https?:|www\./.test(text.slice(0, han))) return false
  return !hasSourceLanguage(text)
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
