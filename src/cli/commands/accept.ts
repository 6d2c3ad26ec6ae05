import { Option } from '@commander-js/extra-typings'
import type { DecisionReport } from '../../app/report.js'
import type { CommandContext } from '../context.js'
import { decideAndPrint, printDecision } from '../decide-action.js'
import { declare, dryRunOption, formatOption, wholeNumber } from '../declare.js'

export function acceptCommand(context: CommandContext) {
  const { t } = context
  return declare('accept', context)
    .argument('[id...]', t('arguments.ids'))
    .option('--chapter <chapter>', t('options.chapter'))
    .option('--touched', t('commands.accept.touched'), false)
    .addOption(new Option('--suggestion <n>', t('commands.accept.suggestion')).argParser(wholeNumber(t)))
    .option('--by <name>', t('options.by'))
    .option('--reason <words>', t('options.reason'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (ids, options) => {
      const { report, others } = await takeSuggestions(context, ids, options)
      const rest = others.length > 0 || ids.length === 0 || options.chapter !== undefined || options.touched
      if (rest) await decideAndPrint(context, 'accept', others, options, report)
      else if (report) await printDecision(context, options.format, report)
    })
}

interface SuggestionOptions {
  readonly suggestion?: number | undefined
  readonly by?: string | undefined
  readonly reason?: string | undefined
  readonly dryRun: boolean
}

async function takeSuggestions(
  context: CommandContext,
  ids: readonly string[],
  { suggestion, by, reason, dryRun }: SuggestionOptions,
): Promise<{ readonly report: DecisionReport | null; readonly others: readonly string[] }> {
  if (ids.length === 0) return { report: null, others: [] }
  const { acceptSuggestions } = await import('../../app/accept-suggestions.js')
  const input = { ids, suggestion: suggestion ?? null, by: by ?? null, reason: reason ?? null, dryRun }
  return acceptSuggestions(await context.project(), input)
}
