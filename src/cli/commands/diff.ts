import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { print } from '../print.js'

export function diffCommand(context: CommandContext) {
  const { t } = context
  return declare('diff', context)
    .argument('[id...]', t('commands.diff.ids'))
    .addOption(formatOption(t))
    .action(async (ids, { format }) => {
      const { diffSegments } = await import('../../app/diff-segments.js')
      const report = await diffSegments(await context.project(), { ids })
      await print(context, format, report, async () => (await import('../../reporters/diff.js')).reportDifferences)
    })
}
