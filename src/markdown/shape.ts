import type { ParsedChapter, Part } from '../core/segment.js'

/**
 * A fingerprint of a chapter's block structure: two chapters with the same one differ in nothing but segment texts.
 *
 * One line for every node and part; blocks with what must agree, segments without their text.
 */
export function describeShape(chapter: ParsedChapter): string {
  const nodes = chapter.nodes.map(({ type, parent, level, name }) => `${type} ${parent} ${level ?? ''} ${name ?? ''}`)
  return [...nodes, ...chapter.parts.map(describePart)].join('\n')
}

function describePart(part: Part): string {
  if (part.type === 'segment') return `- ${part.kind} ${part.form ?? 'flow'} ${part.node}`
  return `+ ${part.kind} ${part.node} ${part.signature}`
}
