import type { CommandContext } from '../context.js'
import { decideAndPrint } from '../decide-action.js'
import { declare, dryRunOption, formatOption } from '../declare.js'

export function approveCommand(context: CommandContext) {
  const { t } = context
  return declare('approve', context)
    .argument('[id...]', t('arguments.ids'))
    .option('--chapter <chapter>', t('options.chapter'))
    .option('--final', t('commands.approve.final'), false)
    .option('--by <name>', t('options.by'))
    .option('--reason <words>', t('options.reason'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action((ids, options) => decideAndPrint(context, 'approve', ids, options))
}
