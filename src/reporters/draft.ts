import type { DraftedSegment, DraftReport } from '../app/report.js'
import { compareRuns } from './compare.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, widthOf } from './width.js'
import { wordPercent } from './words.js'
import { wrap } from './wrap.js'

const SHOWN = 20
const WIDEST = 120

/** What was drafted, what was only suggested, and what is left. */
export const reportDrafts: Reporter<DraftReport> = (report, look) => {
  const { t, paint } = look
  const { drafted, drafts, suggested, suggestions, refused, dryRun, stopped, characters, left } = report
  const nothing = drafted + suggested + refused.length === 0
  const lines = [
    ...section(drafts, look),
    ...(suggestions.length > 0 ? [paint.bold(t('segment.suggestions'))] : []),
    ...section(suggestions, look),
    ...refused.map(({ id, reason }) => `  ${paint.dim(id)}  ${paint.red(plain(reason))}`),
    ...(nothing && left === 0 ? [t('draft.none')] : [summaryOf(report, look)]),
    ...(characters > 0 ? [paint.dim(t('draft.characters', { count: characters }))] : []),
    ...(stopped === null ? [] : [paint.yellow(t(`draft.stopped.${stopped}`))]),
    ...(dryRun ? [t('dry-run')] : drafted > 0 ? [paint.dim(t('draft.next'))] : []),
  ]
  return `${lines.join('\n')}\n`
}

function summaryOf({ drafted, suggested, refused, left, dryRun }: DraftReport, { t, paint }: Look): string {
  const words = [
    paint.bold(t(dryRun ? 'draft.would-draft' : 'draft.drafted', { count: drafted })),
    ...(suggested > 0 ? [t('draft.suggested', { count: suggested })] : []),
    ...(refused.length > 0 ? [paint.red(t('draft.refused', { count: refused.length }))] : []),
    ...(left > 0 ? [t('draft.left', { count: left })] : []),
  ]
  return words.join(paint.dim(' · '))
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
function draftLines({ id, chapter, source, target, score, words }: DraftedSegment, look: Look): string[] {
  const { t, paint, columns } = look
  const alike = score < 1 ? `  ${paint.yellow(t('segment.score', { percent: wordPercent(score) }))}` : ''
  const prefix = `  ${paint.dim(id)}  `
  const room = Math.max(20, columns - widthOf(prefix))
  const indent = ' '.repeat(widthOf(prefix))
  return [
    `${prefix}${paint.dim(plain(chapter))}${alike}`,
    ...(words.length === 0
      ? [indent + cut(plain(source), room)]
      : wrap(compareRuns(words, look), Math.min(room, WIDEST)).map(({ text }) => indent + text)),
    indent + paint.cyan(cut(plain(target), room)),
  ]
}
