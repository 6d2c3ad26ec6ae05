import { hash } from 'node:crypto'
import { encodeCodes } from '../core/codes/encode.js'
import { shareCodes } from '../core/codes/share-codes.js'
import { STATUSES, type Status } from '../core/status.js'

/** What zhen writes beside a unit: the texts and the status it had when it was exported, in short. */
export interface Stamp {
  readonly source: string
  readonly target: string
  readonly status: Status
}

/** How the texts of a file are written: a code is a tag in one and its Markdown in the other. */
export type TextForm = 'coded' | 'markdown'

/** Where there is no text. */
const NONE = 'none'

export function stampOf(
  { source, target, status }: { readonly source: string; readonly target: string | null; readonly status: Status },
  form: TextForm,
): Stamp {
  return { source: digest(source), target: target === null ? NONE : digest(inForm(target, source, form)), status }
}

/** The English as a file of this form has it. */
export function inForm(target: string, source: string, form: TextForm): string {
  return form === 'markdown' ? target : shareCodes(target, encodeCodes(source)).text
}

/** What {@link Stamp.target} is for a text as a file has it. */
export function digestTarget(text: string | null): string {
  return text === null ? NONE : digest(text)
}

export function formatStamp({ source, target, status }: Stamp): string {
  return `zhen1.${source}.${target}.${status}`
}

/** `null` for what zhen did not write. */
export function parseStamp(text: string): Stamp | null {
  const [mark, source = '', target = '', status] = text.trim().split('.')
  const known = STATUSES.find((one) => one === status)
  return mark === 'zhen1' && known && source !== '' && target !== '' ? { source, target, status: known } : null
}

/** White space is no part of it: programs fold lines as they like. */
function digest(text: string): string {
  return hash('sha256', foldSpace(text)).slice(0, 12)
}

export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
