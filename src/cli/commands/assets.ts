import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { print } from '../print.js'

export function assetsCommand(context: CommandContext) {
  const { t } = context
  return declare('assets', context)
    .option('--copy', t('commands.assets.copy'), false)
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ copy, dryRun, format }) => {
      const [{ listAssets }, { openAssetFiles }] = await Promise.all([
        import('../../app/list-assets.js'),
        import('../../workspace/asset-files.js'),
      ])
      const { workspace, config } = await context.project()
      const assets = openAssetFiles({ root: config.root, source: config.source.dir, target: config.target.dir })
      const report = await context.withProgress(t('progress.assets'), (onProgress) =>
        listAssets({ workspace, assets, onProgress }, { copy, dryRun }),
      )
      await print(context, format, report, async () => (await import('../../reporters/assets.js')).reportAssets)
    })
}
