import { Command } from '@commander-js/extra-typings'
import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function glossaryCommand(context: CommandContext) {
  return declare('glossary', context)
    .usage('list|lint')
    .addCommand(listCommand(context))
    .addCommand(lintCommand(context))
}

function listCommand(context: CommandContext) {
  const { t } = context
  return new Command('list')
    .description(t('commands.glossary.list'))
    .argument('[words]', t('commands.glossary.words'))
    .addOption(formatOption(t))
    .action(async (words, { format }) => {
      const { listGlossary } = await import('../../app/list-glossary.js')
      const report = await listGlossary(await context.project(), words ?? null)
      await print(context, format, report, async () => (await import('../../reporters/glossary.js')).reportGlossary)
    })
}

function lintCommand(context: CommandContext) {
  const { t } = context
  return new Command('lint')
    .description(t('commands.glossary.lint'))
    .addOption(formatOption(t))
    .action(async ({ format }) => {
      const { lintGlossary } = await import('../../app/lint-glossary.js')
      const report = await lintGlossary(await context.project())
      await print(context, format, report, async () => (await import('../../reporters/glossary.js')).reportGlossaryLint)
      if (report.summary.errors > 0) context.exit(ExitCode.findings)
    })
}
