import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { print } from '../print.js'

export function initCommand(context: CommandContext) {
  const { t } = context
  return declare('init', context)
    .option('--source <dir>', t('commands.init.source'))
    .option('--target <dir>', t('commands.init.target'))
    .option('--glossary <dir>', t('commands.init.glossary'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ source, target, glossary, dryRun, format }) => {
      const [{ initProject }, { mergeDriverOf }, { openFolder }] = await Promise.all([
        import('../../app/init-project.js'),
        import('../../workspace/merge-driver.js'),
        import('../project.js'),
      ])
      const report = await initProject(await openFolder(context), {
        source: source ?? null,
        target: target ?? null,
        glossary: glossary ?? null,
        mergeDriver: mergeDriverOf(context.program),
        dryRun,
      })
      await print(context, format, report, async () => (await import('../../reporters/init.js')).reportInit)
    })
}
