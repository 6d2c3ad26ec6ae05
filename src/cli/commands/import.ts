import { Option } from '@commander-js/extra-typings'
import type { ImportFile } from '../../app/input.js'
import { ZhenError } from '../../core/errors.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { EXCHANGE_FORM_NAMES, formOfName } from '../exchange-forms.js'
import { print } from '../print.js'

export function importCommand(context: CommandContext) {
  const { t, cwd } = context
  return declare('import', context)
    .argument('<file...>', t('commands.import.file'))
    .addOption(new Option('--from <form>', t('commands.import.from')).choices(EXCHANGE_FORM_NAMES))
    .option('--by <name>', t('options.by'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (names, { from, by = null, dryRun, format }) => {
      const [{ importEdits }, { openExchangeFiles }] = await Promise.all([
        import('../../app/import-edits.js'),
        import('../../workspace/exchange-files.js'),
      ])
      const folder = openExchangeFiles(cwd, (name) => formOfName(name) !== null)
      const files: ImportFile[] = []
      for (const shown of names.flatMap(folder.listBelow)) {
        const form = from ?? formOfName(shown)
        if (form === null) throw new ZhenError('form-unknown', { path: shown, known: EXCHANGE_FORM_NAMES.join(', ') })
        files.push({ shown, form, text: await folder.read(shown) })
      }
      const report = await importEdits(await context.project(), { files, by, dryRun })
      await print(context, format, report, async () => (await import('../../reporters/exchange.js')).reportImport)
    })
}
