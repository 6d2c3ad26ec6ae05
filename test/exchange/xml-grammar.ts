import { SaxesParser } from 'saxes'

export interface ElementRule {
  readonly namespace: string
  /** Of the names of its children in order, each with a blank behind it; `#` stands for text. */
  readonly content: RegExp
  readonly attributes?: Readonly<Record<string, RegExp>>
  /** Attributes that need not be there. */
  readonly optional?: Readonly<Record<string, RegExp>>
}

interface OpenElement {
  readonly name: string
  content: string
  /** Text since the last child. */
  text: string
}

/** What a document breaks of a grammar: elements, attributes and texts that are not in it, or not where they may be. */
export function grammarFaultsOf(xml: string, rules: Readonly<Record<string, ElementRule>>): string[] {
  const faults: string[] = []
  const open: OpenElement[] = []
  const takeText = (element: OpenElement | undefined) => {
    if (element && element.text.trim() !== '') element.content += '# '
    if (element) element.text = ''
  }
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => faults.push(message))
  parser.on('opentag', ({ local, uri, attributes }) => {
    const rule = rules[local]
    const parent = open.at(-1)
    takeText(parent)
    if (parent) parent.content += `${local} `
    open.push({ name: local, content: '', text: '' })
    if (uri !== rule?.namespace) faults.push(`${local} of ${uri}`)
    const known = { ...rule?.attributes, ...rule?.optional }
    for (const { name, prefix, value } of Object.values(attributes)) {
      if (name === 'xmlns' || prefix === 'xmlns') continue
      if (!known[name]?.test(value)) faults.push(`${local}: ${name}="${value}"`)
    }
    for (const name of Object.keys(rule?.attributes ?? {}))
      if (!(name in attributes)) faults.push(`${local}: no ${name}`)
  })
  const addText = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const last = open.pop()
    takeText(last)
    if (last && !rules[last.name]?.content.test(last.content)) faults.push(`in ${last.name}: ${last.content.trim()}`)
  })
  parser.write(xml).close()
  return faults
}
