import { join, relative, sep } from 'node:path'
import { Option } from '@commander-js/extra-typings'
import type { CommandContext } from '../context.js'
import { declare } from '../declare.js'
import { ExitCode } from '../exit-codes.js'

const FORMATS = ['pretty', 'json', 'github'] as const

export function checkCommand(context: CommandContext) {
  const { t } = context
  return declare('check', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--only <checks>', t('commands.check.only'), (value) => value.split(',').map((id) => id.trim()))
    .addOption(new Option('--format <format>', t('options.format')).choices(FORMATS).default('pretty' as const))
    .addOption(
      new Option('--fail-on <severity>', t('commands.check.fail-on'))
        .choices(['error', 'warning'] as const)
        .default('error' as const),
    )
    .action(async (chapters, { only = [], format, failOn }) => {
      const { checkProject } = await import('../../app/check-project.js')
      const project = await context.project()
      const report = await context.withProgress(t('progress.check'), (onProgress) =>
        checkProject({ ...project, onProgress }, { chapters, only }),
      )
      const { checkReporters } = await import('../../reporters/check.js')
      context.out(checkReporters[format](report, await context.look(), fromRepository(context, project.config.root)))
      const { errors, warnings } = report.summary
      if (errors > 0 || (failOn === 'warning' && warnings > 0)) context.exit(ExitCode.findings)
    })
}

/** GitHub wants paths from the top of the checkout, which need not be the project's folder. */
function fromRepository({ env }: CommandContext, root: string): (path: string) => string {
  const top = env.GITHUB_WORKSPACE
  return top ? (path) => relative(top, join(root, path)).split(sep).join('/') : (path) => path
}
