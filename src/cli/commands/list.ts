import { Option } from '@commander-js/extra-typings'
import { LISTABLE } from '../../app/report.js'
import { GAPS } from '../../core/status.js'
import type { CommandContext } from '../context.js'
import { declare, formatOption, listOf, wholeNumber } from '../declare.js'
import { print } from '../print.js'

export function listCommand(context: CommandContext) {
  const { t } = context
  return declare('list', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(new Option('--status <statuses>', t('commands.list.status')).argParser(listOf(LISTABLE, t)))
    .addOption(new Option('--gap <gaps>', t('commands.list.gap')).argParser(listOf(GAPS, t)))
    .option('--section <words>', t('commands.list.section'))
    .option('--assumed', t('commands.list.assumed'), false)
    .addOption(new Option('--limit <n>', t('commands.list.limit')).argParser(wholeNumber(t)))
    .addOption(formatOption(t))
    .action(async (chapters, { status, gap = [], section = null, assumed, limit = null, format }) => {
      const { listSegments } = await import('../../app/list-segments.js')
      const statuses = status ?? (assumed ? [] : (['untranslated', 'stale'] as const))
      const report = await listSegments(await context.project(), {
        chapters,
        statuses,
        gaps: gap,
        section,
        assumed,
        limit,
      })
      await print(context, format, report, async () => (await import('../../reporters/list.js')).reportList)
    })
}
