import type { ParsedChapter } from '../core/segment.js'
import { readDefinitions } from './read-definitions.js'
import { readUses } from './read-uses.js'
import type { ReferringChapter } from './reference.js'

/** Reads what a chapter defines and what it refers to. Never fails. */
export function readReferences(path: string, parsed: ParsedChapter): ReferringChapter {
  return { path, parsed, definitions: readDefinitions(parsed), uses: readUses(parsed) }
}
