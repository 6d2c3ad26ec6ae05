import { type SeenChanges, SYNC_CHANGES, type SyncedChange, type SyncReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, layOut, padEnd, roomLeft, widthOf } from './width.js'
import { wordNumber } from './words.js'

/** What a sync saw and recorded. */
export const reportSync: Reporter<SyncReport> = (report, look) => {
  const { t, paint } = look
  const { seen, chapters, segments, written, dryRun, sourceCommit } = report
  const summary = seen.all === 0 ? 'unchanged' : dryRun ? 'would' : 'done'
  const lines = [
    t(`sync.${summary}`, { chapters, segments }),
    ...counts(seen, look),
    ...detailsOf(seen, look),
    ...(written.length > 0 && !dryRun ? [paint.dim(t('sync.written', { count: written.length }))] : []),
    ...(sourceCommit === null ? [] : [paint.dim(t('sync.pinned', { commit: plain(sourceCommit.slice(0, 10)) }))]),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What `sync --locked` found: whether the ledger is the one these two editions have. */
export const reportLocked: Reporter<SyncReport> = ({ seen, outdated }, look) => {
  const { t, paint } = look
  if (!outdated) return `${paint.green('✓')} ${t('sync.locked-ok')}\n`
  return `${[`${paint.red('✗')} ${t('sync.locked-bad')}`, ...counts(seen, look), ...detailsOf(seen, look)].join('\n')}\n`
}

function counts({ segments, blocks }: SeenChanges, look: Look): string[] {
  const rows = SYNC_CHANGES.filter((kind) => segments[kind] > 0).map((kind) => [
    `  ${look.t(`sync.kinds.${kind}`)}`,
    wordNumber(segments[kind], look),
  ])
  if (blocks > 0) rows.push([`  ${look.t('sync.blocks')}`, wordNumber(blocks, look)])
  return layOut(rows, ['left', 'right'])
}

function detailsOf({ telling, first }: SeenChanges, look: Look): string[] {
  const { t, paint } = look
  if (telling === 0) return []
  const width = Math.max(...first.map(({ kind }) => widthOf(t(`sync.kinds.${kind}`))))
  const more = telling - first.length
  return [
    '',
    ...first.map((change) => detailOf(change, width, look)),
    ...(more > 0 ? [paint.dim(`  ${t('more', { count: more })}`)] : []),
    '',
  ]
}

function detailOf({ id, chapter, kind, from, to, change }: SyncedChange, width: number, look: Look): string {
  const { t, paint, columns } = look
  const cause = change === null ? '' : ` ${paint.dim(t('aside', { words: t(`change.${change}`) }))}`
  const prefix = `  ${padEnd(t(`sync.kinds.${kind}`), width)}  ${paint.dim(id)}  ${plain(chapter)}${cause}  `
  const isPlace = (kind === 'moved' || kind === 'renamed') && from !== to
  const text = isPlace ? `${plain(from ?? '')} → ${plain(to ?? '')}` : plain(to ?? from ?? '')
  return prefix + cut(text, roomLeft(columns, widthOf(prefix)))
}
