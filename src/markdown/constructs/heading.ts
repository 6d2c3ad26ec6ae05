import type { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'

/** `{#anchor}` or `{.class}` behind a heading's text. */
const ATTRIBUTES = /[ \t]*(?<!\\)\{[#.][^{}]*\}[ \t]*$/

type Place = Parameters<Flow['builder']['open']>[2]

/** Adds a heading. One that stands directly in the chapter opens a section. */
export function addHeading(flow: Flow, level: number, place: Place, content: Excerpt): void {
  const { builder, node: parent } = flow
  const opensSection = parent === 0
  if (opensSection) builder.leaveSections(level)
  const node = builder.open('heading', parent, place, { level })
  const text = content.text.replace(/[ \t]+$/, '')
  const attributes = builder.myst ? ATTRIBUTES.exec(text) : null
  const end = attributes && attributes.index > 0 ? attributes.index : text.length
  if (end > 0) builder.segment('heading', content.cut(0, end), node, 'line')
  if (attributes && end < text.length) {
    const from = text.indexOf('{', attributes.index)
    builder.block('target', content.cut(from, text.length), node)
  }
  if (opensSection) builder.enterSection(level, text.slice(0, end))
}
