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
      for (const report of await listParts(openMarkdownFiles(context.projectDir), { files })) {
        await print(context, format, report, async () => (await import('../../reporters/segments.js')).reportSegments)
      }
    })
}
