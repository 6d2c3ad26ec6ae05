import { parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms } from '../glossary/term.js'
import type { Workspace } from './workspace-port.js'

/** Chinese wordings and the English they become, for alignment. */
export type Lexicon = readonly (readonly [chinese: string, english: string])[]

/** The pairs of the project's glossary. Rows that cannot be read are left to the commands that are about them. */
export async function readLexicon(workspace: Workspace): Promise<Lexicon> {
  const files = await workspace.readGlossary()
  const terms = mergeTerms(files.flatMap(({ path, text }) => parseGlossary(text, path).terms))
  return terms.flatMap(({ source, variants, preferred, admitted }) =>
    [source, ...variants].flatMap((chinese) =>
      [...(preferred === null ? [] : [preferred]), ...admitted].map((english): [string, string] => [chinese, english]),
    ),
  )
}
