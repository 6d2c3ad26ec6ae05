import type { MultilingualGlossaryInfo } from 'deepl-node'
import type { EngineTerm } from '../app/engine-port.js'
import { ZhenError } from '../core/errors.js'
import type { DeeplCall } from './deepl-call.js'

/** The vendor's limit for either side of an entry, in bytes. */
const LONGEST_SIDE = 1024
/** What the client refuses in an entry. */
const UNUSABLE = /[\u0000-\u001f\u0080-\u009f\u2028\u2029]/
/** A glossary is for a language, not for a region. */
const SOURCE = 'zh'
const TARGET = 'en'

/**
 * Makes the glossary of this name on the server say what `terms` say, and gives its id; `null` when no term can be used.
 * It is created where there is none. Of several with the same name the oldest is taken, so that all who draft take the
 * same; what it holds for other languages stays, as do the others.
 *
 * @throws ZhenError as a {@link DeeplCall}; `engine-refused` when the account has no room for one more glossary
 */
export async function keepGlossary(
  call: DeeplCall,
  name: string,
  terms: readonly EngineTerm[],
  signal: AbortSignal,
): Promise<string | null> {
  const wanted = usableEntries(terms)
  if (wanted.size === 0) return null
  const { kept } = await findGlossary(call, name, signal)
  if (!kept) return createGlossary(call, name, wanted, signal)
  if (!(await saysSame(call, kept, wanted, signal))) {
    const dictionary = await dictionaryOf(wanted)
    await call((client) => client.replaceMultilingualGlossaryDictionary(kept.glossaryId, dictionary), signal)
  }
  return kept.glossaryId
}

/** English by Chinese; of terms for the same Chinese the first. Left out is what the server or its client cannot take. */
function usableEntries(terms: readonly EngineTerm[]): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  for (const term of terms) {
    const source = term.source.trim()
    const target = term.target.trim()
    // The client keeps entries in an object, in which it finds `constructor` before it is put there.
    const usable = [source, target].every(isUsable) && !(source in Object.prototype)
    if (usable && !entries.has(source)) entries.set(source, target)
  }
  return entries
}

function isUsable(side: string): boolean {
  return side !== '' && !UNUSABLE.test(side) && Buffer.byteLength(side) <= LONGEST_SIDE
}

async function findGlossary(call: DeeplCall, name: string, signal: AbortSignal) {
  const all = await call((client) => client.listMultilingualGlossaries(), signal)
  const [kept] = all.filter((glossary) => glossary.name === name).sort(byAge)
  return { all, kept }
}

async function createGlossary(
  call: DeeplCall,
  name: string,
  wanted: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<string> {
  const dictionary = await dictionaryOf(wanted)
  try {
    return (await call((client) => client.createMultilingualGlossary(name, [dictionary]), signal)).glossaryId
  } catch (error) {
    // Free accounts have room for one, and say of a second what they say when the characters are used up.
    if (!(error instanceof ZhenError && error.code === 'engine-quota')) throw error
    const { all, kept } = await findGlossary(call, name, signal)
    // Somebody else's, just now; or our own, of which the answer got lost.
    if (kept) return kept.glossaryId
    if (all.length === 0) throw error
    const names = all.map((glossary) => `“${glossary.name}”`).join(', ')
    const found = `no room for a glossary “${name}” beside ${names} (${error.values.found})`
    throw new ZhenError('engine-refused', { ...error.values, found })
  }
}

async function saysSame(
  call: DeeplCall,
  kept: MultilingualGlossaryInfo,
  wanted: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<boolean> {
  const there = kept.dictionaries.find(
    ({ sourceLangCode, targetLangCode }) =>
      sourceLangCode.toLowerCase() === SOURCE && targetLangCode.toLowerCase() === TARGET,
  )
  if (there?.entryCount !== wanted.size) return false
  const { entries } = await call(
    (client) => client.getMultilingualGlossaryDictionaryEntries(kept.glossaryId, SOURCE, TARGET),
    signal,
  )
  const found = Object.entries(entries.entries())
  return found.length === wanted.size && found.every(([source, target]) => wanted.get(source) === target)
}

async function dictionaryOf(wanted: ReadonlyMap<string, string>) {
  const { GlossaryEntries } = await import('deepl-node')
  const entries = new GlossaryEntries({ entries: Object.fromEntries(wanted) })
  return { sourceLangCode: SOURCE, targetLangCode: TARGET, entries }
}

function byAge(a: MultilingualGlossaryInfo, b: MultilingualGlossaryInfo): number {
  return a.creationTime.getTime() - b.creationTime.getTime() || (a.glossaryId < b.glossaryId ? -1 : 1)
}
