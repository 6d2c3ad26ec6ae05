/**
 * Revises English of the book's past for the Chinese it went stale by, and holds that against what people wrote then.
 *
 * `npm run bench:build`, then `node dist-bench/bench/revise.js [--texts]`. Both histories are replayed, interleaved by
 * date. An update is a segment whose English agreed with its Chinese before and after, both being other texts. Since
 * there are few, every value of today's agreeing pairs is changed as well, to see how many of such changes are followed;
 * and neighbouring English sentences are exchanged, to see how many wrong orders are noticed.
 */
import type { SegmentRecord } from '../src/app/ports.js'
import { syncProject } from '../src/app/sync-project.js'
import { normalizeText, sameText } from '../src/core/text.js'
import { keptShare, wordsIn } from '../src/memory/kept-share.js'
import { isVerbatim, meaningOf, piecesOf } from '../src/memory/pieces.js'
import { type Revisable, revise } from '../src/memory/revise.js'
import { type RevisionPlan, revisionPlan } from '../src/memory/revision-plan.js'
import { splitSentences } from '../src/memory/sentences.js'
import { createMemoryProject } from '../test/helpers/project.js'
import { checkOutBook, corporaFolder } from './corpora.js'
import { readEvents, type Side } from './replay-both/events.js'

interface Update extends Revisable {
  readonly newTarget: string
}

const project = createMemoryProject([])
const paths: Record<Side, ReadonlySet<string>> = { source: new Set(), target: new Set() }
const agreed = new Map<string, { readonly source: string; readonly target: string }>()
const updates: Update[] = []
let records: readonly SegmentRecord[] = []

for (const { side, chapters } of readEvents(corporaFolder(), {
  source: checkOutBook('zh'),
  target: checkOutBook('en'),
})) {
  const { files } = project.workspace
  for (const path of paths[side]) if (!chapters.has(path)) files.delete(`${side}:${path}`)
  for (const [path, text] of chapters) files.set(`${side}:${path}`, text)
  paths[side] = new Set(chapters.keys())
  if (paths.source.size === 0 || paths.target.size === 0) continue
  await syncProject(project, { chapters: [], locked: false, dryRun: false })
  records = await project.index.loadSegments({})
  for (const record of records) follow(record)
}

const stale = records.flatMap((record) => {
  const [oldSource, newSource] = [record.translatedFrom, record.source?.text]
  if (record.status !== 'stale' || record.block || record.targets.length !== 1) return []
  if (!oldSource || !newSource) return []
  return [{ oldSource, newSource, oldTarget: englishOf(record) }]
})
console.log('| | updates by people | stale today |', '\n|---|--:|--:|')
const rows = [figuresOf(updates), figuresOf(stale)]
for (const name of Object.keys(rows[0] ?? {})) {
  console.log(`| ${name} | ${rows.map((row) => row[name] ?? '–').join(' | ')} |`)
}
printChangedValues()
printExchanged()
if (process.argv.includes('--texts')) printTexts()

function follow(record: SegmentRecord): void {
  const { id, source, status, block, targets } = record
  const isAgreed = status === 'translated' || status === 'reviewed' || status === 'final'
  if (block || !source || !isAgreed || targets.length !== 1) return
  const [before, now] = [agreed.get(id), { source: source.text, target: englishOf(record) }]
  agreed.set(id, now)
  if (!before || sameText(before.source, now.source) || sameText(before.target, now.target)) return
  updates.push({ oldSource: before.source, oldTarget: before.target, newSource: now.source, newTarget: now.target })
}

function englishOf({ targets }: SegmentRecord): string {
  return targets.map(({ text }) => text).join('\n\n')
}

function figuresOf(texts: readonly (Revisable & { readonly newTarget?: string })[]): Record<string, string | number> {
  const revised = texts.flatMap((text) => {
    const revision = revise(text)
    return revision ? [{ ...text, ...revision }] : []
  })
  const changed = revised.filter(({ target, oldTarget }) => target !== oldTarget)
  const planned = texts.flatMap((text) => {
    const plan = revise(text) ? null : revisionPlan(text)
    return plan ? [{ ...text, plan }] : []
  })
  const kept = planned.flatMap(({ plan, newTarget }) => keptOf(plan).map((sentence) => ({ sentence, newTarget })))
  const likePerson = (one: { newTarget?: string | undefined }) => one.newTarget !== undefined
  return {
    segments: texts.length,
    'revised without an engine': revised.length,
    '… English left as it is': revised.length - changed.length,
    '… … since it says so already': revised.filter(({ how }) => how === 'already').length,
    '… values replaced': changed.length,
    '… … the same as the person wrote': share(changed, ({ target, newTarget }) => sameText(target, newTarget ?? '')),
    '… … new values all in the person’s English': share(changed, (one) =>
      newWords(one).every((word) => (one.newTarget ?? '').includes(word)),
    ),
    'planned by sentences': planned.length,
    '… sentences kept': kept.length,
    '… … that the person kept too': share(kept.filter(likePerson), ({ sentence, newTarget }) =>
      normalizeText(newTarget ?? '').includes(sentence),
    ),
    '… words kept, of the old English': mean(planned.map(({ plan }) => plan.keptShare)),
    '… … by the person': mean(planned.filter(likePerson).map((one) => keptShare(one.oldTarget, one.newTarget ?? ''))),
    '… characters to translate, of the source': mean(planned.map((one) => sentOf(one.plan) / one.newSource.length)),
    'neither: words kept by the person': mean(
      texts
        .filter((text) => likePerson(text) && !revise(text) && !revisionPlan(text))
        .map((one) => keptShare(one.oldTarget, one.newTarget ?? '')),
    ),
  }
}

function keptOf({ sentences }: RevisionPlan): string[] {
  return sentences.flatMap((sentence) => (sentence.kind === 'keep' ? [normalizeText(sentence.target)] : []))
}

function sentOf({ sentences }: RevisionPlan): number {
  return sentences.reduce((sum, one) => sum + (one.kind === 'translate' ? one.source.length : 0), 0)
}

function newWords({ oldTarget, target }: { readonly oldTarget: string; readonly target: string }): string[] {
  const old = new Set(wordsIn(oldTarget))
  return wordsIn(target).filter((word) => !old.has(word))
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): string {
  return `${all.filter(holds).length} of ${all.length}`
}

function mean(numbers: readonly number[]): string {
  if (numbers.length === 0) return '–'
  return `${((100 * numbers.reduce((sum, number) => sum + number, 0)) / numbers.length).toFixed(0)} %`
}

/** Pairs of today that agree, each once. */
function agreeingPairs(): { readonly source: string; readonly target: string }[] {
  const live = new Set(records.map(({ id }) => id))
  return [...agreed].flatMap(([id, pair]) => (live.has(id) && !sameText(pair.source, pair.target) ? [pair] : []))
}

function printChangedValues(): void {
  const counts = new Map<string, { tried: number; followed: number }>()
  for (const { source, target } of agreeingPairs()) {
    const pieces = piecesOf(source)
    for (const value of new Set(pieces.filter(isVerbatim).map(meaningOf))) {
      const isIt = (piece: (typeof pieces)[number]) => isVerbatim(piece) && meaningOf(piece) === value
      const type = pieces.find(isIt)?.type ?? ''
      if (type === 'tag') continue
      const newSource = pieces.map((piece) => (isIt(piece) ? changedValue(piece) : piece.text)).join('')
      const count = counts.get(type) ?? { tried: 0, followed: 0 }
      counts.set(type, count)
      count.tried++
      if (revise({ oldSource: source, oldTarget: target, newSource })) count.followed++
    }
  }
  console.log('\n| a value changed in an agreeing pair | changes | followed |\n|---|--:|--:|')
  for (const [type, { tried, followed }] of counts) console.log(`| ${type} | ${tried} | ${followed} |`)
}

function changedValue({ type, text }: { readonly type: string; readonly text: string }): string {
  return type === 'number' && /^\d+$/.test(text) ? String(Number(text) + 7) : `${text}2`
}

function printExchanged(): void {
  let [pairs, planned, exchanged, noticed] = [0, 0, 0, 0]
  for (const { source, target } of agreeingPairs()) {
    const [older, english] = [splitSentences(source, 'zh'), splitSentences(target, 'en')]
    if (older.length < 2) continue
    pairs++
    const newSource = older
      .slice(1)
      .map(({ text }) => text)
      .join('')
    if (!revisionPlan({ oldSource: source, oldTarget: target, newSource })) continue
    planned++
    for (let at = 1; at < english.length; at++) {
      const texts = english.map(({ text }) => text)
      texts.splice(at - 1, 2, texts[at] ?? '', texts[at - 1] ?? '')
      exchanged++
      if (!revisionPlan({ oldSource: source, oldTarget: texts.join(' '), newSource })) noticed++
    }
  }
  console.log(`\nOf ${pairs} agreeing pairs of two or more sentences, ${planned} correspond sentence by sentence.`)
  console.log(`Of ${exchanged} exchanges of neighbouring English sentences in them, ${noticed} are noticed.`)
}

function printTexts(): void {
  for (const update of updates) {
    const revision = revise(update)
    const plan = revision ? null : revisionPlan(update)
    console.log(`\n## ${revision ? `revised: ${revision.how}` : plan ? 'planned' : 'neither'}`)
    for (const [name, text] of Object.entries(update)) console.log(`${name}: ${text.replaceAll('\n', ' ')}`)
    if (revision) console.log(`revised: ${revision.target.replaceAll('\n', ' ')}`)
    for (const sentence of plan?.sentences ?? []) console.log(`  ${JSON.stringify(sentence)}`)
  }
}
