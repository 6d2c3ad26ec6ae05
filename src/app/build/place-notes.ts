import type { BuildPolicy, NoteTexts } from '../../core/build-policy.js'
import type { ChapterNode, SegmentKind } from '../../core/segment.js'
import { insertBlocks, type NewBlock } from '../../markdown/insert-blocks.js'
import type { BuiltChapter } from './build-chapter.js'
import type { BuiltPart, EditionText } from './edition-text.js'

/** Why a reader is told something, in the order in which it is told. */
const REASONS = ['untranslated', 'stale', 'draft', 'obsolete'] as const

export type NoteReason = (typeof REASONS)[number]

/** A note in a built chapter. */
export interface Note {
  readonly reasons: readonly NoteReason[]
  readonly markdown: string
  /** Its first line in the built chapter. */
  readonly line: number
}

/** A chapter with its notes. */
export interface Noted {
  readonly text: string
  readonly notes: readonly Note[]
}

/** The day on which the source of a segment became what it is, as `2026-12-31`; `null` where that is not known. */
export type SinceWhen = (id: string) => string | null

/** Kinds of text that no reader sees in the running text, or not as such. */
const UNSEEN: ReadonlySet<SegmentKind> = new Set<SegmentKind>(['alt', 'option', 'front-matter', 'toctree-title'])

/**
 * Puts notes into a built chapter: one in front of every run of blocks that call for the same one, or one at its top.
 *
 * Notes stand between the chapter's outermost blocks, never in a list, a table or a directive; behind a heading, and in
 * front of a block's labels. Where one would change the blocks around it, the chapter is noted at its top.
 */
export function placeNotes(chapter: BuiltChapter, policy: BuildPolicy, since: SinceWhen): Noted {
  const { text } = chapter
  if (policy.note === 'none') return { text: text.parsed.text, notes: [] }
  const whole = wholeNote(chapter, policy)
  if (whole !== null) return atTop(text, whole)
  const some = { reasons: reasonsIn(text.parts, text), texts: policy.notes }
  if (policy.note === 'chapter') return atTop(text, someNote(some.reasons, policy.notes))
  const runs = runsOf(text)
  const planned = runs.map((run) => ({ before: placeOf(text, run), ...wordRun(run, policy.notes, since) }))
  return (
    insert(
      text,
      planned.map((note) => worded(text, note)),
    ) ?? atTop(text, someNote(some.reasons, policy.notes))
  )
}

interface Wording {
  readonly reasons: readonly NoteReason[]
  readonly words: string
}

/** What is said of a chapter as a whole. */
function wholeNote(
  { isNew, isUntranslated, text }: BuiltChapter,
  { untranslated, notes }: BuildPolicy,
): Wording | null {
  if (!isUntranslated) return null
  const shown = text.parts.some((part, index) => reasonOf(text, part, index) !== null)
  if (isNew && untranslated === 'omit') return { reasons: ['untranslated'], words: notes.chapterOmitted }
  return shown ? { reasons: ['untranslated'], words: notes.chapter } : null
}

function someNote(reasons: readonly NoteReason[], notes: NoteTexts): Wording | null {
  const words = {
    untranslated: notes.someUntranslated,
    stale: notes.someStale,
    draft: notes.someDraft,
    obsolete: notes.someObsolete,
  }
  return reasons.length === 0 ? null : { reasons, words: reasons.map((reason) => words[reason]).join('\n') }
}

function wordRun({ reasons, parts }: Run, notes: NoteTexts, since: SinceWhen): Wording {
  const days = parts.flatMap(({ records }) => records.flatMap(({ id }) => since(id) ?? []))
  const date = days.sort().at(-1)
  const stale = date === undefined ? notes.stale : notes.staleSince.replaceAll('{date}', date)
  const words = { ...notes, stale }
  return { reasons, words: reasons.map((reason) => words[reason]).join('\n') }
}

type Planned = Wording & NewBlock

function worded(text: EditionText, { before, reasons, words }: Wording & { readonly before: number }): Planned {
  return { before, reasons, words, markdown: admonition(words.replaceAll('{chapter}', text.path.replace(/\.md$/, ''))) }
}

/** A fence of backticks needs no extension of MyST, and is longer than any in the text. */
function admonition(words: string): string {
  const longest = Math.max(2, ...Array.from(words.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}{note}\n:class: translation-note\n\n${words}\n${fence}`
}

function atTop(text: EditionText, wording: Wording | null): Noted {
  if (wording === null) return { text: text.parsed.text, notes: [] }
  const { nodes } = text.parsed
  const isHead = (node: number) => isLeading(nodes[node]?.type) || isAttributes(text, node)
  const first = text.childrenOf(0).find((node) => !isHead(node)) ?? nodes.length
  const before = nodes[first]?.type === 'heading' ? next(text, first) : first
  return insert(text, [worded(text, { before, ...wording })]) ?? { text: text.parsed.text, notes: [] }
}

/** What may stand in front of a chapter's title. */
function isLeading(type: ChapterNode['type'] | undefined): boolean {
  return type === 'front-matter' || type === 'target' || type === 'comment' || type === 'break'
}

/** `null` where the chapter would not stay as it is. */
function insert(text: EditionText, planned: readonly Planned[]): Noted | null {
  const result = insertBlocks(text.parsed, planned)
  if (result === null) return null
  const notes = planned.map(({ reasons, markdown }, index): Note => {
    const before = result.text.slice(0, result.starts[index])
    return { reasons, markdown, line: (before.match(/\r\n|\r|\n/g) ?? []).length + 1 }
  })
  return { text: result.text, notes }
}

/** Blocks of the outermost level that follow one another and call for the same note. */
interface Run {
  readonly first: number
  readonly reasons: readonly NoteReason[]
  readonly parts: BuiltPart[]
}

function runsOf(text: EditionText): Run[] {
  const runs: Run[] = []
  let open: Run | null = null
  for (const node of text.childrenOf(0)) {
    const indices = text.partsWithin(node)
    const parts = indices.flatMap((index) => {
      const part = text.parts[index] as BuiltPart
      return reasonOf(text, part, index) === null ? [] : [part]
    })
    const reasons = REASONS.filter((reason) => indices.some((at) => reasonOf(text, text.parts[at], at) === reason))
    if (reasons.length === 0) {
      if (hasOwnText(text, node, indices)) open = null
    } else if (open?.reasons.join() === reasons.join()) open.parts.push(...parts)
    else {
      open = { first: node, reasons, parts }
      runs.push(open)
    }
  }
  return runs
}

/** Text that a note above would wrongly speak of; code, pictures and what needs no translation do not end a run. */
function hasOwnText(text: EditionText, node: number, indices: readonly number[]): boolean {
  if (text.parsed.nodes[node]?.type === 'heading') return true
  return indices.some((index) => {
    const part = text.parsed.parts[index]
    return part?.type === 'segment' && !UNSEEN.has(part.kind) && !isCarried(text.parts[index])
  })
}

function isCarried(part: BuiltPart | undefined): boolean {
  return part !== undefined && part.records.length > 0 && part.records.every(({ status }) => status === 'carried')
}

function reasonsIn(parts: readonly BuiltPart[], text: EditionText): NoteReason[] {
  return REASONS.filter((reason) => parts.some((part, index) => reasonOf(text, part, index) === reason))
}

/** What a reader should know of a part; `null` where it is as it should be, or nobody sees it. */
function reasonOf(text: EditionText, part: BuiltPart | undefined, index: number): NoteReason | null {
  const here = text.parsed.parts[index]
  if (!part?.judged || !here || (here.type === 'segment' && UNSEEN.has(here.kind))) return null
  const { standing, action } = part.judged
  if (action === 'source') return here.type === 'segment' && !here.carried ? 'untranslated' : null
  if (here.type === 'block' && !NOTED_BLOCKS.has(here.kind)) return null
  return standing === 'stale' || standing === 'draft' || standing === 'obsolete' ? standing : null
}

const NOTED_BLOCKS: ReadonlySet<string> = new Set(['fence', 'math', 'html', 'image'])

/** The node in front of which a run's note goes. */
function placeOf(text: EditionText, { first }: Run): number {
  const { nodes } = text.parsed
  if (nodes[first]?.type === 'heading') return next(text, first)
  const siblings = text.childrenOf(0)
  let at = siblings.indexOf(first)
  while (at > 0 && names(text, siblings[at - 1] as number)) at--
  return siblings[at] as number
}

/** True for a label or a line of attributes: it belongs to what follows. */
function names(text: EditionText, node: number): boolean {
  return text.parsed.nodes[node]?.type === 'target' || isAttributes(text, node)
}

function isAttributes(text: EditionText, node: number): boolean {
  const { type, start } = text.parsed.nodes[node] ?? {}
  return type === 'directive' && text.parsed.text[start ?? 0] === '{'
}

/** The next node of the outermost level, or the number of nodes. */
function next(text: EditionText, node: number): number {
  return text.childrenOf(0).find((child) => child > node) ?? text.parsed.nodes.length
}
