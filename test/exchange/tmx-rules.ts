import { SaxesParser } from 'saxes'

interface Rule {
  /** What may stand in it, each kind before the next; `#text` for text among them, in any order. */
  readonly children: readonly string[]
  readonly required?: readonly string[]
  readonly allowed?: readonly string[]
}

const INLINE = ['#text', 'bpt', 'ept', 'ph', 'it', 'hi', 'ut']
const MADE = ['creationid', 'creationdate', 'changeid', 'changedate']

/** What TMX 1.4b says of the elements that zhen writes. */
const RULES: Readonly<Record<string, Rule>> = {
  tmx: { children: ['header', 'body'], required: ['version'] },
  header: {
    children: ['note', 'prop'],
    required: ['creationtool', 'creationtoolversion', 'segtype', 'o-tmf', 'adminlang', 'srclang', 'datatype'],
    allowed: MADE,
  },
  body: { children: ['tu'] },
  tu: { children: ['note', 'prop', 'tuv'], allowed: ['tuid', ...MADE] },
  tuv: { children: ['note', 'prop', 'seg'], required: ['xml:lang'], allowed: MADE },
  note: { children: ['#text'] },
  prop: { children: ['#text'], required: ['type'] },
  seg: { children: INLINE },
  bpt: { children: ['#text', 'sub'], required: ['i'], allowed: ['x', 'type'] },
  ept: { children: ['#text', 'sub'], required: ['i'] },
  ph: { children: ['#text', 'sub'], allowed: ['x', 'type', 'assoc'] },
  sub: { children: INLINE, allowed: ['type', 'datatype'] },
}

/** The rules of TMX 1.4b that a document breaks; also that every `bpt` of a text has its `ept`. */
export function tmxFaultsOf(xml: string): string[] {
  const faults: string[] = []
  const open: { readonly name: string; readonly children: string[]; text: string }[] = []
  let pairs: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => faults.push(message))
  parser.on('opentag', ({ name, attributes }) => {
    const rule = RULES[name]
    if (!rule) faults.push(`${name} is no element of TMX`)
    for (const one of rule?.required ?? []) if (!(one in attributes)) faults.push(`${name} without ${one}`)
    for (const one of Object.keys(attributes))
      if (![...(rule?.required ?? []), ...(rule?.allowed ?? [])].includes(one)) faults.push(`${one} of ${name}`)
    open.at(-1)?.children.push(name)
    open.push({ name, children: [], text: '' })
    const number = attributes.i?.value ?? ''
    if (name === 'seg') pairs = []
    if (name === 'bpt') pairs.push(number)
    if (name === 'ept' && pairs.pop() !== number) faults.push(`ept ${number}`)
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', ({ name }) => {
    const { children, text } = open.pop() ?? { children: [] as readonly string[], text: '' }
    const allowed = RULES[name]?.children ?? []
    if (!allowed.includes('#text') && text.trim() !== '') faults.push(`text in ${name}`)
    const places = children.map((child) => allowed.indexOf(child))
    if (places.includes(-1)) faults.push(`${children.join()} in ${name}`)
    if (!allowed.includes('#text') && places.some((place, at) => place < (places[at - 1] ?? 0)))
      faults.push(`order in ${name}`)
    if (name === 'seg' && pairs.length > 0) faults.push(`bpt ${pairs.join()}`)
    if (name === 'tuv' && !children.includes('seg')) faults.push('tuv without seg')
  })
  parser.write(xml).close()
  return faults
}
