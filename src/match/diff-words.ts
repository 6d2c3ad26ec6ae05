import { diffArrays } from 'diff'
import { scanInline } from '../core/inline.js'

export interface WordDiff {
  readonly op: 'same' | 'added' | 'removed'
  readonly text: string
}

/** More differing words than this are shown as one text for another: nobody reads such a patchwork. */
const MOST_DIFFERENCES = 1_000

/** Longer texts are not cut into words of a language, which takes a second a megabyte, but at spaces. */
const LONGEST_SEGMENTED = 200_000

let segmenter: Intl.Segmenter | undefined

/**
 * The differences of two texts word by word. The `same` and `removed` parts joined are `older`, the `same` and `added`
 * ones `newer`; runs alternate and a removal stands before its addition.
 *
 * Code spans, roles, addresses and images are words of their own; so are links without a text to read.
 */
export function diffWords(older: string, newer: string): WordDiff[] {
  const parts = compare(older, newer, wordsOf)
  return runsOf(parts.length > 1 ? bridgeSlivers(parts) : parts)
}

/** The same for code, in which nothing is markup: names and numbers, marks one by one, and white space. */
export function diffCode(older: string, newer: string): WordDiff[] {
  return runsOf(compare(older, newer, (text) => text.match(/\n|[^\S\n]+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []))
}

function compare(older: string, newer: string, cut: (text: string) => string[]): WordDiff[] {
  if (older === newer) return older === '' ? [] : [{ op: 'same', text: older }]
  const changes = diffArrays(cut(older), cut(newer), { maxEditLength: MOST_DIFFERENCES })
  if (!changes) return [removed(older), added(newer)]
  return changes.map(({ value, ...change }): WordDiff => {
    return { op: change.added ? 'added' : change.removed ? 'removed' : 'same', text: value.join('') }
  })
}

function removed(text: string): WordDiff {
  return { op: 'removed', text }
}

function added(text: string): WordDiff {
  return { op: 'added', text }
}

/** Cuts a text into words; joined they are the text again. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let position = 0
  for (const [start, end] of wholes(text)) {
    if (start < position) continue
    words.push(...segment(text.slice(position, start)), text.slice(start, end))
    position = end
  }
  return [...words, ...segment(text.slice(position))]
}

/** What is never cut: code, addresses, and of links everything but the text. */
function wholes(text: string): [number, number][] {
  const ranges = scanInline(text).flatMap(({ type, start, end, content }): [number, number][] => {
    if (type === 'emphasis') return [[start, end]]
    if (!content || content[0] === content[1]) return [[start, end]]
    return [
      [start, content[0]],
      [content[1], end],
    ]
  })
  return ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

function segment(text: string): string[] {
  if (text === '') return []
  if (text.length > LONGEST_SEGMENTED) return text.match(/\s+|\S+/g) ?? []
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return Array.from(segmenter.segment(text), (piece) => piece.segment)
}

/** White space and single marks between two changes join them: `a b` for `c d` is one change, not two. */
function bridgeSlivers(parts: readonly WordDiff[]): WordDiff[] {
  return parts.flatMap((part, index) => {
    const isSliver = part.op === 'same' && index > 0 && index < parts.length - 1 && /^[\s\p{P}]{1,2}$/u.test(part.text)
    return isSliver && !part.text.includes('\n') ? [removed(part.text), added(part.text)] : [part]
  })
}

/** Joins neighbours of one kind; between two `same` parts what is removed comes first. */
function runsOf(parts: readonly WordDiff[]): WordDiff[] {
  const runs: WordDiff[] = []
  let [gone, come] = ['', '']
  const flush = () => {
    if (gone !== '') runs.push(removed(gone))
    if (come !== '') runs.push(added(come))
    gone = ''
    come = ''
  }
  for (const { op, text } of parts) {
    if (op === 'removed') gone += text
    else if (op === 'added') come += text
    else if (text !== '') {
      flush()
      const last = runs.at(-1)
      if (last?.op === 'same') runs[runs.length - 1] = { op, text: last.text + text }
      else runs.push({ op, text })
    }
  }
  flush()
  return runs
}
