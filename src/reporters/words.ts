import type { RefusalReason } from '../app/review/view.js'
import type { Notice } from '../app/workspace-port.js'
import type { Origin } from '../core/derive.js'
import type { MessageValues } from '../core/errors.js'
import type { Change, Gap, Status } from '../core/status.js'
import type { Translate } from '../i18n/index.js'
import type { Look, Paint } from './look.js'
import { plain } from './plain.js'

/** What operating systems call their refusals, and what we call them. */
const REASONS: ReadonlySet<string> = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ELOOP',
  'EIO',
  'EMFILE',
  'ENAMETOOLONG',
  'broken-link',
] satisfies Reason[])

type Reason =
  | 'ENOENT'
  | 'EACCES'
  | 'EPERM'
  | 'EROFS'
  | 'ENOSPC'
  | 'EDQUOT'
  | 'ELOOP'
  | 'EIO'
  | 'EMFILE'
  | 'ENAMETOOLONG'
  | 'broken-link'

/** Values made safe to print; a system's `reason` and a segment's `status` put into words. */
export function sayable(values: MessageValues, t: Translate): MessageValues {
  const named = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'number') return [name, value]
    const reason = value.replace(' ', '-')
    if (name === 'reason' && isReason(reason)) return [name, t(`reasons.${reason}`)]
    return [name, name === 'status' && isStatus(value) ? t(`status.${value}`) : plain(value)]
  })
  return Object.fromEntries(named)
}

function isStatus(status: string): status is keyof typeof STATUS_COLOURS {
  return Object.hasOwn(STATUS_COLOURS, status)
}

function isReason(reason: string): reason is Reason {
  return REASONS.has(reason)
}

export function wordNotice({ code, values }: Notice, t: Translate): string {
  return `${t(`notices.${code}`, sayable(values, t))}\n`
}

const STATUS_COLOURS = {
  untranslated: 'red',
  stale: 'yellow',
  draft: 'cyan',
  translated: 'green',
  reviewed: 'green',
  final: 'green',
  omitted: 'dim',
  carried: 'dim',
  obsolete: 'magenta',
  added: 'magenta',
} as const satisfies Record<Status | 'obsolete' | 'added', keyof Paint>

export function wordStatus(status: keyof typeof STATUS_COLOURS, { t, paint }: Look): string {
  return paint[STATUS_COLOURS[status]](t(`status.${status}`))
}

/** A status, and what it has become where it is another. */
export function wordCourse(from: keyof typeof STATUS_COLOURS, to: keyof typeof STATUS_COLOURS, look: Look): string {
  return from === to ? wordStatus(to, look) : `${wordStatus(from, look)} → ${wordStatus(to, look)}`
}

/** What makes the status what it is: `number`, `still Chinese`. `null` where there is nothing to add. */
export function wordCause({ gap, change }: { gap: Gap | null; change: Change | null }, t: Translate): string | null {
  if (change !== null) return t(`change.${change}`)
  return gap === null || gap === 'new' ? null : t(`gap.${gap}`)
}

/** Where a text comes from. */
export function wordOrigin({ type, name }: Origin, { t }: Look): string {
  if (type === 'person' && name !== '') return t('segment.origins.person-from', { name: plain(name) })
  if (type === 'memory' && name !== 'memory') return t('segment.origins.memory-from', { name: plain(name) })
  return t(`segment.origins.${type}`, { name: plain(name) })
}

export function wordSection(section: readonly string[], { t, paint }: Look): string {
  if (section.length === 0) return paint.dim(t('list.no-section'))
  return section.map((heading) => plain(heading)).join(paint.dim(' › '))
}

export function wordNumber(number: number, { language }: Look): string {
  return number.toLocaleString(language)
}

export function wordPercent(fraction: number): number {
  return Math.floor(fraction * 100)
}

/** An amount of money, as exact as small amounts need. */
export function wordCost(cost: number, currency: string): string {
  const digits = cost === 0 || cost >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(cost)))
  return `${cost.toFixed(digits)} ${plain(currency)}`.trim()
}

const REFUSALS = [
  'empty',
  'not-xml',
  'code-missing',
  'code-doubled',
  'code-unknown',
  'code-filled',
  'code-empty',
  'nesting',
  'new-markup',
  'markup-lost',
  'still-source',
  'shape-broken',
  'no-place',
  'source-changed',
  'file-changed',
  'engine-unavailable',
  'engine-refused',
  'unanswered',
] as const

/** Why a draft or an answer was refused. */
export function wordRefusal(reason: string, t: Translate): string {
  const known = REFUSALS.find((refusal) => refusal === reason)
  return known ? t(`draft.refusals.${known}`) : plain(reason)
}

/** Why nothing was written in a review. */
export function wordRefused(reason: RefusalReason, t: Translate): string {
  return t(`review.refused.${reason}`)
}
