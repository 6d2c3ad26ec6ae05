import { SYNC_CHANGES, type SyncChange, type SyncedChange, type SyncReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, layOut, padEnd, roomLeft, widthOf } from './width.js'
import { wordNumber } from './words.js'

/** Changes that are only counted: a first sync has thousands of them. */
const COUNTED: ReadonlySet<SyncChange> = new Set(['new', 'linked', 'added'])
const SHOWN = 20

/** What a sync saw and recorded. */
export const reportSync: Reporter<SyncReport> = (report, look) => {
  const { t, paint } = look
  const { changes, chapters, segments, written, dryRun, sourceCommit } = report
  const summary = changes.length === 0 ? 'unchanged' : dryRun ? 'would' : 'done'
  const lines = [
    t(`sync.${summary}`, { chapters, segments }),
    ...counts(changes, look),
    ...detailsOf(changes, look),
    ...(written.length > 0 && !dryRun ? [paint.dim(t('sync.written', { count: written.length }))] : []),
    ...(sourceCommit === null ? [] : [paint.dim(t('sync.pinned', { commit: plain(sourceCommit.slice(0, 10)) }))]),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What `sync --locked` found: whether the ledger is the one these two editions have. */
export const reportLocked: Reporter<SyncReport> = ({ changes, outdated }, look) => {
  const { t, paint } = look
  if (!outdated) return `${paint.green('✓')} ${t('sync.locked-ok')}\n`
  return `${[`${paint.red('✗')} ${t('sync.locked-bad')}`, ...counts(changes, look), ...detailsOf(changes, look)].join('\n')}\n`
}

function counts(changes: readonly SyncedChange[], look: Look): string[] {
  const rows = SYNC_CHANGES.map(
    (kind) => [kind, changes.filter((change) => change.kind === kind && !change.block).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => [`  ${look.t(`sync.kinds.${kind}`)}`, wordNumber(count, look)])
  const blocks = changes.filter(({ kind, block }) => block && !COUNTED.has(kind)).length
  if (blocks > 0) rows.push([`  ${look.t('sync.blocks')}`, wordNumber(blocks, look)])
  return layOut(rows, ['left', 'right'])
}

function detailsOf(changes: readonly SyncedChange[], look: Look): string[] {
  const { t, paint } = look
  const telling = changes.filter(({ kind }) => !COUNTED.has(kind))
  if (telling.length === 0) return []
  const shown = telling.slice(0, SHOWN)
  const width = Math.max(...shown.map(({ kind }) => widthOf(t(`sync.kinds.${kind}`))))
  const more = telling.length - shown.length
  return [
    '',
    ...shown.map((change) => detailOf(change, width, look)),
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
