import { EXCHANGE_FORMS } from '../../src/exchange/registry.js'
import type { ExchangeUnit } from '../../src/exchange/unit.js'

/** A unit that has all that a unit can have. */
export const everything: ExchangeUnit = {
  id: 'u1',
  chapter: 'a.md',
  kind: 'paragraph',
  section: ['甲'],
  line: 1,
  source: '用 `a` 与 **乙** \u0001',
  target: '`a` **B** \u0001',
  status: 'stale',
  previous: '用 `a` 和 **乙**',
  suggestions: [{ target: 'Use `a` and **B**', engine: 'memory', from: '用 `a`、**乙**', score: 0.8 }],
  terms: [{ source: '甲', targets: ['A'], note: 'first' }],
  notes: [{ about: 'section', text: '甲' }],
}

export function xliffOfEverything(): string {
  return EXCHANGE_FORMS.xliff.write({ sourceLanguage: 'zh-CN', targetLanguage: 'en-US', units: [everything] })
}

/** What `xliffFaultsOf` finds when that is broken, and how. */
export const XLIFF_BREAKS: readonly (readonly [fault: string, what: string | RegExp, instead: string])[] = [
  // What the schemas of the core and of the modules say.
  ['xliff: version="1.9"', 'version="2.1"', 'version="1.9"'],
  ['xliff: no trgLang', ' trgLang="en-US"', ''],
  ['in xliff:', / <file .*<\/file>\n/s, ''],
  ['in file:', /<unit .*<\/unit>/s, ''],
  ['unit: id="u 1"', '<unit id="u1"', '<unit id="u 1"'],
  ['in unit: matches glossary metadata notes originalData', /<segment .*?<\/segment>/s, ''],
  ['in unit: matches glossary metadata # notes originalData segment', '<notes>', 'x<notes>'],
  [
    'in unit: matches glossary metadata originalData notes segment',
    /(<notes>.*<\/notes>)(\s*<originalData>.*?<\/originalData>)/s,
    '$2$1',
  ],
  ['in notes:', /<note .*<\/note>/s, ''],
  ['segment: state="done"', 'state="initial"', 'state="done"'],
  ['segment: colour="red"', '<segment ', '<segment colour="red" '],
  ['in segment: target source', /(<source>.*<\/source>)(\s*<target>.*<\/target>)(\s*<\/segment>)/, '$2$1$3'],
  ['sauce of urn:oasis:names:tc:xliff:document:2.0', /<source>(.*)<\/source>/, '<sauce>$1</sauce>'],
  ['in matches:', /<mtc:match .*<\/mtc:match>/s, ''],
  ['in match: originalData source', /<target>.*<\/target>(?=\s*<\/mtc:match>)/, ''],
  ['match: no ref', ' ref="#s1"', ''],
  ['match: type="old"', 'type="idm"', 'type="old"'],
  ['match: similarity="180"', 'similarity="80"', 'similarity="180"'],
  ['in glossary:', /<gls:glossEntry .*<\/gls:glossEntry>/s, ''],
  ['in glossEntry: translation definition', /<gls:term>.*<\/gls:term>/, ''],
  ['in glossEntry: term definition translation', /(<gls:translation>.*)(\s*)(<gls:definition>.*)/, '$3$2$1'],
  ['in metaGroup:', /<mda:meta .*<\/mda:meta>/, ''],
  ['meta: no type', '<mda:meta type="stamp">', '<mda:meta>'],
  // What their Schematron says.
  ['id f1 of xliff twice', / <file .*<\/file>\n/s, '$&$&'],
  ['id u1 of file twice', /<unit .*<\/unit>/s, '$&$&'],
  ['id d1 of originalData twice', '<data id="d2"', '<data id="d1"'],
  ['id m1 of matches twice', 'id="m2"', 'id="m1"'],
  ['id g1 of glossary twice', /<gls:glossEntry .*<\/gls:glossEntry>/s, '$&$&'],
  ['in glossEntry: term', /<gls:translation>.*<\/gls:definition>/s, ''],
  ['match: ref="#s2"', 'ref="#s1"', 'ref="#s2"'],
  ['code 1 twice', /<pc id="2"(.*\n.*\n *<\/mtc:match>)/, '<pc id="1"$1'],
  ['code 1 is ph and pc', /(<mtc:match .*?<target>)<ph .*?\/>(.*?<pc) id="2"/s, '$1$2 id="1"'],
  ['code 1 twice', /<pc id="2"(.*\n.*\n *<\/segment>)/, '<pc id="1"$1'],
  ['code 1 is ph and pc', /(<segment .*?<target>)<ph .*?\/>(.*?<pc) id="2"/s, '$1$2 id="1"'],
  ['code 1 is deleted', /(<segment .*?<target>)<ph .*?\/>/s, '$1'],
  ['code s1 is segment and ph', /(<segment .*?<target>.*?<ph) id="1"/s, '$1 id="s1"'],
  ['no data d9', /(<segment .*?) dataRef="d1"/s, '$1 dataRef="d9"'],
  ['half of the data of code 2', ' dataRefEnd="d2"', ''],
  ['half of the data of code 2', /(<segment .*?) dataRefStart="d2"/s, '$1'],
  ['ph: no type', /(<segment .*?) type="other"/s, '$1'],
  ['ph: subType="xlf:b"', /(<segment .*?)"zhen:code"/s, '$1"xlf:b"'],
  ['cp: hex="0041"', 'hex="0001"', 'hex="0041"'],
  ['cp: hex="FFFE"', 'hex="0001"', 'hex="FFFE"'],
  ['segment: no state', ' state="initial"', ''],
  ['reviewed without a target', /state="initial"(.*?)<target>.*?<\/target>(?=\s*<\/segment>)/s, 'state="reviewed"$1'],
]
