import { parseGlossary } from '../../src/glossary/parse-glossary.js'
import type { Term } from '../../src/glossary/term.js'

/** Terms of rows `source,target,status,variants,context`; all but the first may be absent. */
export function termsOf(...rows: string[]): Term[] {
  const csv = rows.map((row) => {
    const [source = '', target = 'x', status = 'preferred', variants = '', context = ''] = row.split(',')
    return [source, target, status, variants, context].join()
  })
  return parseGlossary(['source,target,status,variants,context', ...csv].join('\n'), 'terms.csv').terms
}
