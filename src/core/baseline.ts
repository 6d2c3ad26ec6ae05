import { canonicalJson } from './canonical-json.js'
import { ZhenError } from './errors.js'

/** A finding that was there before, as a baseline remembers it. */
export interface BaselineEntry {
  readonly fingerprint: string
  readonly check: string
  readonly chapter: string
  /** Some words of it, for people. */
  readonly text: string
  /** How many there are of it in the chapter; absent for one. */
  readonly count?: number
}

const FORMAT = 1

/** Writes a baseline: one finding a line, sorted, so that a review sees what came and what went. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = gather(entries).map((entry) => `    ${canonicalJson(entry)}`)
  const findings = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `{\n  "format": ${FORMAT},\n  "findings": ${findings}\n}\n`
}

/**
 * Reads what {@link formatBaseline} wrote, or what people have made of it.
 *
 * @param path named in errors
 * @throws ZhenError `baseline-invalid`
 */
export function parseBaseline(text: string, path: string): BaselineEntry[] {
  const fail = (expected: string, found: unknown, cause?: unknown) =>
    new ZhenError(
      'baseline-invalid',
      { path, expected, found: (typeof found === 'string' ? found : (JSON.stringify(found) ?? '')).slice(0, 60) },
      { cause },
    )
  let content: { format?: unknown; findings?: unknown }
  try {
    content = JSON.parse(text) as typeof content
  } catch (error) {
    throw fail('JSON', text.trimStart(), error)
  }
  if (content?.format !== FORMAT) throw fail(`"format": ${FORMAT}`, content?.format ?? content)
  if (!Array.isArray(content.findings)) throw fail('a list of findings', content.findings)
  return content.findings.map((entry: Partial<BaselineEntry> | null) => {
    if (!isEntry(entry)) throw fail('a finding with fingerprint, check, chapter and text', entry)
    return entry
  })
}

export interface BaselineMatch<T> {
  /** What the baseline does not have. */
  readonly fresh: readonly T[]
  readonly known: readonly T[]
  /** What it has and is there no more. */
  readonly gone: readonly BaselineEntry[]
}

/**
 * Tells old findings from new ones by their fingerprints, each as often as the baseline has it: of three equal findings
 * two of which are known, one is new. Known ones are looked for in their own chapter first.
 */
export function matchBaseline<T>(
  entries: readonly BaselineEntry[],
  findings: readonly T[],
  describe: (finding: T) => Pick<BaselineEntry, 'fingerprint' | 'chapter'>,
): BaselineMatch<T> {
  const left = gather(entries).map((entry) => ({ entry, count: entry.count ?? 1 }))
  const byFingerprint = new Map<string, typeof left>()
  for (const one of left) {
    const known = byFingerprint.get(one.entry.fingerprint) ?? []
    byFingerprint.set(one.entry.fingerprint, [...known, one])
  }
  const isKnown = new Set<T>()
  for (const anywhere of [false, true]) {
    for (const finding of findings) {
      if (isKnown.has(finding)) continue
      const { fingerprint, chapter } = describe(finding)
      const match = byFingerprint
        .get(fingerprint)
        ?.find(({ entry, count }) => count > 0 && (anywhere || entry.chapter === chapter))
      if (!match) continue
      match.count--
      isKnown.add(finding)
    }
  }
  return {
    fresh: findings.filter((finding) => !isKnown.has(finding)),
    known: findings.filter((finding) => isKnown.has(finding)),
    gone: left.filter(({ count }) => count > 0).map(({ entry, count }) => counted(entry, count)),
  }
}

/** Sorted, equal ones in one. */
function gather(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const gathered = new Map<string, BaselineEntry>()
  for (const entry of entries) {
    const { fingerprint, check, chapter, text, count = 1 } = entry
    const key = JSON.stringify([chapter, check, text, fingerprint])
    gathered.set(
      key,
      counted({ fingerprint, check, chapter, text }, (gathered.get(key)?.count ?? (gathered.has(key) ? 1 : 0)) + count),
    )
  }
  return [...gathered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

function counted({ fingerprint, check, chapter, text }: BaselineEntry, count: number): BaselineEntry {
  return { fingerprint, check, chapter, text, ...(count > 1 && { count }) }
}

function isEntry(entry: Partial<BaselineEntry> | null): entry is BaselineEntry {
  if (typeof entry !== 'object' || entry === null) return false
  const { fingerprint, check, chapter, text, count = 1 } = entry
  const texts = [fingerprint, check, chapter, text]
  return texts.every((value) => typeof value === 'string') && Number.isSafeInteger(count) && count > 0
}
