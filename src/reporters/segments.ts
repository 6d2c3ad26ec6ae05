import type { SeenBlock, SeenSegment, SegmentsReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, padEnd, padStart, roomLeft, widthOf } from './width.js'

type Seen = (SeenSegment & { readonly isBlock: false }) | (SeenBlock & { readonly isBlock: true })

/** What zhen sees in a file, from top to bottom: a line a segment, blocks dimmed between them. */
export const reportSegments: Reporter<SegmentsReport> = ({ file, segments, blocks, warnings }, look) => {
  const { paint } = look
  const seen: Seen[] = [
    ...segments.map((segment) => ({ ...segment, isBlock: false as const })),
    ...blocks.map((block) => ({ ...block, isBlock: true as const })),
  ].sort((a, b) => a.startOffset - b.startOffset)
  const widths = {
    line: Math.max(0, ...seen.map(({ startLine }) => String(startLine).length)),
    kind: Math.max(0, ...seen.map(({ kind }) => kind.length)),
  }
  const lines = [
    paint.bold(plain(file)),
    ...seen.map((one) => lineOf(one, widths, look)),
    ...warnings.map(({ code, line, name }) => paint.yellow(`  ${wordWarning(code, line, name, look)}`)),
    '',
    summaryOf(segments, blocks, look),
  ]
  return `${lines.join('\n')}\n`
}

function lineOf(one: Seen, widths: { line: number; kind: number }, { t, paint, columns }: Look): string {
  const isQuiet = one.isBlock || one.carried
  const prefix = `  ${paint.dim(padStart(String(one.startLine), widths.line))}  ${padEnd(one.kind, widths.kind)}  `
  const mark = !one.isBlock && one.carried ? `  ${t('aside', { words: t('segments.carried') })}` : ''
  const text = cut(plain(one.text), roomLeft(columns, widthOf(prefix + mark)))
  return isQuiet ? paint.dim(prefix + text + mark) : prefix + text
}

function wordWarning(
  code: SegmentsReport['warnings'][number]['code'],
  line: number,
  name: string,
  { t }: Look,
): string {
  return t(`segments.warnings.${code}`, { line, name: plain(name) })
}

function summaryOf(segments: readonly SeenSegment[], blocks: readonly SeenBlock[], { t, paint }: Look): string {
  const carried = segments.filter((segment) => segment.carried).length
  return [
    t('segments.total', { count: segments.length }),
    ...(carried > 0 ? [t('segments.carried-count', { count: carried })] : []),
    t('segments.blocks', { count: blocks.length }),
  ].join(paint.dim(' · '))
}
