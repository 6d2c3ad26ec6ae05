import { writeTbx } from '../../src/exchange/tbx.js'
import { termsFrom } from './rows.js'

/** A concept that has all that TBX-Basic can say of a term. */
export function tbxOfEverything(): string {
  const note = 'n; subject: s; definition: d; example: e; source: o'
  const row = {
    source: '池',
    text: 'pool',
    status: 'preferred',
    pos: 'noun',
    note,
    context: '',
    variants: ['槽'],
  } as const
  return writeTbx(termsFrom([row]), { source: 'zh-CN', target: 'en-US' })
}

/** What `tbxFaultsOf` finds when that is broken, and how. */
export const TBX_BREAKS: readonly (readonly [fault: string, what: string | RegExp, instead: string])[] = [
  // What the RELAX NG schema says.
  ['tbx: no style', ' style="dca"', ''],
  ['tbx: no xml:lang', ' xml:lang="en-US" xmlns', ' xmlns'],
  ['tbx of urn:iso:std:iso:30042:ed:3.0', '30042:ed-2', '30042:ed:3.0'],
  ['in tbx: text', /<tbxHeader>.*<\/tbxHeader>/s, ''],
  ['in sourceDesc:', /<p>.*<\/p>/, ''],
  ['in body:', /<conceptEntry .*<\/conceptEntry>/s, ''],
  ['termEntry of urn:iso:std:iso:30042:ed-2', /conceptEntry/g, 'termEntry'],
  ['conceptEntry: no id', ' id="c1"', ''],
  ['conceptEntry: id="1"', 'id="c1"', 'id="1"'],
  ['id c1 twice', /<conceptEntry .*<\/conceptEntry>/s, '$&$&'],
  ['in conceptEntry: descrip', /<langSec .*<\/langSec>/s, ''],
  ['in conceptEntry: descrip # langSec langSec', '<langSec', 'x<langSec'],
  ['in conceptEntry: langSec langSec descrip', /(<descrip .*<\/descrip>)(\s*<langSec .*<\/langSec>)/s, '$2$1'],
  ['langSec: no xml:lang', ' xml:lang="zh-CN"', ''],
  ['in langSec: descrip', /<termSec>\s*<term>pool.*<\/termSec>/s, ''],
  ['in termSec: termNote', '<term>槽</term>', ''],
  ['in termSec: term term termNote', '<term>槽</term>', '<term>槽</term><term>槽</term>'],
  ['in termSec: term termNote descrip admin note termNote', /(<termNote type="p.*)(\s*<descrip.*<\/note>)/s, '$2$1'],
  ['termSec: colour="red"', '<termSec>', '<termSec colour="red">'],
  ['termNote: type="pos"', 'type="partOfSpeech"', 'type="pos"'],
  ['descrip: type="example"', 'type="context"', 'type="example"'],
  ['admin: type="origin"', 'type="source"', 'type="origin"'],
  ['note of x', /<note>(.*)<\/note>/, '<x:note xmlns:x="x">$1</x:note>'],
  // What its Schematron says.
  ['tbx: type="TBX-Core"', 'TBX-Basic', 'TBX-Core'],
  ['tbx: style="dct"', '"dca"', '"dct"'],
  ['administrativeStatus preferred', 'preferredTerm-admn-sts', 'preferred'],
  ['partOfSpeech properNoun', '>noun<', '>properNoun<'],
  ['termType synonym', '>variant<', '>synonym<'],
  ['subjectField in langSec', 'type="definition"', 'type="subjectField"'],
  ['definition in termSec', 'type="context"', 'type="definition"'],
  ['context in conceptEntry', 'type="subjectField"', 'type="context"'],
]
