import { Excerpt } from '../excerpt.js'
import type { Flow } from '../flow.js'
import type { Lines } from '../lines.js'
import { addCode } from './code.js'

export function addIndentedCode(flow: Flow, lines: Lines): void {
  const { builder } = flow
  const cut = new Excerpt(builder.file, lines).cut()
  addCode(flow, builder.open('fence', flow.node, cut), cut, '', lines, '')
}
