import { resolve } from 'node:path'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { print } from '../print.js'

export function adoptCommand(context: CommandContext) {
  const { t } = context
  return declare('adopt', context)
    .option('--source-repo <dir>', t('commands.adopt.source-repo'))
    .option('--target-repo <dir>', t('commands.adopt.target-repo'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ sourceRepo, targetRepo, dryRun, format }) => {
      const [{ adoptEdition }, { createPastReader }, { chapterFilter }] = await Promise.all([
        import('../../app/adopt-edition.js'),
        import('../../workspace/past-reader.js'),
        import('../project.js'),
      ])
      const project = await context.project()
      const { config } = project
      const edition = (folder: string, repository: string | undefined) => ({
        folder,
        repository: repository === undefined ? null : resolve(context.cwd, repository),
        shown: repository ?? '',
      })
      const past = createPastReader(
        { source: edition(config.source.dir, sourceRepo), target: edition(config.target.dir, targetRepo) },
        await chapterFilter(config),
      )
      const report = await context.withProgress(t('progress.adopt'), (onProgress) =>
        adoptEdition({ ...project, past, onProgress }, { dryRun }),
      )
      await print(context, format, report, async () => (await import('../../reporters/adopt.js')).reportAdoption)
    })
}
