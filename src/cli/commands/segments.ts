import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { print } from '../print.js'

export function segmentsCommand(context: CommandContext) {
  const { t } = context
  return declare('segments', context)
    .argument('<file...>', t('arguments.files'))
    .addOption(formatOption(t))
    .action(async (files, { format }) => {
      const [{ listParts }, { openMarkdownFiles }] = await Promise.all([
        import('../../app/list-parts.js'),
        import('../../workspace/markdown-files.js'),
      ])
      const reports = await listParts(openMarkdownFiles(context.projectDir), { files })
      const [only] = reports
      await print(context, format, reports.length === 1 && only ? only : reports, async () => {
        const { reportSegments } = await import('../../reporters/segments.js')
        return (_, look) => reports.map((report) => reportSegments(report, look)).join('\n')
      })
    })
}
