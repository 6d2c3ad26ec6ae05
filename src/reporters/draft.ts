import type { DraftedSegment, DraftPlan, DraftReport } from '../app/report.js'
import { compareRuns } from './compare.js'
import { labelLines } from './labels.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'
import { wordCost, wordPercent, wordRefusal } from './words.js'
import { wrap } from './wrap.js'

const SHOWN = 20
const WIDEST = 120

/** What was drafted, what was only suggested, what it took, and what is left. */
export const reportDrafts: Reporter<DraftReport> = (report, look) => {
  const { t, paint } = look
  const { drafted, drafts, suggested, suggestions, refused, dryRun, stopped, left, plan, labels } = report
  const nothing = drafted + suggested + refused.length === 0
  const lines = [
    ...section(drafts, look),
    ...(suggestions.length > 0 ? [paint.bold(t('segment.suggestions'))] : []),
    ...section(suggestions, look),
    ...refused.map(({ id, reason }) => `  ${paint.dim(id)}  ${paint.red(wordRefusal(reason, t))}`),
    ...(plan ? planLines(plan, report, look) : []),
    ...(labels.length > 0
      ? [paint.bold(t('labels.follow', { count: labels.length })), ...labelLines(labels, look)]
      : []),
    ...(!nothing || left > 0 ? [summaryOf(report, look)] : plan?.texts ? [] : [t('draft.none')]),
    ...[spentLine(report, look), usageLine(report, look)].filter((line) => line !== '').map(paint.dim),
    ...(stopped === null ? [] : [paint.yellow(t(`draft.stopped.${stopped}`))]),
    ...(dryRun ? [t('dry-run')] : drafted > 0 ? [paint.dim(t('draft.next'))] : []),
  ]
  return `${lines.join('\n')}\n`
}

function summaryOf({ drafted, suggested, refused, left, dryRun, engine }: DraftReport, { t, paint }: Look): string {
  const words = [
    paint.bold(t(dryRun ? 'draft.would-draft' : 'draft.drafted', { count: drafted })),
    ...(suggested > 0 ? [t('draft.suggested', { count: suggested })] : []),
    ...(refused.length > 0 ? [paint.red(t('draft.refused', { count: refused.length }))] : []),
    ...(left > 0 ? [t(engine === 'memory' ? 'draft.left' : 'draft.unreached', { count: left })] : []),
  ]
  return words.join(paint.dim(' · '))
}

function planLines(plan: DraftPlan, { engine, currency }: DraftReport, look: Look): string[] {
  const { t, paint } = look
  const { segments, requests, texts, characters, repeated, cost, references } = plan
  if (texts === 0) return []
  const shown = segments.slice(0, SHOWN)
  const more = segments.length - shown.length
  const sums = [
    t('draft.plan-texts', { count: texts }),
    t('draft.plan-characters', { count: characters }),
    t('draft.requests', { count: requests }),
    ...(cost === null ? [] : [t('draft.about', { cost: wordCost(cost, currency) })]),
    ...(repeated > 0 ? [t('draft.repeated', { count: repeated })] : []),
    ...(references > 0 ? [t('labels.will-follow', { count: references })] : []),
  ]
  return [
    paint.bold(t('draft.would-send', { engine })),
    ...shown.map(({ id, chapter, source }) => {
      const start = `  ${id}  ${plain(chapter)}  `
      return paint.dim(start) + cut(plain(source), roomLeft(look.columns, widthOf(start)))
    }),
    ...(more > 0 ? [paint.dim(`  ${t('more', { count: more })}`)] : []),
    `  ${sums.join(paint.dim(' · '))}`,
    '',
  ]
}

function spentLine(report: DraftReport, { t }: Look): string {
  const { engine, characters, requests, fromMemory, fromCache, billedCharacters, inputTokens, outputTokens } = report
  if (engine === 'memory') return characters > 0 ? t('draft.characters', { count: characters }) : ''
  const words = [
    ...(fromMemory > 0 ? [t('draft.from-memory', { count: fromMemory })] : []),
    ...(fromCache > 0 ? [t('draft.from-cache', { count: fromCache })] : []),
    ...(requests > 0 ? [t('draft.sent', { count: characters }), t('draft.requests', { count: requests })] : []),
    ...(billedCharacters > 0 ? [t('draft.billed', { count: billedCharacters })] : []),
    ...(inputTokens + outputTokens > 0 ? [t('draft.tokens', { input: inputTokens, output: outputTokens })] : []),
    ...(report.cost !== null && requests > 0 ? [wordCost(report.cost, report.currency)] : []),
  ]
  return words.join(' · ')
}

function usageLine({ usage, engine }: DraftReport, { t }: Look): string {
  if (usage === null) return ''
  const { used, limit } = usage
  return limit === null ? t('draft.usage-unlimited', { engine, used }) : t('draft.usage', { engine, used, limit })
}

function section(drafts: readonly DraftedSegment[], look: Look): string[] {
  if (drafts.length === 0) return []
  const shown = drafts.slice(0, SHOWN)
  const more = drafts.length - shown.length
  return [
    ...shown.flatMap((draft) => draftLines(draft, look)),
    ...(more > 0 ? [look.paint.dim(`  ${look.t('more', { count: more })}`)] : []),
    '',
  ]
}

/** What differs from the text the memory has this English for is shown in the Chinese. */
function draftLines({ id, chapter, source, target, score, memory, words }: DraftedSegment, look: Look): string[] {
  const { t, paint, columns } = look
  const alike = score < 1 ? `  ${paint.yellow(t('segment.score', { percent: wordPercent(score) }))}` : ''
  const elsewhere = memory === undefined ? '' : `  ${paint.dim(t('draft.from', { memory: plain(memory) }))}`
  const prefix = `  ${paint.dim(id)}  `
  const room = roomLeft(columns, widthOf(prefix))
  const indent = ' '.repeat(widthOf(prefix))
  return [
    `${prefix}${paint.dim(plain(chapter))}${alike}${elsewhere}`,
    ...(words.length === 0
      ? [indent + cut(plain(source), room)]
      : wrap(compareRuns(words, look), Math.min(room, WIDEST)).map(({ text }) => indent + text)),
    indent + paint.cyan(cut(plain(target), room)),
  ]
}
