import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function roundtripCommand(context: CommandContext) {
  const { t } = context
  return declare('roundtrip', context)
    .argument('<file-or-dir...>', t('arguments.files-or-dirs'))
    .addOption(formatOption(t))
    .action(async (paths, { format }) => {
      const [{ proveRoundTrip }, { openMarkdownFiles }] = await Promise.all([
        import('../../app/round-trip.js'),
        import('../../workspace/markdown-files.js'),
      ])
      const report = await context.withProgress(t('progress.roundtrip'), (onProgress) =>
        proveRoundTrip({ files: openMarkdownFiles(context.projectDir), onProgress }, { paths }),
      )
      await print(context, format, report, async () => (await import('../../reporters/roundtrip.js')).reportRoundTrip)
      if (report.failed > 0) context.exit(ExitCode.findings)
    })
}
