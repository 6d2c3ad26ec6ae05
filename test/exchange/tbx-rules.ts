import { SaxesParser } from 'saxes'
import { TBX_NAMESPACE } from '../../src/exchange/tbx.js'
import { type ElementRule, grammarFaultsOf } from './xml-grammar.js'

const namespace = TBX_NAMESPACE
const LANGUAGE = /^[A-Za-z]{2,3}(?:-\w+)*$/

/** What TBX-Basic in DCA style lets stand in what, of the elements that zhen writes. */
const ELEMENTS: Readonly<Record<string, ElementRule>> = {
  tbx: {
    namespace,
    content: /^tbxHeader text $/,
    attributes: { style: /^dca$/, type: /^TBX-Basic$/, 'xml:lang': LANGUAGE },
  },
  tbxHeader: { namespace, content: /^fileDesc $/ },
  fileDesc: { namespace, content: /^(?:sourceDesc )+$/ },
  sourceDesc: { namespace, content: /^(?:p )+$/ },
  p: { namespace, content: /^# $/ },
  text: { namespace, content: /^body $/ },
  body: { namespace, content: /^(?:conceptEntry )+$/ },
  conceptEntry: { namespace, content: /^(?:descrip )*(?:langSec )+$/, attributes: { id: /^[A-Za-z_][\w.-]*$/ } },
  langSec: { namespace, content: /^(?:descrip )*(?:termSec )+$/, attributes: { 'xml:lang': LANGUAGE } },
  termSec: { namespace, content: /^term (?:termNote )*(?:(?:descrip|admin|note) )*$/ },
  term: { namespace, content: /^# $/ },
  termNote: { namespace, content: /^# $/, attributes: { type: /^(?:administrativeStatus|partOfSpeech|termType)$/ } },
  descrip: { namespace, content: /^# $/, attributes: { type: /^(?:subjectField|definition|context)$/ } },
  admin: { namespace, content: /^# $/, attributes: { type: /^source$/ } },
  note: { namespace, content: /^# $/ },
}

const VALUES: Readonly<Record<string, RegExp>> = {
  administrativeStatus: /^(?:preferred|admitted|deprecated|superseded)Term-admn-sts$/,
  partOfSpeech: /^(?:noun|verb|adjective|adverb|other)$/,
  termType: /^(?:fullForm|acronym|abbreviation|shortForm|variant|phrase)$/,
}

/** At which level the modules `min` and `basic` let a category stand, of those that zhen writes. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  subjectField: ['conceptEntry'],
  definition: ['conceptEntry', 'langSec'],
  context: ['termSec'],
  source: ['conceptEntry', 'langSec', 'termSec'],
}

/**
 * The rules of TBX-Basic in DCA style that a document breaks.
 *
 * Source: ISO 30042:2019; the dialect's definition and those of its modules, tbxinfo.net.
 */
export function tbxFaultsOf(xml: string): string[] {
  const faults = grammarFaultsOf(xml, ELEMENTS)
  const ids = new Set<string>()
  const open: { readonly name: string; readonly type: string; text: string }[] = []
  const parser = new SaxesParser({ xmlns: true })
  // The grammar has told of it.
  parser.on('error', () => {})
  parser.on('opentag', ({ local, attributes }) => {
    const parent = open.at(-1)
    const type = attributes.type?.value ?? ''
    if (local === 'descrip' || local === 'admin') {
      if (!LEVELS[type]?.includes(parent?.name ?? '')) faults.push(`${type} in ${parent?.name}`)
    }
    const id = attributes.id?.value
    if (id !== undefined && ids.has(id)) faults.push(`id ${id} twice`)
    if (id !== undefined) ids.add(id)
    open.push({ name: local, type, text: '' })
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', () => {
    const { name, type, text } = open.pop() ?? { name: '', type: '', text: '' }
    if (name === 'termNote' && !VALUES[type]?.test(text)) faults.push(`${type} ${text}`)
  })
  parser.write(xml).close()
  return faults
}
