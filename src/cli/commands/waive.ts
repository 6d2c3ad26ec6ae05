import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { ZhenError } from '../../core/errors.js'
import type { Translate } from '../../i18n/index.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption, refuseMissing } from '../declare.js'
import { print } from '../print.js'
import { BUILD } from './check.js'

export function waiveCommand(context: CommandContext) {
  const { t } = context
  return declare('waive', context)
    .argument('[fingerprint...]', t('arguments.fingerprints'))
    .option('--reason <words>', t('commands.waive.reason'))
    .option('--until <date>', t('commands.waive.until'), day(t))
    .option('--by <name>', t('options.by'))
    .addOption(new Option('--list', t('commands.waive.list')).conflicts(['remove', 'reason', 'until']))
    .addOption(new Option('--remove', t('commands.waive.remove')).conflicts(['reason', 'until']))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (fingerprints, options, command) => {
      const { reason = null, until = null, by = null, list, remove, dryRun, format } = options
      const action = list ? 'list' : remove ? 'remove' : 'waive'
      if (fingerprints.length === 0 && !list) throw new ZhenError('nothing-named', { command: 'waive' })
      if (action === 'waive' && !reason?.trim()) refuseMissing(command as unknown as Command, '--reason <words>')
      const { waiveFindings } = await import('../../app/waive-findings.js')
      const project = await context.project()
      const input = { fingerprints, action, reason, until, by, dryRun } as const
      const report = await waiveFindings({ ...project, build: BUILD }, input)
      await print(context, format, report, async () => (await import('../../reporters/waive.js')).reportWaivers)
    })
}

/** Takes a day that there is, `2026-12-31`. */
function day(t: Translate) {
  return (value: string): string => {
    const date = new Date(`${value}T00:00:00Z`)
    const exists = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime())
    if (!exists || date.toISOString().slice(0, 10) !== value) throw new InvalidArgumentError(t('usage.not-a-date'))
    return value
  }
}
