import { flanksOf, friendlyFlanksOf } from './flanking.js'
import { layOut } from './lay-out.js'
import type { About, LooseMark, Mark } from './marks.js'
import { pairRuns } from './pair-runs.js'

/** HTML elements without an end tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

/** What attributes in braces can belong to. */
const TAKES_ATTRIBUTES = /^(?:code|role|url|link|reference|image|footnote|math|substitution|emphasis|html)$/

/**
 * The marks of a segment's text. Pairs are nested well; what has no partner is locked.
 *
 * `friendly` also pairs delimiters that CommonMark leaves alone only because Chinese has no blanks around them.
 */
export function readMarks(text: string, friendly: boolean): Mark[] {
  const strict = pairRuns(layOut(text), text, flanksOf)
  return attachAttributes(pairTags(friendly ? pairRuns(strict, text, friendlyFlanksOf) : strict, text))
}

/** Start tags that wait for their end, inside one pair. */
interface Frame {
  readonly waiting: { readonly at: number; readonly role: string }[]
  readonly counts: Map<string, number>
}

/** Pairs HTML tags that are nested well, in themselves and with the other pairs. */
function pairTags(marks: readonly LooseMark[], text: string): Mark[] {
  const kinds = new Map<number, { readonly kind: 'open' | 'close'; readonly about: About }>()
  const frames: Frame[] = [newFrame()]
  marks.forEach(({ kind, start, end, about }, at) => {
    if (kind === 'open') frames.push(newFrame())
    else if (kind === 'close') frames.pop()
    if (kind !== 'tag' || !about || about.role === '' || VOID.test(about.role)) return
    const frame = frames.at(-1) as Frame
    if (text[start + 1] !== '/') {
      if (text[end - 2] !== '/') wait(frame, at, about.role)
      return
    }
    const from = takeWaiting(frame, about.role)
    const opening = from === null ? null : marks[from]?.about
    if (from === null || !opening) return
    kinds.set(from, { kind: 'open', about: opening })
    kinds.set(at, { kind: 'close', about: opening })
  })
  return marks.map(({ kind, start, end, about }, at) => {
    if (kind === 'run') return { kind: 'lock', start, end, about: literal(text.slice(start, end)) }
    return { kind: kind === 'tag' ? 'lock' : kind, start, end, about, ...kinds.get(at) }
  })
}

function newFrame(): Frame {
  return { waiting: [], counts: new Map() }
}

function wait({ waiting, counts }: Frame, at: number, role: string): void {
  waiting.push({ at, role })
  counts.set(role, (counts.get(role) ?? 0) + 1)
}

/** The nearest start tag of that name; those behind it have no end. */
function takeWaiting({ waiting, counts }: Frame, role: string): number | null {
  if ((counts.get(role) ?? 0) === 0) return null
  for (let tag = waiting.pop(); tag; tag = waiting.pop()) {
    counts.set(tag.role, (counts.get(tag.role) ?? 0) - 1)
    if (tag.role === role) return tag.at
  }
  return null
}

function literal(shows: string): About {
  return { type: 'literal', role: '', label: null, shows }
}

/** Attributes belong to the construct that they touch. */
function attachAttributes(marks: readonly Mark[]): Mark[] {
  const attached: Mark[] = []
  for (const mark of marks) {
    const last = attached.at(-1)
    const takes =
      last && (last.kind === 'lock' || last.kind === 'close') && TAKES_ATTRIBUTES.test(last.about?.type ?? '')
    if (takes && mark.about?.type === 'attributes') attached[attached.length - 1] = { ...last, end: mark.end }
    else attached.push(mark)
  }
  return attached
}
