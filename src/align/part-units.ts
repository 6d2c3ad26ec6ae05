import type { BlockKind, ParsedChapter, Part, SegmentKind } from '../core/segment.js'
import type { AlignUnit, UnitKind } from './unit.js'

/** A part with its index in its chapter. */
export interface PlacedPart {
  readonly index: number
  readonly part: Part
}

export function placeParts(chapter: ParsedChapter, indices: readonly number[]): PlacedPart[] {
  return indices.map((index) => ({ index, part: chapter.parts[index] as Part }))
}

/** The unit kind that a part is weighed as: the ones that may stand for each other have the same. */
const UNIT_KINDS: Readonly<Record<SegmentKind | BlockKind, UnitKind>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  'list-item': 'paragraph',
  'table-cell': 'table',
  caption: 'footnote',
  title: 'footnote',
  alt: 'directive',
  option: 'field-list',
  'toctree-title': 'list',
  'front-matter': 'front-matter',
  comment: 'comment',
  'definition-term': 'definition-list',
  'field-name': 'field-list',
  'html-text': 'quote',
  html: 'quote',
  fence: 'fence',
  image: 'html',
  path: 'break',
  directive: 'jsx',
  math: 'math',
  target: 'target',
  definition: 'definition',
}

/** Parts as units of alignment. The name is the part's kind, so that kinds prefer their own. */
export function partUnits(parts: readonly PlacedPart[]): AlignUnit[] {
  return parts.map(({ part }) => ({
    kind: kindOf(part),
    name: part.kind,
    level: null,
    depth: 0,
    text: part.type === 'block' ? part.signature : part.text,
  }))
}

function kindOf(part: Part): UnitKind {
  return part.type === 'block' && part.kind === 'html' ? 'html' : UNIT_KINDS[part.kind]
}
