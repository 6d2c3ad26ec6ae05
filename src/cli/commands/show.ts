import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { print } from '../print.js'

export function showCommand(context: CommandContext) {
  const { t } = context
  return declare('show', context)
    .argument('<id>', t('arguments.id'))
    .addOption(formatOption(t))
    .action(async (id, { format }) => {
      const { showSegment } = await import('../../app/show-segment.js')
      const report = await showSegment(await context.project(), { id })
      await print(context, format, report, async () => (await import('../../reporters/show.js')).reportSegment)
    })
}
