import { type Flanks, type Neighbours, neighboursAt } from './flanking.js'
import type { About, LooseMark } from './marks.js'

/** A run of delimiters while partners are looked for. */
interface Run {
  readonly index: number
  readonly delimiter: string
  readonly opens: boolean
  readonly closes: boolean
  /** Its length at first, which the rule of three goes by. */
  readonly length: number
  left: number
  /** Pairs that end in it, in order; each takes its delimiters from the run's front. */
  readonly ending: Pair[]
  /** Pairs that begin in it, innermost first; each takes its delimiters from the run's back. */
  readonly beginning: Pair[]
  previous: Run | null
  next: Run | null
}

interface Pair {
  readonly about: About
  readonly length: number
}

/**
 * Pairs runs of delimiters by CommonMark's rules, inside each construct by itself: a run becomes the marks of the pairs
 * that end and begin in it, and a shorter run of what is left.
 */
export function pairRuns(
  marks: readonly LooseMark[],
  text: string,
  flanksOf: (delimiter: string, neighbours: Neighbours) => Flanks,
): LooseMark[] {
  if (!marks.some(({ kind }) => kind === 'run')) return [...marks]
  const runs = new Map<LooseMark, Run>()
  const frames: Run[][] = [[]]
  for (const mark of marks) {
    if (mark.kind === 'open') frames.push([])
    else if (mark.kind === 'close') matchRuns(frames.pop() ?? [])
    else if (mark.kind === 'run') {
      const run = runOf(mark, runs.size, text, flanksOf)
      runs.set(mark, run)
      frames.at(-1)?.push(run)
    }
  }
  matchRuns(frames[0] ?? [])
  return marks.flatMap((mark) => {
    const run = runs.get(mark)
    return run ? marksOf(mark, run) : [mark]
  })
}

function runOf(
  { start, end }: LooseMark,
  index: number,
  text: string,
  flanksOf: (delimiter: string, neighbours: Neighbours) => Flanks,
): Run {
  const delimiter = text[start] as string
  const length = end - start
  // GFM §6.5: three or more tildes are no strikethrough.
  const flanks =
    delimiter === '~' && length !== 2
      ? { opens: false, closes: false }
      : flanksOf(delimiter, neighboursAt(text, start, end))
  return { index, delimiter, ...flanks, length, left: length, ending: [], beginning: [], previous: null, next: null }
}

/** CommonMark 0.31, "process emphasis". Linear: where no opener was found once, none is looked for again. */
function matchRuns(runs: readonly Run[]): void {
  runs.forEach((run, index) => {
    run.previous = runs[index - 1] ?? null
    run.next = runs[index + 1] ?? null
  })
  const bottoms = new Map<string, number>()
  let closer = runs[0] ?? null
  while (closer) {
    if (!closer.closes) {
      closer = closer.next
      continue
    }
    const key = `${closer.delimiter} ${closer.opens} ${closer.length % 3}`
    const opener = openerFor(closer, bottoms.get(key) ?? -1)
    if (opener) {
      join(opener, closer)
      if (opener.left === 0) unlink(opener)
      if (closer.left > 0) continue
      unlink(closer)
    } else {
      bottoms.set(key, closer.previous?.index ?? -1)
      if (!closer.opens) unlink(closer)
    }
    closer = closer.next
  }
}

function openerFor(closer: Run, bottom: number): Run | null {
  for (let run = closer.previous; run && run.index > bottom; run = run.previous) {
    if (run.opens && run.delimiter === closer.delimiter && agree(run, closer)) return run
  }
  return null
}

function agree(opener: Run, closer: Run): boolean {
  if (opener.delimiter === '~') return true
  if (!opener.closes && !closer.opens) return true
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0)
}

function join(opener: Run, closer: Run): void {
  const length = opener.left >= 2 && closer.left >= 2 ? 2 : 1
  const shows = opener.delimiter.repeat(length)
  const pair: Pair = { about: { type: 'emphasis', role: '', label: null, shows }, length }
  opener.beginning.push(pair)
  closer.ending.push(pair)
  opener.left -= length
  closer.left -= length
  opener.next = closer
  closer.previous = opener
}

function unlink(run: Run): void {
  if (run.previous) run.previous.next = run.next
  if (run.next) run.next.previous = run.previous
}

function marksOf({ start, about }: LooseMark, { ending, left, beginning }: Run): LooseMark[] {
  const marks: LooseMark[] = []
  let position = start
  const push = (kind: LooseMark['kind'], length: number, shared: About | null) => {
    if (length > 0) marks.push({ kind, start: position, end: position + length, about: shared })
    position += length
  }
  for (const pair of ending) push('close', pair.length, pair.about)
  push('run', left, about)
  for (const pair of beginning.toReversed()) push('open', pair.length, pair.about)
  return marks
}
