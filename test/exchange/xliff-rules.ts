import { METADATA, XLIFF_2 } from '../../src/exchange/write-xliff.js'
import { openXml, type XmlElement } from '../../src/exchange/xml-reader.js'
import { type ElementRule, grammarFaultsOf } from './xml-grammar.js'

const ID = /^[\w.:-]+$/
const LANGUAGE = /^[A-Za-z]{2,3}(?:-\w+)*$/
const OWN = /^zhen:\S+$/
const ANY = /^/

function inCore(content: RegExp, more: Omit<ElementRule, 'namespace' | 'content'> = {}): ElementRule {
  return { namespace: XLIFF_2, content, ...more }
}

function inModule(
  name: 'matches' | 'glossary',
  content: RegExp,
  more: Omit<ElementRule, 'namespace' | 'content'> = {},
): ElementRule {
  return { namespace: `urn:oasis:names:tc:xliff:${name}:2.0`, content, ...more }
}

const CODE = { id: ID, canCopy: /^no$/, type: /^(?:fmt|link|image|other)$/, subType: OWN }

/** What XLIFF 2.1 and its modules let stand in what, of the elements and attributes that zhen writes. */
const ELEMENTS: Readonly<Record<string, ElementRule>> = {
  xliff: inCore(/^(?:file )+$/, { attributes: { version: /^2\.1$/, srcLang: LANGUAGE, trgLang: LANGUAGE } }),
  file: inCore(/^(?:unit )+$/, {
    attributes: { id: ID, original: ANY, canResegment: /^no$/, 'xml:space': /^preserve$/ },
  }),
  unit: inCore(/^(?:matches )?(?:glossary )?metadata (?:notes )?(?:originalData )?segment $/, {
    attributes: { id: ID, type: OWN },
  }),
  notes: inCore(/^(?:note )+$/),
  note: inCore(/^(?:# )?$/, { attributes: { category: OWN } }),
  originalData: inCore(/^(?:data )+$/),
  data: inCore(/^(?:(?:#|cp) )*$/, { attributes: { id: ID } }),
  cp: inCore(/^$/, { attributes: { hex: /^00(?:0[0-8BCEF]|1[\dA-F])$/ } }),
  segment: inCore(/^source (?:target )?$/, {
    attributes: { id: /^s1$/, state: /^(?:initial|translated|reviewed|final)$/ },
    optional: { subState: OWN },
  }),
  source: inCore(/^(?:(?:#|ph|pc) )*$/),
  target: inCore(/^(?:(?:#|ph|pc) )*$/),
  ph: inCore(/^$/, { attributes: CODE, optional: { canDelete: /^no$/, disp: ANY, dataRef: ID } }),
  pc: inCore(/^(?:(?:#|ph|pc) )*$/, {
    attributes: CODE,
    optional: { canDelete: /^no$/, dataRefStart: ID, dataRefEnd: ID },
  }),
  matches: inModule('matches', /^(?:match )+$/),
  match: inModule('matches', /^(?:originalData )?source target $/, {
    attributes: { id: ID, ref: /^#s1$/, type: /^(?:idm|mt|tm)$/, origin: ANY },
    optional: { similarity: /^(?:\d\d?|100)$/ },
  }),
  glossary: inModule('glossary', /^(?:glossEntry )+$/),
  glossEntry: inModule('glossary', /^term (?:(?:translation )+(?:definition )?|definition )$/, {
    attributes: { id: ID },
  }),
  term: inModule('glossary', /^(?:# )?$/),
  translation: inModule('glossary', /^(?:# )?$/),
  definition: inModule('glossary', /^(?:# )?$/),
  metadata: { namespace: METADATA, content: /^(?:metaGroup )+$/ },
  metaGroup: { namespace: METADATA, content: /^(?:meta )+$/, attributes: { category: ANY } },
  meta: { namespace: METADATA, content: /^# $/, attributes: { type: ANY } },
}

/** Codes of a segment or of a candidate, by their ids. */
interface PairCodes {
  readonly source: Map<string, string>
  readonly target: Map<string, string>
  /** Those of the source that the target must have. */
  readonly kept: Set<string>
}

function noCodes(): PairCodes {
  return { source: new Map(), target: new Map(), kept: new Set() }
}

function faultsOfPair({ source, target, kept }: PairCodes, hasTarget: boolean): string[] {
  return [
    ...[...target].flatMap(([id, kind]) => {
      const other = source.get(id)
      return other === undefined || other === kind ? [] : [`code ${id} is ${other} and ${kind}`]
    }),
    ...[...kept].flatMap((id) => (hasTarget && !target.has(id) ? [`code ${id} is deleted`] : [])),
  ]
}

/**
 * What a document breaks of the rules of XLIFF 2.1: those of its schemas, for the elements that zhen writes, and those that
 * no schema can say. Ids are unique where they must be, codes of a target are those of its source or its own, data is there
 * that is referred to, and what is translated has a translation.
 *
 * Source: XLIFF 2.1, the constraints of sections 4 and 5; the rules K1 to K6 and F1 to F29 of its Schematron, those of the
 * modules' `mtc1` to `mtc3`, `gls1` and `gls2`.
 */
export function xliffFaultsOf(xml: string): string[] {
  const faults = grammarFaultsOf(xml, ELEMENTS)
  const open: XmlElement[] = []
  const seen = new Map<string, Set<string>>()
  let codes = noCodes()
  let hasTarget = false
  let data = new Set<string>()
  const once = (scope: string, id: string | undefined) => {
    const ids = seen.get(scope) ?? new Set()
    seen.set(scope, ids)
    if (ids.has(id ?? '')) faults.push(`id ${id} of ${scope} twice`)
    ids.add(id ?? '')
  }
  const isIn = (name: string) => open.some((element) => element.name === name)
  const takeCode = ({ name, attributes }: XmlElement) => {
    for (const key of ['dataRef', 'dataRefStart', 'dataRefEnd']) {
      const ref = attributes.get(key)
      if (ref !== undefined && !data.has(ref)) faults.push(`no data ${ref}`)
    }
    const id = attributes.get('id') ?? ''
    if (attributes.has('dataRefStart') !== attributes.has('dataRefEnd')) faults.push(`half of the data of code ${id}`)
    const ids = isIn('target') ? codes.target : codes.source
    if (ids.has(id)) faults.push(`code ${id} twice`)
    ids.set(id, name)
    if (ids === codes.source && attributes.get('canDelete') === 'no' && !isIn('match')) codes.kept.add(id)
  }
  const reader = openXml('a', () => ({
    start(element) {
      const { name, attributes } = element
      const id = attributes.get('id')
      if (name === 'file') {
        once('xliff', id)
        seen.delete('file')
      } else if (name === 'unit') {
        once('file', id)
        for (const scope of ['matches', 'glossary']) seen.delete(scope)
        data = new Set()
      } else if (name === 'match') {
        once('matches', id)
        data = new Set()
        codes = noCodes()
      } else if (name === 'segment') {
        codes = noCodes()
        codes.source.set(id ?? '', name)
      } else if (name === 'source') hasTarget = false
      else if (name === 'target') hasTarget = true
      else if (name === 'originalData') {
        seen.delete(name)
        data = new Set()
      } else if (name === 'data') {
        once('originalData', id)
        data.add(id ?? '')
      } else if (name === 'glossEntry') once('glossary', id)
      else if (name === 'ph' || name === 'pc') takeCode(element)
      open.push(element)
    },
    end({ name, attributes }) {
      open.pop()
      if (name === 'matches') data = new Set()
      if (name !== 'segment' && name !== 'match') return
      faults.push(...faultsOfPair(codes, hasTarget))
      const state = attributes.get('state') ?? 'initial'
      if (state !== 'initial' && !hasTarget) faults.push(`${state} without a target`)
    },
    text() {},
  }))
  reader.write(xml)
  reader.close()
  return faults
}
