import { endOfSubtree } from '../../markdown/positions.js'
import { readDefinitions } from '../../references/read-definitions.js'
import type { BuiltPart, EditionText } from './edition-text.js'

/** Nodes that may go when all they hold goes. */
const CONTAINERS: ReadonlySet<string> = new Set(['item', 'list', 'quote', 'table', 'directive'])

/** Text that stands for itself: a caption belongs to its picture. */
const RUNNING: ReadonlySet<string> = new Set(['paragraph', 'list-item', 'table-cell'])

/** Directives that are nothing but a frame around text. */
const FRAMES: ReadonlySet<string> = new Set(
  'note tip warning important hint caution attention danger error admonition seealso'.split(' '),
)

/**
 * Takes the parts out that are to be left out, with the blocks that would be empty without them.
 *
 * What something else hangs on stays, and counts as kept: headings, which are numbered and referred to; what has a label
 * or follows one; cells, captions and options, without which their block would be another one; footnotes and what refers
 * to them.
 *
 * @returns what was taken out
 */
export function leaveOut(text: EditionText): BuiltPart[] {
  const taken: BuiltPart[] = []
  let index = text.parts.length - 1
  while (index >= 0) {
    const part = text.parts[index] as BuiltPart
    const node = part.judged?.action === 'omit' ? outermost(text, index) : null
    const inside = node === null ? [] : text.partsWithin(node)
    const gone = inside.map((at) => text.parts[at] as BuiltPart)
    if (node !== null && text.remove(node)) {
      taken.push(...gone)
      index = inside[0] ?? index
    } else if (part.judged?.action === 'omit') part.judged.action = 'keep'
    index--
  }
  for (const { judged } of text.parts) {
    if (judged?.standing === 'untranslated' && judged.action === 'keep') judged.action = 'source'
  }
  if (taken.length > 0) removeIdleBreaks(text)
  return taken.reverse()
}

/** Takes everything out of a chapter but what the rest of the book hangs on: headings, labels and lists of chapters. */
export function leaveOutChapter(text: EditionText): BuiltPart[] {
  const taken: BuiltPart[] = []
  const stays = new Set(['heading', 'target', 'definition', 'footnote', 'front-matter'])
  for (const node of [...text.childrenOf(0)].reverse()) {
    const { type, name } = text.parsed.nodes[node] ?? {}
    if (stays.has(type ?? '') || name === 'toctree' || isNamed(text, node) || holdsFootnotesUp(text, node)) continue
    const inside = text.partsWithin(node).map((at) => text.parts[at] as BuiltPart)
    if (text.remove(node)) taken.push(...inside)
  }
  for (const { judged } of text.parts) if (judged?.action === 'omit') judged.action = 'source'
  return taken.reverse()
}

/** Takes out thematic breaks that have nothing left to divide: docutils wants text on both sides. */
function removeIdleBreaks(text: EditionText): void {
  const children = text
    .childrenOf(0)
    .filter((node) => !/^(?:target|comment)$/.test(text.parsed.nodes[node]?.type ?? ''))
  for (const [at, node] of [...children.entries()].reverse()) {
    const [before, own, behind] = [children[at - 1], node, children[at + 1]].map(
      (each) => text.parsed.nodes[each ?? -1],
    )
    if (own?.type !== 'break') continue
    if (!before || before.type === 'heading' || !behind || behind.type === 'break') text.remove(node)
  }
}

/** The outermost node that holds nothing but what is to be left out; `null` where none can go. */
function outermost(text: EditionText, index: number): number | null {
  const { nodes, parts } = text.parsed
  let node = parts[index]?.node ?? 0
  if (!RUNNING.has(parts[index]?.kind ?? '') || !/^(?:paragraph|table)$/.test(nodes[node]?.type ?? '')) return null
  if (!isOmittedWhole(text, node)) return null
  for (;;) {
    const parent = nodes[node]?.parent ?? -1
    const above = nodes[parent]
    if (parent <= 0 || !above || !CONTAINERS.has(above.type) || !isOmittedWhole(text, parent)) break
    if (above.type === 'directive' && !FRAMES.has(above.name ?? '')) break
    node = parent
  }
  const parent = nodes[node]?.parent ?? 0
  const isAlone = parent > 0 && text.childrenOf(parent).length === 1
  return isAlone || isNamed(text, node) || holdsFootnotesUp(text, node) ? null : node
}

/** What is no text of the section it stands in. */
const ASIDE: ReadonlySet<string> = new Set(['footnote', 'definition', 'target', 'comment', 'break'])

/** True for all there is in the last section of a chapter with footnotes: MyST puts a line in front of these. */
function holdsFootnotesUp(text: EditionText, node: number): boolean {
  const { nodes } = text.parsed
  if (!nodes.some(({ type }) => type === 'footnote')) return false
  const own = text.childrenOf(0).filter((child) => !ASIDE.has(nodes[child]?.type ?? ''))
  return own.at(-1) === node && nodes[own.at(-2) ?? -1]?.type === 'heading'
}

/** True where all parts are to be left out; a frame's own line is no text. */
function isOmittedWhole(text: EditionText, node: number): boolean {
  return text.partsWithin(node).every((index) => {
    const part = text.parsed.parts[index]
    return text.parts[index]?.judged?.action === 'omit' || (part?.kind === 'directive' && part.node === node)
  })
}

/** True where a label names the node or something in it, or a footnote hangs on it. */
function isNamed(text: EditionText, node: number): boolean {
  const { parsed } = text
  const behind = endOfSubtree(parsed, node)
  const { start, end } = parsed.nodes[node] ?? { start: 0, end: 0 }
  if (/\[\^[^\]\s]+\]/.test(parsed.text.slice(start, end))) return true
  const inside = new Set(text.partsWithin(node))
  return readDefinitions(parsed).some(
    (definition) => (definition.node >= node && definition.node < behind) || inside.has(definition.part),
  )
}
