import type { Notice } from '../app/workspace-port.js'
import type { Reporter } from '../reporters/look.js'
import type { CommandContext } from './context.js'

/** Writes a report, for scripts or for people. The reporter for people is only loaded for people. */
export async function print<Report extends object>(
  context: CommandContext,
  format: 'json' | 'pretty',
  report: Report,
  load: () => Promise<Reporter<Report>>,
): Promise<void> {
  if (format === 'json') {
    const { toJson } = await import('../reporters/json.js')
    context.out(toJson(report))
  } else {
    const [reporter, look] = await Promise.all([load(), context.look()])
    context.tell(reporter(report, look))
    await noteNotices(context, report)
  }
}

/** What a person should know besides the report. */
export async function noteNotices(context: CommandContext, report: object): Promise<void> {
  const { sourceAvailable, notices } = report as { sourceAvailable?: boolean; notices?: readonly Notice[] }
  if (sourceAvailable === false) context.note(`${context.t('notices.source-unavailable')}\n`)
  if (!notices?.length) return
  const { wordNotice } = await import('../reporters/words.js')
  for (const notice of notices) context.note(wordNotice(notice, context.t))
}
