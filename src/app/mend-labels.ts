import { ZhenError } from '../core/errors.js'
import type { Fact } from '../core/fact.js'
import { sameText } from '../core/text.js'
import type { ReferenceBook } from '../references/book.js'
import type { Use } from '../references/reference.js'
import type { Unmapped } from '../references/reference-map.js'
import type { Place } from '../references/resolution.js'
import { type LabelEdit, withLabels } from '../references/rewrite-labels.js'
import { appendFacts, FactCollection } from './append-facts.js'
import { type BookReferences, loadReferences } from './load-references.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { type Refreshed, refresh } from './refresh.js'
import { joinTexts } from './sync/entry.js'
import { syncUnderLock } from './sync-project.js'
import type { Notice } from './workspace-port.js'

/** A label in an English chapter that leads nowhere, and the one that leads where the Chinese does. */
export interface MendedLabel {
  /** The segment it stands in, `null` for none: a block, say. */
  readonly segment: string | null
  /** The English file, as people name it. */
  readonly path: string
  /** 1-based. */
  readonly line: number
  readonly from: string
  readonly to: string
}

export interface LabelReport {
  readonly notices: readonly Notice[]
  readonly labels: readonly MendedLabel[]
  /** Segments with labels that lead nowhere and have none to take their place, and why. */
  readonly unmapped: readonly { readonly id: string; readonly reason: Unmapped; readonly label: string }[]
  readonly written: readonly string[]
  readonly dryRun: boolean
}

/** Which labels are looked at: all, or those in these segments and those that lead to these headings. */
export type LabelScope = 'all' | ReadonlySet<string>

/**
 * Has references in English lead again where they lead in Chinese, after a heading or a label was translated.
 *
 * Only labels that lead nowhere are changed, and only their bytes. What is known of a text is then known of the text with
 * the new label: a review that was given is not lost for it.
 *
 * @throws ZhenError `source-missing` without the Chinese chapters, and what reading and writing files throws
 */
export async function mendLabels(deps: ProjectDeps, { dryRun }: { readonly dryRun: boolean }): Promise<LabelReport> {
  if (dryRun) {
    const refreshed = await refresh(deps)
    return reportOf(deps, refreshed, await planLabels(deps, refreshed, 'all'), true)
  }
  return deps.workspace.withLock(async () => {
    const refreshed = await syncUnderLock(deps)
    const plan = await planLabels(deps, refreshed, 'all')
    await deps.workspace.together(() => writeLabels(deps, plan))
    return reportOf(deps, refreshed, plan, false)
  })
}

function reportOf(
  { workspace }: ProjectDeps,
  { sourceAvailable, notices }: Refreshed,
  { labels, unmapped, chapters }: LabelPlan,
  dryRun: boolean,
): LabelReport {
  if (!sourceAvailable) throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
  const written = chapters.map(({ path }) => workspace.shownPath('target', path))
  return { notices, labels, unmapped, written, dryRun }
}

export interface LabelPlan {
  readonly labels: readonly MendedLabel[]
  readonly unmapped: LabelReport['unmapped']
  readonly chapters: readonly PlannedChapter[]
  /** Segments whose English is another one afterwards. */
  readonly changed: readonly ChangedText[]
}

interface PlannedChapter {
  readonly path: string
  readonly before: string
  readonly after: string
}

interface ChangedText {
  readonly record: SegmentRecord
  readonly before: string
  readonly after: string
}

/** The index must agree with the files. */
async function planLabels(deps: ProjectDeps, { chapters }: Refreshed, scope: LabelScope): Promise<LabelPlan> {
  const records = await deps.index.loadSegments({})
  const references = await loadReferences(deps, { chapters, records })
  const planner = new LabelPlanner(deps, references, records, scope)
  for (const path of references.target.chapters.keys()) planner.takeChapter(path)
  return planner.plan()
}

/** A text that was just put into a chapter. */
export interface WrittenText {
  readonly id: string
  readonly kind: SegmentRecord['kind']
  readonly target: string
}

/**
 * Mends what follows from texts that were just put in: a heading has another label now, and a text's references may lead
 * to what has English already. The lock must be held.
 */
export async function mendAfter(
  deps: ProjectDeps,
  refreshed: Refreshed,
  texts: readonly WrittenText[],
): Promise<Pick<LabelReport, 'labels' | 'written'>> {
  if (!texts.some(({ kind, target }) => kind === 'heading' || hasLabels(target))) return { labels: [], written: [] }
  const plan = await planLabels(deps, refreshed, new Set(texts.map(({ id }) => id)))
  await writeLabels(deps, plan)
  return { labels: plan.labels, written: plan.chapters.map(({ path }) => deps.workspace.shownPath('target', path)) }
}

/** A role's label, or a link within the book: a sieve, not a parser. */
function hasLabels(markdown: string): boolean {
  return /\{[\w:-]+\}`|\]\((?!\w+:\/\/)/.test(markdown)
}

/** The English references that lead to these headings, which will have to follow once they are translated. */
export async function referencesToHeadings(
  deps: ProjectDeps,
  { chapters }: Refreshed,
  headings: readonly SegmentRecord[],
): Promise<number> {
  const standing = headings.filter(({ targets }) => targets.length > 0)
  if (standing.length === 0) return 0
  const { target, map } = await loadReferences(deps, { chapters, records: await deps.index.loadSegments({}) })
  const uses = standing.flatMap(({ targets }) => {
    return targets.flatMap(({ path, startLine, text }) => {
      const parts = target.chapters.get(path)?.parsed.parts ?? []
      const heading = parts.find((part) => part.kind === 'heading' && part.startLine === startLine && 'carried' in part)
      return heading?.text === text ? map.referencesTo({ chapter: path, node: heading.node }) : []
    })
  })
  return uses.filter(({ use }) => BY_NAME.has(use.kind)).length
}

/** Writes the facts, then the chapters, and syncs. The lock must be held. */
async function writeLabels(deps: ProjectDeps, { chapters, changed }: LabelPlan): Promise<void> {
  if (chapters.length === 0) return
  const collection = new FactCollection()
  for (const { record, before, after } of changed) {
    for (const fact of record.facts) {
      const same = carriedOver(fact, before, after)
      if (same) collection.add(record.chapter, record.id, same)
    }
  }
  await appendFacts(deps.workspace, collection.facts)
  for (const { path, before, after } of chapters) await deps.workspace.writeTarget(path, after, before)
  await syncUnderLock(deps)
}

/** What was known of a text, said of the text with another label. */
function carriedOver(fact: Fact, before: string, after: string): Fact | null {
  if (!('target' in fact) || !sameText(fact.target, before)) return null
  if (fact.fact !== 'machine') return { ...fact, target: after }
  const { pending: _, ...rest } = fact
  return { ...rest, target: after }
}

/** References by the name of a thing, which a translation changes; those by a path it does not. */
const BY_NAME: ReadonlySet<Use['kind']> = new Set<Use['kind']>(['ref', 'numref', 'term', 'eq', 'any', 'link'])

class LabelPlanner {
  readonly #deps: Pick<ProjectDeps, 'workspace'>
  readonly #references: BookReferences
  readonly #records: ReadonlyMap<string, SegmentRecord>
  readonly #scope: LabelScope
  readonly #labels: MendedLabel[] = []
  readonly #unmapped: LabelReport['unmapped'][number][] = []
  readonly #chapters: PlannedChapter[] = []
  /** By id: what a segment's parts are to be. */
  readonly #changed = new Map<string, { readonly record: SegmentRecord; readonly parts: Map<string, string> }>()

  constructor(
    deps: Pick<ProjectDeps, 'workspace'>,
    references: BookReferences,
    records: readonly SegmentRecord[],
    scope: LabelScope,
  ) {
    this.#deps = deps
    this.#references = references
    this.#scope = scope
    const places = records.flatMap((record) => {
      return record.targets.map(({ path, startLine, text }) => [placeKey(path, startLine, text), record] as const)
    })
    this.#records = new Map(places.toReversed())
  }

  takeChapter(path: string): void {
    const chapter = this.#references.target.chapters.get(path)
    if (!chapter) return
    const edits: LabelEdit[] = []
    for (const use of chapter.uses) {
      const part = chapter.parsed.parts[use.part]
      const text = part?.type === 'segment' ? part.text : part?.signature
      const record = this.#records.get(placeKey(path, part?.startLine ?? 0, text ?? ''))
      const label = this.#labelFor(path, use, record)
      if (label === null) continue
      edits.push({ start: use.start, end: use.end, text: label })
      const shown = this.#deps.workspace.shownPath('target', path)
      this.#labels.push({ segment: record?.id ?? null, path: shown, line: use.line, from: use.label, to: label })
      if (record && part?.type === 'segment' && use.range) this.#change(record, part.text, use.range, label)
    }
    if (edits.length === 0) return
    const { text } = chapter.parsed
    this.#chapters.push({ path, before: text, after: withLabels(text, edits) })
  }

  plan(): LabelPlan {
    const changed = [...this.#changed.values()].flatMap(({ record, parts }): ChangedText[] => {
      const before = joinTexts(record.targets.map(({ text }) => text))
      const after = joinTexts(record.targets.map(({ text }) => parts.get(text) ?? text))
      return [{ record, before, after }]
    })
    return { labels: this.#labels, unmapped: this.#unmapped, chapters: this.#chapters, changed }
  }

  /** The label to be written in place of one that leads nowhere; `null` for none. */
  #labelFor(path: string, use: Use, record: SegmentRecord | undefined): string | null {
    const { source, target, map } = this.#references
    if (!source || !BY_NAME.has(use.kind) || target.resolve(path, use).leads !== 'nowhere') return null
    const { kind, label, explicit } = use
    const chapter = record?.chapter ?? path
    const found = source.resolve(chapter, { kind, label, explicit })
    if (found.leads !== 'chapter' || !this.#isInScope(record, found.place)) return null
    const mapped = map.mapLabel({ chapter, kind, label, explicit, into: path })
    if ('label' in mapped) return mapped.label === label ? null : mapped.label
    this.#unmapped.push({ id: record?.id ?? '', reason: mapped.unmapped, label })
    return null
  }

  #isInScope(record: SegmentRecord | undefined, place: Place): boolean {
    if (this.#scope === 'all' || (record && this.#scope.has(record.id))) return true
    const there = this.#references.map.counterpart(place)
    const heading = there && headingAt(this.#references.target, there)
    const named = heading && this.#records.get(placeKey(heading.chapter, heading.line, heading.text))
    return named != null && this.#scope.has(named.id)
  }

  /** Edits of one text are in order, so that a later one is shifted by what the earlier ones made it longer. */
  #change(record: SegmentRecord, text: string, [start, end]: readonly [number, number], label: string): void {
    const known = this.#changed.get(record.id) ?? { record, parts: new Map<string, string>() }
    this.#changed.set(record.id, known)
    const now = known.parts.get(text) ?? text
    const shift = now.length - text.length
    known.parts.set(text, now.slice(0, start + shift) + label + now.slice(end + shift))
  }
}

function placeKey(path: string, line: number, text: string): string {
  return `${path}\0${line}\0${text}`
}

/** The heading a place is, or, of a chapter, its first one. */
function headingAt(
  book: ReferenceBook,
  { chapter, node }: Place,
): { readonly chapter: string; readonly line: number; readonly text: string } | null {
  const parts = book.chapters.get(chapter)?.parsed.parts ?? []
  const heading = parts.find((part) => part.kind === 'heading' && (node === null || part.node === node))
  return heading?.type === 'segment' ? { chapter, line: heading.startLine, text: heading.text } : null
}
