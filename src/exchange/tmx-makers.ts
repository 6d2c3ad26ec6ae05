import type { Quality } from '../core/pair.js'

/** What a file says of who made a text. */
export interface Maker {
  readonly creator: string
  readonly changer: string
  readonly properties: ReadonlyMap<string, string>
}

/** What tools write in place of a name: `MT!` (Trados), `MT`, `Machine Translation`, a service, a model. */
const MACHINE =
  /^(?:mt!?|nmt|smt|mt[ _-].*|.*[ _-]mt!?|machine[ _-]?translat.*|(?:google|bing|microsoft|amazon|baidu|youdao|tencent|alibaba)(?:[ _-]?(?:translate|translator|cloud|mt|fanyi))?|deepl.*|systran.*|apertium.*|moses.*|modernmt.*|opus-?mt.*|marian.*|(?:chat)?gpt.*|openai.*|claude.*|gemini.*|llama.*|qwen.*|deepseek.*)$/i

/** Properties that say where a text comes from, and values that say: from a machine. */
const ORIGIN_PROPERTY =
  /(?:^|[-_:.])(?:origin|source-?type|match-?type|mt|is-?mt|machine-?translated|created-?by)(?:$|[-_:.])/i
const MACHINE_VALUE = /^(?:mt|nmt|smt|mt!|machine.*|automatic.*)$/i
const TRUE_VALUE = /^(?:true|yes|1)$/i

/**
 * How far a text of a file can be trusted, which never is `reviewed`: a name says that somebody worked on it, not that
 * anybody looked again. Where nothing is said it counts as a machine's, `draft`. The last to change it counts.
 */
export function qualityOf({ creator, changer, properties }: Maker): {
  readonly quality: Quality
  readonly made: 'person' | 'machine' | null
} {
  const last = changer || creator
  if (MACHINE.test(last)) return { quality: 'draft', made: 'machine' }
  // A person who changed a machine's text has made it theirs.
  const isRewritten = changer !== '' && changer !== creator
  if (!isRewritten && [...properties].some(([name, value]) => saysMachine(name, value.trim())))
    return { quality: 'draft', made: 'machine' }
  return last === '' ? { quality: 'draft', made: null } : { quality: 'translated', made: 'person' }
}

function saysMachine(name: string, value: string): boolean {
  if (!ORIGIN_PROPERTY.test(name)) return false
  return MACHINE_VALUE.test(value) || (/mt|machine/i.test(name) && TRUE_VALUE.test(value))
}
