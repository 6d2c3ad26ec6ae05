import { Option } from '@commander-js/extra-typings'
import { countOf, LISTABLE } from '../../app/report.js'
import type { CommandContext } from '../context.js'
import { declare, formatOption, listOf } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function statusCommand(context: CommandContext) {
  const { t } = context
  return declare('status', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(
      new Option('--group-by <what>', t('commands.status.group-by'))
        .choices(['chapter', 'section', 'translator'] as const)
        .default('chapter' as const),
    )
    .addOption(new Option('--fail-on <statuses>', t('commands.status.fail-on')).argParser(listOf(LISTABLE, t)))
    .addOption(formatOption(t))
    .action(async (chapters, { groupBy, failOn = [], format }) => {
      const { reportStatus } = await import('../../app/report-status.js')
      const report = await reportStatus(await context.project(), { chapters, groupBy })
      await print(context, format, report, async () => (await import('../../reporters/status.js')).reportProgress)
      if (failOn.some((status) => countOf(report.total, status) > 0)) context.exit(ExitCode.findings)
    })
}
