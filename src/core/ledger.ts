import { canonicalJson } from './canonical-json.js'
import { hasConflictMarkers, splitConflicts } from './conflict-markers.js'
import { ZhenError } from './errors.js'
import { type LedgerLine, otherChapters } from './fact.js'
import { mergeLines, uniteLines } from './merge-lines.js'
import { BLOCK_KINDS, SEGMENT_KINDS } from './segment.js'

/** Format of ledgers this version reads and writes; `source.json` says which one a ledger has. */
export const LEDGER_FORMAT = 1

const KINDS: ReadonlySet<string> = new Set([...SEGMENT_KINDS, ...BLOCK_KINDS])

/** Text fields that each fact must have. A fact of a name not listed here comes from a newer version. */
const FACT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  translated: ['source', 'target'],
  machine: ['source', 'target', 'engine'],
  copied: ['source'],
  absent: ['source'],
  added: ['target'],
  accepted: ['source', 'target', 'by', 'at'],
  approved: ['source', 'target', 'by', 'at'],
  final: ['source', 'target', 'by', 'at'],
  'still-valid': ['source', 'target', 'by', 'at'],
  reopened: ['source', 'target', 'by', 'at'],
  omitted: ['source', 'by', 'at'],
}

/**
 * Writes a chapter's ledger: a JSON object a line, keys sorted, a blank line between, LF.
 *
 * The blank lines keep git from seeing a conflict where two people worked on neighbouring segments.
 */
export function formatLedger(lines: readonly LedgerLine[]): string {
  return lines.map((line) => `${canonicalJson(line)}\n`).join('\n')
}

/**
 * Reads a chapter's ledger. Lines of one id, as git leaves them where it took both sides, become one; of a conflict that
 * git left unsolved both sides are taken.
 *
 * @param path named in errors
 * @throws ZhenError `ledger-damaged` with the line, `ledger-newer` for facts of a later version
 */
export function parseLedger(text: string, path: string): LedgerLine[] {
  if (!hasConflictMarkers(text)) return parseLines(text, path)
  const { base, ours, theirs } = splitConflicts(text)
  return mergeLines(parseLines(base, path), parseLines(ours, path), parseLines(theirs, path))
}

/** How a row ends whose English stands in its own chapter, as {@link formatLedger} writes it: what follows the last fact. */
const AT_HOME =
  /[[}]\],"id":"[^"]*","kind":"[^"]*"(?:,"missing":true)?(?:,"obsolete":true)?,"source":(?:null|"(?:[^"\\]|\\.)*")\}\r?$/y

/**
 * Other chapters in which English of a ledger's stands. Most ledgers name none, which is seen without parsing them.
 *
 * @throws ZhenError as {@link parseLedger}, if not for every damage
 */
export function chaptersNamedIn(text: string, path: string): string[] {
  return text.split('\n').every(isAtHome) ? [] : parseLedger(text, path).flatMap(otherChapters)
}

/** False also for rows that somebody else wrote, in another order or with blanks. */
function isAtHome(row: string): boolean {
  if (row === '' || row === '\r') return true
  // Quotes within texts are escaped: the last of these is the key.
  AT_HOME.lastIndex = row.lastIndexOf(',"id":"') - 2
  return row.startsWith('{"facts":[') && AT_HOME.test(row)
}

function parseLines(text: string, path: string): LedgerLine[] {
  const lines: LedgerLine[] = []
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((row, index) => {
      if (row.trim() !== '') lines.push(parseLine(row, { path, line: index + 1 }))
    })
  return uniteLines(lines)
}

interface Place {
  readonly path: string
  readonly line: number
}

function parseLine(row: string, place: Place): LedgerLine {
  const damaged = (expected: string, options?: ErrorOptions) =>
    new ZhenError('ledger-damaged', { ...place, expected, found: row.slice(0, 60) }, options)
  let line: Partial<LedgerLine> | null
  try {
    line = JSON.parse(row) as Partial<LedgerLine> | null
  } catch (error) {
    throw damaged('a JSON object', { cause: error })
  }
  if (typeof line !== 'object' || line === null) throw damaged('a JSON object')
  if (typeof line.id !== 'string' || line.id === '') throw damaged('an "id"')
  if (typeof line.kind !== 'string') throw damaged('a "kind"')
  if (!KINDS.has(line.kind)) throw new ZhenError('ledger-newer', { ...place, found: line.kind })
  if (typeof line.source !== 'string' && line.source !== null) throw damaged('a "source"')
  if (line.target !== undefined && typeof line.target !== 'string') throw damaged('a text for "target"')
  if (line.also !== undefined && !isTexts(line.also)) throw damaged('texts for "also"')
  if (!Array.isArray(line.facts)) throw damaged('"facts"')
  for (const fact of line.facts as readonly { readonly fact?: unknown }[]) checkFact(fact, place, damaged)
  return line as LedgerLine
}

function checkFact(fact: { readonly fact?: unknown }, place: Place, damaged: (expected: string) => ZhenError): void {
  const name = fact?.fact
  if (typeof name !== 'string') throw damaged('facts with a "fact"')
  const fields = Object.hasOwn(FACT_FIELDS, name) ? FACT_FIELDS[name] : undefined
  if (!fields) throw new ZhenError('ledger-newer', { ...place, found: name })
  for (const field of fields) {
    if (typeof (fact as Record<string, unknown>)[field] !== 'string')
      throw damaged(`a "${field}" in the fact "${name}"`)
  }
  const { group } = fact as { readonly group?: unknown }
  if (group !== undefined && !isTexts(group)) throw damaged(`ids for "group" in the fact "${name}"`)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
