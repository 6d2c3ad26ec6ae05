import type { BuildAction, BuildPolicy, Standing } from '../../core/build-policy.js'
import type { ParsedChapter, Part } from '../../core/segment.js'
import { sameText } from '../../core/text.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import { readReferences } from '../../references/read-chapter.js'
import type { PartPlace } from '../../references/reference-map.js'
import { isLiveRecord } from '../live-records.js'
import { type Placement, placeDrafts, replaceFitting } from '../place-drafts.js'
import type { SegmentRecord } from '../ports.js'
import { type BuiltPart, EditionText, parseEnglish, partPlace } from './edition-text.js'
import { leaveOut, leaveOutChapter } from './leave-out.js'
import { standingsOf } from './standings.js'

/** A chapter as a build gets it: what either edition has under this path, taken apart with all comments. */
export interface ChapterInput {
  readonly path: string
  readonly source: ParsedChapter | null
  readonly target: ParsedChapter | null
  /** The segments of the source's chapter of this path. */
  readonly records: readonly SegmentRecord[]
  /** Segments of any chapter that have English in this one. */
  readonly rendered: readonly SegmentRecord[]
}

/** Why a segment that is missing in English could not be shown in the source's language. */
export type UnplacedReason = 'shape-broken' | 'no-place' | 'label-taken'

export interface BuiltChapter {
  readonly text: EditionText
  /** The English edition has no such chapter. */
  readonly isNew: boolean
  /** Nothing in it is translated. */
  readonly isUntranslated: boolean
  /** What was left out, judged; and what the English does not have and the policy does not bring. */
  readonly omitted: readonly Omitted[]
}

export interface Omitted {
  readonly record: SegmentRecord
  readonly standing: Standing
  /** Only where the policy wanted it shown. */
  readonly reason?: UnplacedReason
}

/**
 * Makes of a chapter what the policy says, as far as it does not refuse: nothing is noted yet, and references are as they
 * are. Pure.
 *
 * @param isTaken true for a label that the English edition has
 */
export function buildChapter(
  input: ChapterInput,
  policy: BuildPolicy,
  isTaken: (label: string) => boolean,
): BuiltChapter {
  const started = input.target === null ? startFromSource(input) : startFromTarget(input, policy, isTaken)
  const { text } = started
  for (const [index, part] of text.parts.entries()) judge(part, text.parsed.parts[index], policy)
  showSource(text, input)
  const isUntranslated = isAllUntranslated(text)
  const left =
    input.target === null && isUntranslated && policy.untranslated === 'omit' ? leaveOutChapter(text) : leaveOut(text)
  const omitted = [...started.omitted, ...left.flatMap(omittedOf)]
  return { text, isNew: input.target === null, isUntranslated, omitted }
}

function omittedOf({ records, judged }: BuiltPart): Omitted[] {
  return judged ? records.map((record) => ({ record, standing: judged.standing })) : []
}

interface Started {
  readonly text: EditionText
  readonly omitted: readonly Omitted[]
}

/** The source's chapter as it is. */
function startFromSource({ path, source, records }: ChapterInput): Started {
  const parsed = source ?? parseEnglish('')
  const read = parseChapter(parsed.text)
  const indices = new Map(read.parts.map((part, index) => [placeOf(part), index]))
  const byOrdinal = new Map(records.filter(isLiveRecord).map((record) => [record.ordinal, record]))
  const parts = parsed.parts.map((each): BuiltPart => {
    const part = indices.get(placeOf(each))
    const record = part === undefined ? undefined : byOrdinal.get(part)
    return {
      target: null,
      source: partPlace(path, part === undefined ? undefined : read.parts[part]),
      isSource: true,
      records: record ? [record] : [],
      judged: null,
    }
  })
  return { text: new EditionText(path, parsed, parts), omitted: [] }
}

function placeOf({ type, kind, start }: Part): string {
  return `${type} ${kind} ${start}`
}

/** The English chapter with what it has not and the policy wants shown. */
function startFromTarget(
  { path, source, target, records, rendered }: ChapterInput,
  policy: BuildPolicy,
  isTaken: (label: string) => boolean,
): Started {
  const english = target ?? parseEnglish('')
  const owners = ownersOf(english, rendered, path)
  const live = records.filter(isLiveRecord)
  const missing = live.filter(({ status, targets }) => status === 'untranslated' && targets.length === 0)
  const chinese = parseChapter(source?.text ?? '')
  const linked = new Set(
    [...owners.values()].flat().flatMap((record) => (record.chapter === path ? record.ordinal : [])),
  )
  const blocked = blockedParts(path, chinese, { isTaken, isLinked: (part) => linked.has(part) })
  const wanted = missing.filter((record) => actionFor(record, policy) === 'source' && !isEntry(record, chinese))
  const open = wanted.filter(({ ordinal }) => !blocked.has(ordinal))
  const placement = place(chinese, english, live, owners, open)
  const parsed = placement.text === english.text ? english : parseEnglish(placement.text)
  const sources = new Map([...placement.links].map(([ordinal, part]) => [part, ordinal]))
  const byOrdinal = new Map(live.map((record) => [record.ordinal, record]))
  const parts = parsed.parts.map((_, index): BuiltPart => {
    const kept = placement.kept[index] ?? null
    if (kept !== null) {
      const records = owners.get(kept) ?? []
      return {
        target: partPlace(path, english.parts[kept]),
        source: sourceOf(records),
        isSource: records.some((record) => isOldCopy(record)),
        records,
        judged: null,
      }
    }
    const ordinal = sources.get(index)
    const record = ordinal === undefined ? undefined : byOrdinal.get(ordinal)
    return {
      target: null,
      source: partPlace(path, ordinal === undefined ? undefined : chinese.parts[ordinal]),
      isSource: true,
      records: record ? [record] : [],
      judged: null,
    }
  })
  const omitted = missing.flatMap((record): Omitted[] => {
    const standing = standingsOf(record)[0] as Standing
    if (actionFor(record, policy) !== 'source') return [{ record, standing }]
    const reason = blocked.get(record.ordinal)
    if (reason !== undefined) return [{ record, standing, reason }]
    if (placement.placed.has(record.ordinal) || placement.links.has(record.ordinal)) return []
    if (isEntry(record, chinese)) return []
    return [{ record, standing, reason: placement.refused.get(record.ordinal) ?? 'no-place' }]
  })
  return { text: new EditionText(path, parsed, parts), omitted }
}

function place(
  chinese: ParsedChapter,
  english: ParsedChapter,
  live: readonly SegmentRecord[],
  owners: ReadonlyMap<number, readonly SegmentRecord[]>,
  wanted: readonly SegmentRecord[],
): Placement {
  const links = new Map<number, number>()
  for (const [part, records] of owners) {
    for (const { ordinal, chapter } of records.filter(isLiveRecord)) {
      if (chapter === live[0]?.chapter && !links.has(ordinal)) links.set(ordinal, part)
    }
  }
  const copies = live.filter((record) => links.has(record.ordinal) && isOldCopy(record))
  const texts = [...wanted.filter(({ block }) => !block), ...copies]
  const drafts = new Map(texts.map(({ ordinal, source }) => [ordinal, source?.text ?? '']))
  const blocks = new Set(wanted.filter(({ block }) => block).map(({ ordinal }) => ordinal))
  return placeDrafts(chinese, english, links, drafts, blocks)
}

/** The English has a text that the source once had: its today's one is shown. */
function isOldCopy({ status, source, targets, facts, group }: SegmentRecord): boolean {
  const [target] = targets
  if (status !== 'untranslated' || !target || targets.length > 1 || group !== null) return false
  if (sameText(source?.text ?? '', target.text)) return false
  return facts.some((fact) => fact.fact === 'copied' && sameText(fact.source, target.text))
}

/** The segments whose English each part of a chapter is. */
function ownersOf(
  english: ParsedChapter,
  rendered: readonly SegmentRecord[],
  path: string,
): Map<number, readonly SegmentRecord[]> {
  const places = new Map<string, number[]>()
  for (const [index, part] of english.parts.entries()) {
    const key = `${part.startLine}\0${part.type === 'segment' ? part.text : part.signature}`
    const known = places.get(key)
    if (known) known.push(index)
    else places.set(key, [index])
  }
  const owners = new Map<number, SegmentRecord[]>()
  for (const record of rendered) {
    for (const { path: at, startLine, text } of record.targets) {
      const same = at === path ? (places.get(`${startLine}\0${text}`) ?? []) : []
      // Of equal texts on one line each has its own, unless there are more owners than texts.
      const part = same.find((index) => !owners.has(index)) ?? same[0]
      const shared = same.find((index) => owners.get(index)?.some((owner) => owner.group?.includes(record.id)))
      const own = shared ?? part
      if (own !== undefined) owners.set(own, [...(owners.get(own) ?? []), record])
    }
  }
  return owners
}

function sourceOf(records: readonly SegmentRecord[]): PartPlace | null {
  const live = records.find(isLiveRecord)
  return live?.source ? { chapter: live.chapter, line: live.source.startLine, text: live.source.text } : null
}

/** A `toctree`'s entry: it goes into the list that is there, see `list-chapters`. */
function isEntry({ ordinal }: SegmentRecord, { parts, nodes }: ParsedChapter): boolean {
  const part = parts[ordinal]
  return part?.kind !== 'directive' && nodes[part?.node ?? 0]?.name === 'toctree'
}

/** Directives of which MyST wants exactly the children they have. */
const FIXED: ReadonlySet<string> = new Set('figure-md figure subfigure table list-table csv-table'.split(' '))

interface English {
  /** The English edition has this label. */
  readonly isTaken: (label: string) => boolean
  /** The English edition has this part of the source. */
  readonly isLinked: (part: number) => boolean
}

/** Parts that would bring in a label that English has already, or go into a figure that it has made its own. */
function blockedParts(
  path: string,
  chinese: ParsedChapter,
  { isTaken, isLinked }: English,
): ReadonlyMap<number, UnplacedReason> {
  const blocked = new Map<number, UnplacedReason>()
  const nodes = new Map<number, UnplacedReason>()
  for (const { kind, label, part, node } of readReferences(path, chinese).definitions) {
    if (kind === 'heading' || kind === 'html' || kind === 'term' || !isTaken(label)) continue
    blocked.set(part, 'label-taken')
    if (kind === 'name' || kind === 'equation') nodes.set(node, 'label-taken')
  }
  for (const [index, { kind, node }] of chinese.parts.entries()) {
    if (kind === 'directive' && FIXED.has(chinese.nodes[node]?.name ?? '') && isLinked(index))
      nodes.set(node, 'no-place')
  }
  for (const [index, { node }] of chinese.parts.entries()) {
    for (let at = node; at > 0; at = chinese.nodes[at]?.parent ?? 0) {
      const reason = nodes.get(at)
      if (reason !== undefined) blocked.set(index, reason)
    }
  }
  return blocked
}

function actionFor(record: SegmentRecord, policy: BuildPolicy): BuildAction | null {
  const [standing] = standingsOf(record)
  return standing === undefined ? null : policy[standing]
}

/** Of several segments that share a text the first that is not as it should be decides. */
function judge(part: BuiltPart, here: Part | undefined, policy: BuildPolicy): void {
  // A chapter's text that needs no translation is not untranslated, only because there is no English chapter.
  if (part.target === null && here?.type === 'segment' && here.carried) return
  for (const record of part.records) {
    const [standing] = standingsOf(record)
    if (standing === undefined) continue
    // What stands in Chinese in the English chapter is there, whoever once left it out.
    const asked = part.target === null && part.isSource ? standing : standing === 'dropped' ? 'untranslated' : standing
    part.judged = { standing: asked, action: policy[asked] }
    return
  }
}

/** Puts the source's texts in place of English that the policy does not want. */
function showSource(text: EditionText, { source }: ChapterInput): void {
  const wanted = text.parts.flatMap((part, index) => {
    const shows = part.judged?.action === 'source' && part.target !== null && part.judged.standing !== 'untranslated'
    return shows ? [index] : []
  })
  if (wanted.length === 0 || source === null) return
  const texts = new Map<number, string>()
  for (const index of wanted) {
    const part = text.parts[index] as BuiltPart
    const own = ownSource(text, index)
    if (text.parsed.parts[index]?.type === 'segment' && own !== null && own !== '') texts.set(index, own)
    else if (own === '' && part.judged) part.judged.action = 'omit'
    else if (part.judged) part.judged.action = 'keep'
  }
  const { text: shown, refused } = replaceFitting(text.parsed, texts)
  text.retext(shown)
  for (const index of texts.keys()) {
    const part = text.parts[index] as BuiltPart
    if (!refused.has(index)) part.isSource = true
    else if (part.judged) part.judged.action = 'keep'
  }
}

/** What of the source stands for a part: where several share texts, in their order; the last part gets the rest. */
function ownSource(text: EditionText, index: number): string | null {
  const { records } = text.parts[index] as BuiltPart
  const [first] = records
  if (!first?.source) return null
  const shares = (part: BuiltPart) => part.records.some(({ id, group }) => id === first.id || group?.includes(first.id))
  const parts = text.parts.flatMap((part, at) => (shares(part) ? [at] : []))
  const members = new Map(parts.flatMap((at) => text.parts[at]?.records ?? []).map((record) => [record.id, record]))
  const sources = [...members.values()].sort((a, b) => a.ordinal - b.ordinal).map(({ source }) => source?.text ?? '')
  const at = parts.indexOf(index)
  return (at === parts.length - 1 ? sources.slice(at) : sources.slice(at, at + 1)).join('\n')
}

/** True where a chapter has text to translate, and none of it is in English. */
function isAllUntranslated({ parts, parsed }: EditionText): boolean {
  const open = parts.filter(({ target, records }, index) => {
    const here = parsed.parts[index]
    if (here?.type !== 'segment' || (target === null && here.carried)) return false
    return records.some(({ status }) => status !== 'carried')
  })
  return open.length > 0 && open.every(({ records }) => records.every(({ status }) => status === 'untranslated'))
}
