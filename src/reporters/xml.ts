import { wellFormed } from './well-formed.js'

/** Source: XML 1.0, "Predefined Entities"; `>` so that `]]>` cannot stand in text. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '#': '&#35;',
}

export type Attributes = Readonly<Record<string, string | number>>

/** An element with its children a line each, or with text, or empty. */
export function element(name: string, attributes: Attributes, content: readonly string[] | string = []): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  const start = `<${name}${pairs.join('')}`
  if (typeof content === 'string') return `${start}>${escapeXml(content)}</${name}>`
  if (content.length === 0) return `${start}/>`
  return [`${start}>`, ...content.map((child) => child.replace(/^/gm, '  ')), `</${name}>`].join('\n')
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

/** Text as XML and HTML take it for nothing but text, in attributes too; and the log of a job for no command. */
export function escapeXml(text: string): string {
  return wellFormed(text).replace(/[&<>"']|#(?=#\w*\[)/g, (character) => ENTITIES[character] ?? character)
}
