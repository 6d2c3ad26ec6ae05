import { type Command, Option } from '@commander-js/extra-typings'
import type { ProjectReport } from '../../app/report/project-report.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, refuseMissing } from '../declare.js'
import { noteNotices } from '../print.js'
import { addressBase, addressesOf } from '../report-addresses.js'

const FORMATS = ['pretty', 'markdown', 'json'] as const

interface ReportOptions {
  readonly out?: string | undefined
  readonly format: (typeof FORMATS)[number]
  readonly linkBase?: string | undefined
  readonly sourceLinkBase?: string | undefined
  readonly changedFrom?: string | undefined
  readonly dryRun: boolean
}

export function reportCommand(context: CommandContext) {
  const { t } = context
  return declare('report', context)
    .option('--out <dir>', t('commands.report.out'))
    .addOption(new Option('--format <format>', t('commands.report.format')).choices(FORMATS).default('pretty' as const))
    .option('--link-base <url>', t('commands.report.link-base'), addressBase(t))
    .option('--source-link-base <url>', t('commands.report.source-link-base'), addressBase(t))
    .option('--changed-from <revision>', t('commands.report.changed-from'))
    .addOption(dryRunOption(t))
    .action(async (options, command) => {
      if (options.format === 'pretty' && options.out === undefined)
        refuseMissing(command as unknown as Command, '--out <dir>')
      const report = await readReport(context, options.changedFrom ?? null)
      const written = options.out === undefined ? [] : await writeSite(context, report, options.out, options)
      if (options.format === 'json') {
        const { toJson } = await import('../../reporters/json.js')
        context.out(toJson(report))
        return
      }
      const look = await context.look()
      if (options.format === 'markdown') {
        const { reportMarkdown } = await import('../../reporters/report-markdown.js')
        const { config } = await context.project()
        context.out(reportMarkdown(report, look, await addressesOf(context, config, { ...options, out: null })))
      } else {
        const { reportWritten } = await import('../../reporters/report-written.js')
        context.tell(reportWritten({ report, out: options.out ?? '', written, dryRun: options.dryRun }, look))
      }
      await noteNotices(context, report)
    })
}

async function readReport(context: CommandContext, changedFrom: string | null): Promise<ProjectReport> {
  const [{ reportProject }, { createLedgerPast }, { createProjectPast }, { lastCommitOf }, { BUILD }] =
    await Promise.all([
      import('../../app/report-project.js'),
      import('../../workspace/ledger-past.js'),
      import('../project.js'),
      import('../../workspace/git.js'),
      import('./check.js'),
    ])
  const project = await context.project()
  const { target } = project.config
  const deps = {
    ...project,
    build: BUILD,
    past: await createProjectPast(project.config),
    ledgers: createLedgerPast(target.dir),
    targetCommit: () => lastCommitOf(target.dir),
  }
  return context.withProgress(context.t('progress.report'), () => reportProject(deps, { changedFrom }))
}

/** Writes every file whole, and nothing outside of the folder. Paths as they are named on the command line. */
async function writeSite(
  context: CommandContext,
  report: ProjectReport,
  out: string,
  options: ReportOptions,
): Promise<string[]> {
  const [{ renderSite }, { openOutputFolder }] = await Promise.all([
    import('../../reporters/site/site.js'),
    import('../../workspace/output-folder.js'),
  ])
  const { config } = await context.project()
  const addressOf = await addressesOf(context, config, { ...options, out })
  const files = renderSite({ report, look: await context.look(), addressOf, version: context.version })
  const output = openOutputFolder(context.projectDir)
  return files.map(({ path, text }) => {
    const named = `${out.replace(/(?<=.)[/\\]+$/, '')}/${path}`
    if (!options.dryRun) output.write(out, named, text)
    return named
  })
}
