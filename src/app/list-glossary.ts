import { parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms } from '../glossary/term.js'
import type { GlossaryReport } from './report.js'
import type { Workspace } from './workspace-port.js'

/** Lists the terms, or those in which `words` occur, in Chinese or English. */
export async function listGlossary(
  { workspace }: { readonly workspace: Workspace },
  words: string | null,
): Promise<GlossaryReport> {
  const files = await workspace.readGlossary()
  const terms = mergeTerms(files.flatMap(({ path, text }) => parseGlossary(text, path).terms))
  const wanted = words?.toLowerCase() ?? ''
  return {
    terms: terms
      .map(({ source, preferred, admitted, deprecated, variants, note, context, path, line }) => {
        return { term: source, preferred, admitted, deprecated, variants, note, context, path, line }
      })
      .filter((term) => JSON.stringify(Object.values(term)).toLowerCase().includes(wanted)),
  }
}
