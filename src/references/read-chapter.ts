import type { ParsedChapter } from '../core/segment.js'
import { brokenFigures, isWithin } from './broken-figures.js'
import { readDefinitions } from './read-definitions.js'
import { readUses } from './read-uses.js'
import type { ReferringChapter } from './reference.js'

/** Reads what a chapter defines and what it refers to. Never fails. */
export function readReferences(path: string, parsed: ParsedChapter): ReferringChapter {
  const broken = brokenFigures(parsed)
  const stands = ({ part }: { readonly part: number }) =>
    broken.size === 0 || !isWithin(parsed, parsed.parts[part]?.node ?? 0, broken)
  const definitions = readDefinitions(parsed)
  return {
    path,
    parsed,
    definitions: definitions.filter(stands),
    uses: readUses(parsed).filter(stands),
    lostLabels: definitions.filter((definition) => !stands(definition)).map(({ label }) => label),
  }
}
