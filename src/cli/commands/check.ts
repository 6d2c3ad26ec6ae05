import { basename } from 'node:path'
import { type Command, Option } from '@commander-js/extra-typings'
import type { BaselineInput } from '../../app/input.js'
import { summarize, surroundingsOf } from '../check-surroundings.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, refuseMissing } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { noteNotices, print } from '../print.js'

const FORMATS = ['pretty', 'json', 'github', 'sarif', 'junit', 'checkstyle', 'codeclimate'] as const

/** The name of this file once it is built: it changes with the checks, which it loads. */
export const BUILD = basename(import.meta.url)

export function checkCommand(context: CommandContext) {
  const { t } = context
  return declare('check', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--only <checks>', t('commands.check.only'), (value) => value.split(',').map((id) => id.trim()))
    .addOption(new Option('--format <format>', t('commands.check.format')).choices(FORMATS).default('pretty' as const))
    .addOption(
      new Option('--fail-on <severity>', t('commands.check.fail-on'))
        .choices(['error', 'warning'] as const)
        .default('error' as const),
    )
    .option('--changed-from <revision>', t('commands.check.changed-from'))
    .option('--baseline <file>', t('commands.check.baseline'))
    .addOption(new Option('--update-baseline', t('commands.check.update-baseline')).conflicts('changedFrom'))
    .option('--accept-new', t('commands.check.accept-new'))
    .option('--release', t('commands.check.release'))
    .option('--explain <check>', t('commands.check.explain'))
    .addOption(dryRunOption(t))
    .action(async (chapters, options, command) => {
      const { only = [], format, failOn, release = false, changedFrom = null, explain, dryRun } = options
      if (explain !== undefined) return explainAndPrint(context, explain, format === 'json' ? 'json' : 'pretty')
      const baseline = await openBaseline(context, options, command as unknown as Command)
      const { checkProject } = await import('../../app/check-project.js')
      const project = await context.project()
      const input = { chapters, only, release, changedFrom, baseline, dryRun }
      const report = await context.withProgress(t('progress.check'), (onProgress) =>
        checkProject({ ...project, onProgress, build: BUILD }, input),
      )
      const { checkReporters } = await import('../../reporters/check.js')
      const surroundings = surroundingsOf(context, project.config.root)
      const written = checkReporters[format](report, await context.look(), surroundings)
      if (format === 'pretty') context.tell(written)
      else context.out(written)
      if (format === 'pretty') await noteNotices(context, report)
      if (format === 'github') await summarize(context, report, surroundings)
      const { errors, warnings } = report.summary
      if (errors > 0 || (failOn === 'warning' && warnings > 0)) context.exit(ExitCode.findings)
    })
}

interface BaselineOptions {
  readonly baseline?: string | undefined
  readonly updateBaseline?: boolean | undefined
  readonly acceptNew?: boolean | undefined
}

async function openBaseline(
  { cwd }: CommandContext,
  { baseline, updateBaseline: update = false, acceptNew = false }: BaselineOptions,
  command: Command,
): Promise<BaselineInput | null> {
  if (acceptNew && !update) refuseMissing(command, '--update-baseline')
  if (baseline !== undefined) {
    const { openNamedFile } = await import('../../workspace/named-file.js')
    return { file: openNamedFile(cwd, baseline), update, acceptNew }
  }
  if (update) refuseMissing(command, '--baseline <file>')
  return null
}

/** Tells how this project has set the check, where there is a project. */
async function explainAndPrint(context: CommandContext, check: string, format: 'json' | 'pretty'): Promise<void> {
  const { explainCheck } = await import('../../app/explain-check.js')
  const { readNearestConfig } = await import('../project.js')
  const config = await readNearestConfig(context)
  const report = explainCheck(check, config?.checks ?? {})
  await print(context, format, report, async () => (await import('../../reporters/explain.js')).reportExplanation)
}
