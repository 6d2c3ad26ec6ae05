import { openXml, type XmlElement } from '../../src/exchange/xml-reader.js'

interface OpenUnit {
  readonly sourceIds: Map<string, string>
  readonly targetIds: Map<string, string>
}

/**
 * What a document breaks of the rules of XLIFF 2.1 that its schemas cannot say: ids are unique where they must be, codes of
 * a target are those of its source or its own, data is there that is referred to, and terms have something to say.
 *
 * Source: XLIFF 2.1, the constraints of sections 4 and 5; its Schematron rules K1 to K8.
 */
export function xliffFaultsOf(xml: string): string[] {
  const faults: string[] = []
  const open: XmlElement[] = []
  const seen = new Map<string, Set<string>>()
  let unit: OpenUnit = { sourceIds: new Map(), targetIds: new Map() }
  let data = new Set<string>()
  let terms = 0
  const once = (scope: string, id: string | undefined) => {
    const ids = seen.get(scope) ?? new Set()
    seen.set(scope, ids)
    if (id === undefined || !/^[\w.:-]+$/.test(id) || ids.has(id)) faults.push(`id ${id} of ${scope}`)
    ids.add(id ?? '')
  }
  const isIn = (name: string) => open.some((element) => element.name === name)
  const takeCode = ({ name, attributes }: XmlElement) => {
    for (const key of ['dataRef', 'dataRefStart', 'dataRefEnd']) {
      const ref = attributes.get(key)
      if (ref !== undefined && !data.has(ref)) faults.push(`no data ${ref}`)
    }
    const id = attributes.get('id') ?? ''
    const ids = isIn('target') ? unit.targetIds : unit.sourceIds
    if (!isIn('match') && ids.has(id)) faults.push(`code ${id} twice`)
    if (!isIn('match')) ids.set(id, name)
  }
  const reader = openXml('a', () => ({
    start(element) {
      const { name, attributes } = element
      const id = attributes.get('id')
      if (name === 'file') once('xliff', id)
      else if (name === 'unit') {
        once('file', id)
        unit = { sourceIds: new Map([['s1', 'segment']]), targetIds: new Map() }
        data = new Set()
        for (const scope of ['matches', 'glossary', 'originalData']) seen.delete(scope)
      } else if (name === 'match') {
        once('matches', id)
        data = new Set()
        seen.delete('originalData')
      } else if (name === 'originalData') data = new Set()
      else if (name === 'data') {
        once('originalData', id)
        data.add(id ?? '')
      } else if (name === 'glossEntry') {
        once('glossary', id)
        terms = 0
      } else if (name === 'translation' || name === 'definition') terms++
      else if (name === 'segment' && attributes.has('subState') && !attributes.has('state'))
        faults.push('subState alone')
      else if (name === 'ph' || name === 'pc') takeCode(element)
      if (name === 'segment' && !isIn('unit')) faults.push('segment outside of a unit')
      open.push(element)
    },
    end({ name }) {
      open.pop()
      if (name === 'matches') {
        data = new Set()
        seen.delete('originalData')
      }
      if (name === 'glossEntry' && terms === 0) faults.push('a term without a word')
      if (name !== 'unit') return
      for (const [id, kind] of unit.targetIds) {
        const other = unit.sourceIds.get(id)
        if (other !== undefined && other !== kind) faults.push(`code ${id} is ${other} and ${kind}`)
      }
    },
    text() {},
  }))
  reader.write(xml)
  reader.close()
  return faults
}
