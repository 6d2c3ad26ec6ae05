import type { Code } from '../../../core/codes/coded-text.js'
import type { Token } from '../../../core/codes/engine-form.js'
import { type DraftText, lengthOf, placeholderOf, replaceTokens, sliceTokens, tidyTokens } from './draft-text.js'

/** What an editor tells and asks. */
export interface ChipEditorOptions {
  /** Words for a placeholder, for those who hear it; `title` for those who point at it. */
  readonly wordChip: (code: Code, kind: 'lock' | 'open' | 'close') => string
  /** Whether Enter begins a new line. */
  readonly hasLines: () => boolean
  readonly onChange: (draft: DraftText) => void
}

export interface ChipEditor {
  /** Shows another text; what was typed before cannot be undone into it. */
  show(draft: DraftText): void
  insertText(text: string): void
  insertPlaceholder(code: Code): void
  focus(): void
  /** The place in the document of a place in a token; `null` where there is none. */
  rangeOf(from: readonly [token: number, at: number], to: readonly [token: number, at: number]): Range | null
  destroy(): void
}

interface Snapshot {
  readonly draft: DraftText
  readonly caret: number
}

/** Steps back that are kept; typing that goes on within half a second is one step. */
const MOST_STEPS = 200
const ONE_STEP_MS = 500

/**
 * Makes `root` an editor of text with placeholders. The browser does the typing, so that input methods, spelling and
 * screen readers work as everywhere; what it made of the document is read after every input. Placeholders are atoms:
 * the first delete chooses one, the second removes it, with its other half.
 */
export function createChipEditor(root: HTMLElement, options: ChipEditorOptions): ChipEditor {
  let draft: DraftText = { tokens: [], codes: [] }
  let isComposing = false
  /** Where the caret was last: what is inserted from elsewhere goes there. */
  let chosen: readonly [from: number, to: number] = [0, 0]
  /** While the focus is elsewhere the browser may forget what was chosen. */
  let isAway = true
  const past: Snapshot[] = []
  const future: Snapshot[] = []
  let lastTyped = 0

  const render = (caret: number | null) => {
    root.replaceChildren(...nodesOf(draft, options.wordChip))
    if (caret !== null) choose(caret, caret)
  }

  const choose = (from: number, to: number) => {
    chosen = [from, to]
    if (document.activeElement !== root) return
    const [start, end] = [placeAt(root, from), placeAt(root, to)]
    document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
    markChosen()
  }

  const readChosen = () => {
    const selection = document.getSelection()
    if (!selection || selection.rangeCount === 0) return
    const range = selection.getRangeAt(0)
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return
    chosen = [
      caretOf(root, range.startContainer, range.startOffset),
      caretOf(root, range.endContainer, range.endOffset),
    ]
    markChosen()
  }

  const markChosen = () => {
    let position = 0
    for (const node of root.childNodes) {
      const length = lengthOfNode(node)
      if (node instanceof HTMLElement && node.dataset.kind) {
        node.classList.toggle(
          'is-chosen',
          chosen[0] <= position && chosen[1] >= position + length && chosen[1] > chosen[0],
        )
      }
      position += length
    }
  }

  const remember = (isTyping: boolean) => {
    const now = Date.now()
    const goesOn = isTyping && now - lastTyped < ONE_STEP_MS && past.length > 0
    lastTyped = isTyping ? now : 0
    future.length = 0
    if (goesOn) return
    past.push({ draft, caret: chosen[0] })
    if (past.length > MOST_STEPS) past.shift()
  }

  const change = (tokens: readonly Token[], caret: number, isTyping = false) => {
    remember(isTyping)
    draft = { ...draft, tokens }
    render(caret)
    options.onChange(draft)
  }

  const put = (tokens: readonly Token[], [from, to] = chosen, isTyping = false) => {
    const next = replaceTokens(draft.tokens, from, to, tokens)
    change(next.tokens, next.caret, isTyping)
  }

  /** Takes in what the browser has made of the document. */
  const takeIn = () => {
    const read = readTokens(root)
    const tokens = tidyTokens(read.tokens)
    if (sameTokens(tokens, draft.tokens) && read.isClean) return
    const caret = document.activeElement === root ? caretNow(root) : chosen[1]
    remember(true)
    const isWhole = sameTokens(tokens, read.tokens) && read.isClean
    draft = { ...draft, tokens }
    if (isWhole) settleEnd(root)
    else render(caret)
    readChosen()
    options.onChange(draft)
  }

  const stepTo = (from: Snapshot[], to: Snapshot[]) => {
    const step = from.pop()
    if (!step) return
    to.push({ draft, caret: chosen[0] })
    draft = step.draft
    lastTyped = 0
    render(step.caret)
    options.onChange(draft)
  }

  const onBeforeInput = (event: InputEvent) => {
    if (isComposing || event.isComposing) return
    readChosen()
    const { inputType } = event
    if (inputType === 'historyUndo' || inputType === 'historyRedo') {
      event.preventDefault()
      if (inputType === 'historyUndo') stepTo(past, future)
      else stepTo(future, past)
    } else if (inputType.startsWith('format')) event.preventDefault()
    else if (inputType === 'insertParagraph' || inputType === 'insertLineBreak') {
      event.preventDefault()
      if (options.hasLines()) put([{ kind: 'text', text: '\n' }])
    } else if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop' || inputType === 'insertFromYank') {
      event.preventDefault()
      const text = event.dataTransfer?.getData('text/plain') ?? event.data ?? ''
      put([{ kind: 'text', text: asTyped(text, options.hasLines()) }])
    } else if (inputType.startsWith('delete')) onDelete(event)
    else if (inputType === 'insertText' && touchesChip(...chosen)) {
      event.preventDefault()
      put([{ kind: 'text', text: event.data ?? '' }], chosen, true)
    }
  }

  const touchesChip = (from: number, to: number) =>
    from !== to && sliceTokens(draft.tokens, from, to).some(({ kind }) => kind !== 'text')

  const onDelete = (event: InputEvent) => {
    const [from, to] = chosen
    if (from !== to) {
      if (!touchesChip(from, to)) return
      event.preventDefault()
      put([])
      return
    }
    const isForward = event.inputType.endsWith('Forward')
    const [start, end] = isForward ? [from, from + 1] : [from - 1, from]
    if (start < 0 || !touchesChip(start, end)) return
    event.preventDefault()
    choose(start, end)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // The browser tells of a choice only later, and what the key leads to may take the focus away before that.
    if (!isComposing && !isAway) readChosen()
    if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    if (key === 'z' || key === 'y') {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) stepTo(future, past)
      else stepTo(past, future)
    }
  }

  const onClipboard = (event: ClipboardEvent) => {
    if (event.type === 'paste') {
      event.preventDefault()
      readChosen()
      const text = event.clipboardData?.getData('text/plain') ?? ''
      put([{ kind: 'text', text: asTyped(text, options.hasLines()) }])
      return
    }
    readChosen()
    const tokens = sliceTokens(draft.tokens, ...chosen)
    if (tokens.length === 0) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', tokens.map((token) => readable(token, draft.codes)).join(''))
    if (event.type === 'cut') put([])
  }

  const onClick = (event: MouseEvent) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-kind]') : null
    if (!chip || chip.parentNode !== root) return
    const index = Array.prototype.indexOf.call(root.childNodes, chip)
    const start = caretOf(root, root, index)
    choose(start, start + 1)
  }

  const onCompositionStart = () => {
    readChosen()
    isComposing = true
    if (touchesChip(...chosen)) put([])
  }
  const onCompositionEnd = () => {
    isComposing = false
    takeIn()
  }
  const onInput = () => {
    if (!isComposing) takeIn()
  }
  const onSelection = () => {
    if (!isComposing && !isAway && document.activeElement === root) readChosen()
  }
  const onFocus = () => {
    const wasAway = isAway
    isAway = false
    if (wasAway) choose(...chosen)
  }
  const onBlur = () => {
    // The browser may not have told yet what was chosen last.
    readChosen()
    isAway = true
  }
  /** A click says itself where the caret is to be. */
  const onPointerDown = () => {
    isAway = false
  }

  const listeners = [
    ['beforeinput', onBeforeInput],
    ['input', onInput],
    ['keydown', onKeyDown],
    ['paste', onClipboard],
    ['copy', onClipboard],
    ['cut', onClipboard],
    ['click', onClick],
    ['focus', onFocus],
    ['blur', onBlur],
    ['pointerdown', onPointerDown],
    ['compositionstart', onCompositionStart],
    ['compositionend', onCompositionEnd],
  ] as const
  for (const [name, listener] of listeners) root.addEventListener(name, listener as EventListener)
  root.addEventListener('dragstart', preventDefault)
  document.addEventListener('selectionchange', onSelection)

  return {
    show(next) {
      draft = next
      past.length = 0
      future.length = 0
      const end = lengthOf(draft.tokens)
      chosen = [end, end]
      render(document.activeElement === root ? end : null)
    },
    insertText(text) {
      root.focus()
      put([{ kind: 'text', text: asTyped(text, options.hasLines()) }])
    },
    insertPlaceholder(code) {
      root.focus()
      const between = sliceTokens(draft.tokens, ...chosen)
      const tokens = placeholderOf(code, between)
      const isTaken = draft.tokens.some((token) => token.kind !== 'text' && token.id === code.id)
      if (isTaken) return
      put(tokens)
      // Into an empty pair, to write what is in it.
      if (code.form === 'paired' && between.length === 0) choose(chosen[0] - 1, chosen[0] - 1)
    },
    focus: () => root.focus(),
    rangeOf([fromToken, fromAt], [toToken, toAt]) {
      const nodes = [...root.childNodes].filter((node) => !isFiller(node))
      const [start, end] = [nodes[fromToken], nodes[toToken]]
      if (!start || !end || nodes.length !== draft.tokens.length) return null
      const range = document.createRange()
      if (start instanceof Text) range.setStart(start, Math.min(fromAt, start.length))
      else range.setStartBefore(start)
      if (end instanceof Text) range.setEnd(end, Math.min(toAt, end.length))
      else range.setEndAfter(end)
      return range
    },
    destroy() {
      for (const [name, listener] of listeners) root.removeEventListener(name, listener as EventListener)
      root.removeEventListener('dragstart', preventDefault)
      document.removeEventListener('selectionchange', onSelection)
    },
  }
}

function preventDefault(event: Event): void {
  event.preventDefault()
}

/** Pasted text as if it were typed: nothing but text, and no line breaks where there are none. */
function asTyped(text: string, hasLines: boolean): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  return hasLines ? lines.replace(/\n\s*\n/g, '\n') : lines.replace(/\s*\n\s*/g, ' ')
}

function readable(token: Token, codes: readonly Code[]): string {
  if (token.kind === 'text') return token.text
  return token.kind === 'lock' ? (codes[token.id - 1]?.shows ?? '') : ''
}

function nodesOf({ tokens, codes }: DraftText, wordChip: ChipEditorOptions['wordChip']): Node[] {
  const nodes = tokens.map((token): Node => {
    if (token.kind === 'text') return document.createTextNode(token.text)
    const code = codes[token.id - 1]
    const chip = document.createElement('span')
    chip.contentEditable = 'false'
    chip.dataset.kind = token.kind
    chip.dataset.id = String(token.id)
    chip.className = `chip chip-${token.kind} chip-${code?.type ?? 'literal'}`
    if (!code) return chip
    const words = wordChip(code, token.kind)
    chip.setAttribute('role', 'img')
    chip.setAttribute('aria-label', words)
    chip.title = words
    chip.textContent = chipText(code, token.kind)
    return chip
  })
  return needsFiller(tokens) ? [...nodes, filler()] : nodes
}

/** What a placeholder shows: what a reader would see, or the mark at either end of a pair. */
export function chipText({ id, type, shows, open, role }: Code, kind: 'lock' | 'open' | 'close'): string {
  if (kind !== 'lock') {
    const mark = type === 'emphasis' ? (open.length > 1 ? 'B' : 'I') : type === 'link' ? '🔗︎' : role || String(id)
    return kind === 'open' ? `${mark}‹` : '›'
  }
  if (type === 'break') return '↵'
  return shows.length > 60 ? `${shows.slice(0, 59)}…` : shows || role || type
}

/** Without something behind a last placeholder, or a last line's end, browsers show no caret there. */
function needsFiller(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  return last !== undefined && (last.kind !== 'text' || last.text.endsWith('\n'))
}

function filler(): HTMLElement {
  const end = document.createElement('br')
  end.dataset.filler = ''
  return end
}

function isFiller(node: Node): boolean {
  return node instanceof HTMLElement && node.dataset.filler !== undefined
}

function settleEnd(root: HTMLElement): void {
  const last = root.lastChild
  const isChip = last instanceof HTMLElement && last.dataset.kind !== undefined
  if (isChip || (last instanceof Text && last.data.endsWith('\n'))) root.append(filler())
}

function lengthOfNode(node: Node): number {
  if (node instanceof Text) return node.length
  if (isFiller(node)) return 0
  if (node instanceof HTMLElement && node.dataset.kind) return 1
  if (node.nodeName === 'BR') return 1
  return [...node.childNodes].reduce((sum, child) => sum + lengthOfNode(child), 0)
}

/** Reads the document back. `isClean`: it is as `nodesOf` would make it. */
function readTokens(root: Node): { readonly tokens: Token[]; readonly isClean: boolean } {
  const tokens: Token[] = []
  let isClean = true
  const visit = (node: Node) => {
    for (const child of node.childNodes) {
      if (child instanceof Text) tokens.push({ kind: 'text', text: child.data })
      else if (isFiller(child)) {
        if (child !== root.lastChild) isClean = false
      } else if (child instanceof HTMLElement && child.dataset.kind) tokens.push(tokenOf(child))
      else if (child.nodeName === 'BR') {
        // Browsers leave one behind where nothing is left, or to end the last line.
        isClean = false
        if (child !== root.lastChild) tokens.push({ kind: 'text', text: '\n' })
      } else {
        isClean = false
        if (tokens.length > 0 && child.nodeName === 'DIV') tokens.push({ kind: 'text', text: '\n' })
        visit(child)
      }
    }
  }
  visit(root)
  return { tokens, isClean }
}

function tokenOf({ dataset }: HTMLElement): Token {
  const { kind } = dataset
  return { kind: kind === 'open' || kind === 'close' ? kind : 'lock', id: Number(dataset.id) }
}

function sameTokens(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length === b.length && a.every((token, index) => JSON.stringify(token) === JSON.stringify(b[index]))
}

function caretNow(root: HTMLElement): number {
  const selection = document.getSelection()
  return selection?.focusNode && root.contains(selection.focusNode)
    ? caretOf(root, selection.focusNode, selection.focusOffset)
    : 0
}

/** How far into the text a place of the document is. */
function caretOf(root: Node, container: Node, offset: number): number {
  let position = 0
  let isFound = false
  const visit = (node: Node) => {
    if (isFound) return
    if (node === container) {
      isFound = true
      if (node instanceof Text) position += offset
      else for (const child of [...node.childNodes].slice(0, offset)) position += lengthOfNode(child)
      return
    }
    const isAtom = node instanceof HTMLElement && node.dataset.kind !== undefined
    if (node instanceof Text || isAtom || node.nodeName === 'BR') {
      if (isAtom && node.contains(container)) isFound = true
      else position += lengthOfNode(node)
      return
    }
    for (const child of node.childNodes) visit(child)
  }
  visit(root)
  return position
}

/** The place of the document that is so far into the text; in text rather than beside it. */
function placeAt(root: HTMLElement, caret: number): { readonly node: Node; readonly offset: number } {
  let position = 0
  const nodes = [...root.childNodes]
  for (const [index, node] of nodes.entries()) {
    const length = lengthOfNode(node)
    if (node instanceof Text && caret <= position + length) return { node, offset: Math.max(0, caret - position) }
    if (caret <= position) return { node: root, offset: index }
    position += length
  }
  const end = nodes.findLastIndex((node) => !isFiller(node)) + 1
  return { node: root, offset: end }
}
