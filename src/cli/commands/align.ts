import type { AlignFilesReport } from '../../app/align-files.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { print } from '../print.js'

export function alignCommand(context: CommandContext) {
  const { t } = context
  return declare('align', context)
    .requiredOption('--source <file-or-dir>', t('commands.align.source'))
    .requiredOption('--target <file-or-dir>', t('commands.align.target'))
    .option('--out <dir>', t('commands.align.out'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ source, target, out = null, dryRun, format }) => {
      const [{ alignFiles }, { openMarkdownFiles }, { openOutputFolder }] = await Promise.all([
        import('../../app/align-files.js'),
        import('../../workspace/markdown-files.js'),
        import('../../workspace/output-folder.js'),
      ])
      const files = openMarkdownFiles(context.projectDir)
      const output = openOutputFolder(context.projectDir)
      const report = await context.withProgress(t('progress.align'), (onProgress) =>
        alignFiles({ files, output, onProgress }, { source, target, out, dryRun }),
      )
      await print(context, format, format === 'json' ? forScripts(report, out !== null) : report, async () => {
        const { reportAlignment, reportAlignedFiles } = await import('../../reporters/align.js')
        const reporter = out === null ? reportAlignment : reportAlignedFiles
        return (_, look) => reporter(report, look)
      })
    })
}

/** The alignment itself: of a pair one object, of folders a list. What stands in files is only named. */
function forScripts({ pairs, sourceOnly, targetOnly, written, dryRun }: AlignFilesReport, inFiles: boolean): object {
  if (inFiles) return { written, sourceOnly, targetOnly, dryRun }
  const [only] = pairs
  return pairs.length === 1 && only ? only.report : pairs.map(({ report }) => report)
}
