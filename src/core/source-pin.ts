import { hasConflictMarkers, splitConflicts } from './conflict-markers.js'
import { ZhenError } from './errors.js'
import { LEDGER_FORMAT } from './ledger.js'

/** `source.json`: what the ledger was last synced with. */
export interface SourcePin {
  readonly format: number
  readonly commit: string | null
}

export function formatPin({ commit, format }: SourcePin): string {
  return `${JSON.stringify({ commit, format }, null, 2)}\n`
}

/**
 * Reads a pin. Of a conflict that git left unsolved our side is taken: the next sync pins anew.
 *
 * @param path named in errors
 * @throws ZhenError `ledger-damaged`, `ledger-newer` for a format of a later version
 */
export function parsePin(text: string, path: string): SourcePin {
  if (hasConflictMarkers(text)) return parsePin(splitConflicts(text).ours, path)
  const place = { path, line: 1 }
  const damaged = (expected: string, options?: ErrorOptions) =>
    new ZhenError('ledger-damaged', { ...place, expected, found: text.slice(0, 60) }, options)
  let pin: Partial<SourcePin> | null
  try {
    pin = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<SourcePin> | null
  } catch (error) {
    throw damaged('a JSON object', { cause: error })
  }
  if (typeof pin?.format !== 'number') throw damaged('"format"')
  if (pin.format > LEDGER_FORMAT) throw new ZhenError('ledger-newer', { ...place, found: `format ${pin.format}` })
  return { format: pin.format, commit: pin.commit ?? null }
}

/** The pin of the side that moved it on; ours where both did. */
export function mergePins(base: SourcePin | null, ours: SourcePin, theirs: SourcePin): SourcePin {
  const format = Math.max(ours.format, theirs.format)
  return { format, commit: base && ours.commit === base.commit ? theirs.commit : ours.commit }
}
