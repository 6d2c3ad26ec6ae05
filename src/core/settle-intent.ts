import { canonicalJson } from './canonical-json.js'
import { unlessRefused } from './errors.js'
import type { Fact, LedgerLine } from './fact.js'
import { fileKey } from './file-key.js'
import { type IntendedFile, type Intent, textKey, type WrittenSide } from './intent.js'
import { formatLedger, parseLedger } from './ledger.js'
import { mergeLines } from './merge-lines.js'
import { formatNotes, mergeNotes, parseNotes } from './notes.js'

/** What is to be done about an intent that was not carried out to its end. */
export interface Settlement {
  readonly writes: readonly SettledFile[]
  /** Files that somebody changed since in a way that leaves nothing to be written: they stay as they are. */
  readonly left: readonly IntendedFile[]
}

export interface SettledFile {
  readonly side: WrittenSide
  readonly path: string
  /** What it is now; `null` for no file. */
  readonly from: string | null
  readonly to: string | null
}

/**
 * Says how what an intent began comes to its end, from the files as they are now.
 *
 * Where nobody changed a chapter since, every file becomes what it was to be; into a ledger or notes that somebody changed
 * goes what would have been added. Where somebody changed a chapter, it stays, and with it all chapters: texts come before
 * they go, so that as they stand now every text is in one of them. Of a ledger then only that is said which is about texts
 * that stand where it says, and that a machine wrote a text.
 *
 * @param present what is in a file now, `null` for no file, `undefined` for what cannot be read
 */
export function settleIntent(
  { files }: Intent,
  present: (file: IntendedFile) => string | null | undefined,
): Settlement {
  const texts = new Map(files.map((file) => [fileKey(file), present(file)]))
  const isEdited = (file: IntendedFile) => !isState(file, texts.get(fileKey(file)))
  const isHindered = files.some((file) => file.side === 'target' && isEdited(file))
  const stands = standingIn(files, texts)
  const writes: SettledFile[] = []
  const left: IntendedFile[] = []
  for (const file of files) {
    const from = texts.get(fileKey(file))
    const to = unlessRefused(() => (isHindered ? hindered(file, from, stands) : settled(file, from)))
    if (from === undefined || to === undefined) left.push(file)
    else if (to !== from) writes.push({ side: file.side, path: file.path, from, to })
  }
  return { writes, left }
}

/** True for a text that the command itself left there, or found. */
function isState({ states, after }: IntendedFile, text: string | null | undefined): boolean {
  if (text === undefined) return false
  return text === after || states.includes(text === null ? null : textKey(text))
}

/** What a file becomes; `undefined` where that cannot be said. */
function settled(file: IntendedFile, present: string | null | undefined): string | null | undefined {
  if (isState(file, present)) return file.after
  return file.side === 'target' ? undefined : withOurs(file, present, file.after)
}

/** The same where a chapter was changed by somebody else. */
function hindered(file: IntendedFile, present: string | null | undefined, stands: Stands): string | null | undefined {
  const isOurs = isState(file, present)
  if (file.side === 'target') return present === file.after ? present : undefined
  const to = file.side === 'ledger' ? standingLedger(file, stands) : allNotes(file)
  return isOurs ? to : withOurs(file, present, to)
}

/** A ledger or notes that somebody changed, with what was to be added. One that is gone, or cannot be read, stays so. */
function withOurs(
  { side, path, before }: IntendedFile,
  present: string | null | undefined,
  to: string | null,
): string | undefined {
  if (present === undefined || present === null) return undefined
  const [base, ours, theirs] = [before ?? '', present, to ?? '']
  if (side === 'ledger')
    return formatLedger(mergeLines(parseLedger(base, path), parseLedger(ours, path), parseLedger(theirs, path)))
  return formatNotes(mergeNotes(parseNotes(base, path), parseNotes(ours, path), parseNotes(theirs, path)))
}

/** Whether a text stands in one of these chapters. Of a chapter that is not spoken of it is not doubted. */
type Stands = (text: string, chapters: readonly string[]) => boolean

function standingIn(files: readonly IntendedFile[], texts: ReadonlyMap<string, string | null | undefined>): Stands {
  const known = new Map(
    files.flatMap((file) => (file.side === 'target' ? [[file.path, texts.get(fileKey(file))]] : [])),
  )
  return (text, chapters) => {
    if (chapters.some((path) => !known.has(path))) return true
    const there = chapters.map((path) => known.get(path) ?? '').join('\n')
    // Line by line: in a chapter the marks of quotes and lists stand between them.
    return text.split('\n').every((line) => there.includes(line.trim()))
  }
}

/** The ledger with what may be said of the chapters as they stand. No line goes: the next sync unites what is twice. */
function standingLedger({ path, before, after }: IntendedFile, stands: Stands): string | null {
  const [was, to] = [before, after].map((text) => parseLedger(text ?? '', path)) as [LedgerLine[], LedgerLine[]]
  const earlier = new Map(was.map((line) => [line.id, line]))
  const ids = new Set(to.map(({ id }) => id))
  const lines = to.map((line) => standingLine(path, earlier.get(line.id), line, stands))
  return formatLedger([...lines, ...was.filter(({ id }) => !ids.has(id))]) || null
}

function standingLine(chapter: string, before: LedgerLine | undefined, after: LedgerLine, stands: Stands): LedgerLine {
  const known = before?.facts ?? []
  const said = new Set(known.map(canonicalJson))
  const fresh = after.facts.filter((fact) => !said.has(canonicalJson(fact)))
  const places = [after.target ?? chapter, ...(after.also ?? [])]
  const holds = (fact: Fact) => !('target' in fact) || stands(fact.target, places)
  const english = after.facts.findLast((fact) => 'target' in fact)
  if (fresh.every(holds) && (english === undefined || holds(english))) return after
  const kept = fresh.flatMap((fact): Fact[] => {
    if (holds(fact)) return [fact]
    return fact.fact === 'machine' ? [{ ...fact, pending: true }] : []
  })
  return { ...(before ?? after), facts: [...known, ...kept] }
}

/** What is suggested and what was: a suggestion that was taken may have to be taken once more. */
function allNotes({ path, before, after }: IntendedFile): string | null {
  const [was, to] = [before, after].map((text) => parseNotes(text ?? '', path))
  const notes = mergeNotes([], was ?? [], to ?? [])
  return notes.length === 0 ? null : formatNotes(notes)
}
