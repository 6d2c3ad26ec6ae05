import type { ChapterNode } from '../../core/segment.js'
import type { Builder } from '../builder.js'
import { closeLeaf } from '../constructs/close-leaf.js'
import type { Flow } from '../flow.js'
import { emptyLines, type Lines, lastFilled, pushLine } from '../lines.js'
import { Cursor } from './cursor.js'
import { LateEnds } from './late-ends.js'
import type { Container, Leaf } from './leaf.js'
import { trimEnd } from './starts.js'

type NewLeaf = DistributiveOmit<Leaf, 'lines' | 'start' | 'line'>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

interface NewContainer {
  readonly type: Exclude<Container['type'], 'root'>
  readonly indent: number
  readonly marker?: number
  readonly name?: string
}

/** What is open while lines are read: the containers, outermost first, and a leaf in the innermost. */
export class FlowState {
  readonly builder: Builder
  readonly lines: Lines
  readonly cursor: Cursor
  readonly lateEnds: LateEnds
  readonly containers: Container[]
  leaf: Leaf | null = null
  /** Columns of blanks before the last line of text. */
  textIndent = 0
  /** Index of the line being read. */
  index = 0
  readonly #read: Flow['read']
  readonly #caption: { pending: boolean }
  #tooDeep = false

  constructor(builder: Builder, lines: Lines, node: number, caption: boolean, read: Flow['read']) {
    this.builder = builder
    this.lines = lines
    this.cursor = new Cursor(builder.file)
    this.lateEnds = new LateEnds(builder.file, lines)
    this.containers = [{ type: 'root', node, indent: 0, marker: 0, empty: true }]
    this.#caption = { pending: caption }
    this.#read = read
  }

  get line(): number {
    return this.lines.numbers[this.index] as number
  }

  get top(): Container {
    return this.containers.at(-1) as Container
  }

  get flow(): Flow {
    return { builder: this.builder, node: this.top.node, caption: this.#caption, read: this.#read }
  }

  place(start: number, end: number) {
    return { start, end, startLine: this.line, endLine: this.line }
  }

  push(container: NewContainer, start: number, end: number, line: number = this.line): void {
    const { type, indent, marker = 0, name } = container
    this.top.empty = false
    const nodeType: ChapterNode['type'] = type === 'description' ? 'item' : type
    const place = { start, end, startLine: line, endLine: line }
    const node = this.builder.open(nodeType, this.top.node, place, name === undefined ? {} : { name })
    this.containers.push({ type, node, indent, marker, empty: true })
  }

  pop(): void {
    const closing = this.builder.nodes[(this.containers.pop() as Container).node]
    if (closing) this.builder.close(this.top.node, closing.end, closing.endLine)
  }

  closeDownTo(open: number): void {
    if (this.containers.length > open) this.closeLeaf()
    while (this.containers.length > open) this.pop()
  }

  /** Ends what a new block is not part of: a leaf, containers beyond the first `open`, a list it is no item of. */
  makeRoom(open: number): void {
    this.closeDownTo(open)
    this.closeLeaf()
    if (this.top.type === 'list' || this.top.type === 'definition-list') this.pop()
    this.top.empty = false
  }

  openLeaf(open: number, leaf: NewLeaf): Leaf {
    this.makeRoom(open)
    const opened = { ...leaf, lines: emptyLines(), start: this.cursor.next, line: this.line } as Leaf
    this.leaf = opened
    return opened
  }

  addLine(leaf: Leaf): void {
    const { offset, end, column } = this.cursor
    pushLine(leaf.lines, offset, end, column, this.line)
  }

  /** Without the blanks before it. */
  addTrimmed(leaf: Leaf): void {
    this.cursor.skipBlanks()
    this.addLine(leaf)
  }

  closeLeaf(): void {
    const leaf = this.leaf
    if (!leaf) return
    this.leaf = null
    closeLeaf(this.flow, leaf)
    if (leaf.type === 'fence') this.grow(leaf.end, leaf.endLine)
    else {
      const last = lastFilled(this.builder.file, leaf.lines)
      this.grow(leaf.lines.ends[last] ?? leaf.start, leaf.lines.numbers[last])
    }
  }

  /** The innermost container reaches at least to `end`. */
  grow(end: number, line: number = this.line): void {
    this.builder.close(this.top.node, trimEnd(this.builder.file, 0, end), line)
  }

  warnTooDeep(line = this.line): void {
    if (!this.#tooDeep) this.builder.warn('too-deep', line, '')
    this.#tooDeep = true
  }
}
