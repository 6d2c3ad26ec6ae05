import { Option } from '@commander-js/extra-typings'
import { GAPS } from '../../core/status.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption, listOf, wholeNumber } from '../declare.js'
import { print } from '../print.js'

const DRAFTABLE = ['untranslated', 'stale'] as const

export function draftCommand(context: CommandContext) {
  const { t } = context
  return declare('draft', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(
      new Option('--engine <name>', t('commands.draft.engine')).choices(['memory'] as const).default('memory' as const),
    )
    .addOption(new Option('--status <statuses>', t('commands.draft.status')).argParser(listOf(DRAFTABLE, t)))
    .addOption(new Option('--gap <gaps>', t('commands.draft.gap')).argParser(listOf(GAPS, t)))
    .option('--section <words>', t('commands.list.section'))
    .addOption(new Option('--max-characters <n>', t('commands.draft.max-characters')).argParser(wholeNumber(t)))
    .option('--no-write', t('commands.draft.no-write'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(
      async (chapters, { engine, status, gap = [], section = null, maxCharacters = null, write, dryRun, format }) => {
        const { draftSegments } = await import('../../app/draft-segments.js')
        const project = await context.project()
        const statuses = status ?? DRAFTABLE
        const report = await context.withProgress(t('progress.draft'), (onProgress) =>
          draftSegments(
            { ...project, onProgress },
            { chapters, engine, statuses, gaps: gap, section, maxCharacters, write, dryRun },
          ),
        )
        await print(context, format, report, async () => (await import('../../reporters/draft.js')).reportDrafts)
      },
    )
}
