import { Option } from '@commander-js/extra-typings'
import { BUILD_CHOICES, NOTE_PLACES, STANDINGS } from '../../core/build-policy.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption, refuseMissing } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function buildCommand(context: CommandContext) {
  const { t } = context
  const command = declare('build', context).option('--out <dir>', t('commands.build.out'))
  for (const standing of STANDINGS) {
    command.addOption(
      new Option(`--${standing} <policy>`, t(`commands.build.${standing}`)).choices(BUILD_CHOICES[standing]),
    )
  }
  return command
    .addOption(new Option('--note <place>', t('commands.build.note')).choices(NOTE_PLACES))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ out, dryRun, format, ...policy }) => {
      if (out === undefined) refuseMissing(command, '--out <dir>')
      const [{ buildEdition }, { openEditionFolder }, { chapterFilter, createProjectPast }] = await Promise.all([
        import('../../app/build-edition.js'),
        import('../../workspace/edition-folder.js'),
        import('../project.js'),
      ])
      const project = await context.project()
      const { config } = project
      const edition = openEditionFolder({
        ...{ out, base: context.projectDir, root: config.root, glossary: config.glossary },
        ...{ source: config.source.dir, target: config.target.dir },
        isChapter: await chapterFilter(config),
      })
      const past = await createProjectPast(config)
      const report = await context.withProgress(t('progress.build'), (onProgress) =>
        buildEdition({ ...project, edition, past, onProgress }, { policy: { ...config.build, ...policy }, dryRun }),
      )
      await print(context, format, report, async () => (await import('../../reporters/build.js')).reportBuild)
      if (report.refused.length > 0) context.exit(ExitCode.findings)
    })
}
