import { ZhenError } from '../core/errors.js'
import { parseGlossary } from '../glossary/parse-glossary.js'
import { mergeTerms, type Term } from '../glossary/term.js'
import type { Workspace } from './workspace-port.js'

/**
 * The project's terms, those of several files as one.
 *
 * @throws ZhenError `glossary-invalid` for the first row that cannot be read
 */
export async function readTerms(workspace: Workspace): Promise<Term[]> {
  const parsed = (await workspace.readGlossary()).map(({ path, text }) => parseGlossary(text, path))
  const [problem] = parsed.flatMap(({ problems }) => problems)
  if (problem) {
    const { path, line, expected, found } = problem
    throw new ZhenError('glossary-invalid', { path, line, expected, found })
  }
  return mergeTerms(parsed.flatMap(({ terms }) => terms))
}
