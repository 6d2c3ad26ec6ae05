import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { print } from '../print.js'

export function followCommand(context: CommandContext) {
  const { t } = context
  return declare('follow', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--references', t('commands.follow.references'), false)
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (chapters, { references, dryRun, format }) => {
      if (references) {
        const { mendLabels } = await import('../../app/mend-labels.js')
        const report = await mendLabels(await context.project(), { dryRun })
        await print(context, format, report, async () => (await import('../../reporters/labels.js')).reportLabels)
        return
      }
      const { followChapters } = await import('../../app/follow-chapters.js')
      const project = await context.project()
      const report = await context.withProgress(t('progress.follow'), (onProgress) =>
        followChapters({ ...project, onProgress }, { chapters, dryRun }),
      )
      await print(context, format, report, async () => (await import('../../reporters/follow.js')).reportFollow)
    })
}
