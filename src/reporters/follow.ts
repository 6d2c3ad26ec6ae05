import type { FollowReport } from '../app/follow-chapters.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, roomLeft, widthOf } from './width.js'

/** Where nobody looks, lines are still not to be endless. */
const WIDEST = 240

/** Files that were renamed, blocks that were moved, and what stays, with the reason. */
export const reportFollow: Reporter<FollowReport> = ({ renames, moves, left, dryRun }, look) => {
  const { t, paint } = look
  if (renames.length + moves.length + left.length === 0) return `${t('follow.none')}\n`
  const lines = [
    ...renames.map(({ from, to }) => `  ${t('follow.renamed')}  ${plain(from)} → ${paint.bold(plain(to))}`),
    ...moves.flatMap((move) => moveLines(move, look)),
    ...left.flatMap((one) => leftLines(one, look)),
    '',
    ...(renames.length > 0 ? [t(dryRun ? 'follow.would-rename' : 'follow.renames', { count: renames.length })] : []),
    ...(moves.length > 0 ? [t(dryRun ? 'follow.would-move' : 'follow.moves', { count: moves.length })] : []),
    ...(left.length > 0 ? [paint.yellow(t('follow.left', { count: left.length }))] : []),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function moveLines({ from, to, line, text }: FollowReport['moves'][number], look: Look): string[] {
  const { t, paint } = look
  const place = from === to ? `${plain(from)}:${line}` : `${plain(from)}:${line} → ${paint.bold(plain(to))}`
  return [`  ${t('follow.moved')}  ${place}`, excerpt(text, look)]
}

function leftLines({ id, path, line, reason, text }: FollowReport['left'][number], look: Look): string[] {
  const { t, paint } = look
  const words = paint.yellow(t(`follow.reasons.${reason}`))
  return [`  ${t('follow.stays')}  ${plain(path)}:${line}  ${paint.dim(id)}  ${words}`, excerpt(text, look)]
}

function excerpt(text: string, { paint, columns }: Look): string {
  const indent = '      '
  const room = roomLeft(Math.min(columns, WIDEST), widthOf(indent))
  return indent + paint.dim(cut(plain(text.slice(0, WIDEST)), room))
}
