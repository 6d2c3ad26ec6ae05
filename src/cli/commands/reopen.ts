import type { CommandContext } from '../context.js'
import { decideAndPrint } from '../decide-action.js'
import { declare, dryRunOption, formatOption } from '../declare.js'

export function reopenCommand(context: CommandContext) {
  const { t } = context
  return declare('reopen', context)
    .argument('[id...]', t('arguments.ids'))
    .option('--chapter <chapter>', t('options.chapter'))
    .option('--by <name>', t('options.by'))
    .option('--reason <words>', t('options.reason'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action((ids, options) => decideAndPrint(context, 'reopen', ids, options))
}
