import { formatLedger, parseLedger } from './ledger.js'
import { mergeLines } from './merge-lines.js'
import { formatNotes, mergeNotes, parseNotes } from './notes.js'
import { formatPin, mergePins, parsePin } from './source-pin.js'

/** The three versions of a file that git merges. */
export interface Versions {
  /** Empty where both branches added the file. */
  readonly base: string
  readonly ours: string
  readonly theirs: string
}

/**
 * Merges two branches' versions of a file of the ledger: lines, notes or the pin, whichever it is.
 *
 * There is no conflict: of two different translations of one segment both stay in its facts.
 *
 * @param path named in errors
 * @throws ZhenError `ledger-damaged`, `ledger-newer`
 */
export function mergeRecords({ base, ours, theirs }: Versions, path: string): string {
  const texts = [base, ours, theirs] as const
  switch (sortOf(texts)) {
    case 'pin':
      return mergePinTexts({ base, ours, theirs }, path)
    case 'notes': {
      const [was, a, b] = texts.map((text) => parseNotes(text, path)) as [...Triple<ReturnType<typeof parseNotes>>]
      return formatNotes(mergeNotes(was, a, b))
    }
    case 'ledger': {
      const [was, a, b] = texts.map((text) => parseLedger(text, path)) as [...Triple<ReturnType<typeof parseLedger>>]
      return formatLedger(mergeLines(was, a, b))
    }
  }
}

type Triple<T> = readonly [base: T, ours: T, theirs: T]

/** Both sides as git would leave them in a conflict: for what cannot be merged, so that a person sees both. */
export function conflictOf({ ours, theirs }: Versions): string {
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
  return `<<<<<<< ours\n${ended(ours)}=======\n${ended(theirs)}>>>>>>> theirs\n`
}

function mergePinTexts({ base, ours, theirs }: Versions, path: string): string {
  if (ours.trim() === '' || theirs.trim() === '') return ours.trim() === '' ? theirs : ours
  const was = base.trim() === '' ? null : parsePin(base, path)
  return formatPin(mergePins(was, parsePin(ours, path), parsePin(theirs, path)))
}

/** git does not tell the driver which file it is: what stands in it does. */
function sortOf(texts: readonly string[]): 'pin' | 'notes' | 'ledger' {
  const rows = texts.flatMap((text) => text.split('\n', 20)).map((row) => row.trim())
  if (rows.includes('{')) return 'pin'
  return rows.some((row) => /^\{.*"note":"/.test(row) && !/^\{"facts":/.test(row)) ? 'notes' : 'ledger'
}
