import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function syncCommand(context: CommandContext) {
  const { t } = context
  return declare('sync', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--locked', t('commands.sync.locked'), false)
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (chapters, { locked, dryRun, format }) => {
      const { syncProject } = await import('../../app/sync-project.js')
      const project = await context.project()
      const report = await context.withProgress(t('progress.sync'), (onProgress) =>
        syncProject({ ...project, onProgress }, { chapters, locked, dryRun }),
      )
      await print(context, format, report, async () => {
        const { reportLocked, reportSync } = await import('../../reporters/sync.js')
        return locked ? reportLocked : reportSync
      })
      if (locked && report.outdated) context.exit(ExitCode.findings)
    })
}
