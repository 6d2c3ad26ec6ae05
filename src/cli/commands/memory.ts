import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import type { Translate } from '../../i18n/index.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption, refuseMissing, wholeNumber } from '../declare.js'
import { print } from '../print.js'

export function memoryCommand(context: CommandContext) {
  return declare('memory', context)
    .usage('search|list|import|export')
    .addCommand(searchCommand(context))
    .addCommand(listCommand(context))
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
}

const loadReporters = () => import('../../reporters/memory.js')

function searchCommand(context: CommandContext) {
  const { t } = context
  return new Command('search')
    .description(t('commands.memory.search'))
    .argument('<text...>', t('commands.memory.text'))
    .addOption(
      new Option('--in <side>', t('commands.memory.in'))
        .choices(['source', 'target'] as const)
        .default('source' as const),
    )
    .option('--limit <n>', t('commands.memory.limit'), wholeNumber(t), 10)
    .option('--min-score <share>', t('commands.memory.min-score'), share(t), 0.5)
    .addOption(formatOption(t))
    .action(async (words, { in: side, limit, minScore, format }) => {
      const { searchMemory } = await import('../../app/search-memory.js')
      const project = await context.project()
      const input = { text: words.join(' '), in: side, limit, minScore }
      const report = await context.withProgress(t('progress.memory'), (onMemoryProgress) =>
        searchMemory({ ...project, onMemoryProgress }, input),
      )
      await print(context, format, report, async () => (await loadReporters()).reportMemorySearch)
    })
}

function listCommand(context: CommandContext) {
  const { t } = context
  return new Command('list')
    .description(t('commands.memory.list'))
    .addOption(formatOption(t))
    .action(async ({ format }) => {
      const { listMemories } = await import('../../app/list-memories.js')
      const project = await context.project()
      const report = await context.withProgress(t('progress.memory'), (onMemoryProgress) =>
        listMemories({ ...project, onMemoryProgress }),
      )
      await print(context, format, report, async () => (await loadReporters()).reportMemories)
    })
}

function importCommand(context: CommandContext) {
  const { t, cwd } = context
  return new Command('import')
    .description(t('commands.memory.import'))
    .argument('<file...>', t('commands.memory.files'))
    .option('--replace', t('commands.memory.replace'), false)
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (names, { replace, dryRun, format }) => {
      const [{ importMemories }, { openMemoryFolder, openTmxFile }] = await Promise.all([
        import('../../app/exchange-memory.js'),
        import('../../workspace/memory-folder.js'),
      ])
      const { memory, memories, config } = await context.project()
      const files = names.map((name) => openTmxFile(cwd, name))
      const report = await context.withProgress(t('progress.memory'), (onMemoryProgress) =>
        importMemories(
          { memory, memories, folder: openMemoryFolder(config.root), onMemoryProgress },
          { files, replace, dryRun },
        ),
      )
      await print(context, format, report, async () => (await loadReporters()).reportMemoryImport)
    })
}

function exportCommand(context: CommandContext) {
  const { t, cwd, version } = context
  return new Command('export')
    .description(t('commands.memory.export'))
    .option('--out <file>', t('commands.memory.out'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async ({ out, dryRun, format }, command) => {
      if (out === undefined) refuseMissing(command as unknown as Command, '--out <file>')
      const [{ exportMemory }, { streamNamedFile }] = await Promise.all([
        import('../../app/exchange-memory.js'),
        import('../../workspace/named-file.js'),
      ])
      const project = await context.project()
      const { source, target } = project.config
      const report = await exportMemory(project, {
        source: source.language,
        target: target.language,
        version,
        path: out,
        dryRun,
        write: (pieces) => streamNamedFile(cwd, out, pieces),
      })
      await print(context, format, report, async () => (await loadReporters()).reportMemoryExport)
    })
}

/** Takes a number from 0 to 1. */
function share(t: Translate) {
  return (value: string): number => {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (!(number >= 0 && number <= 1)) throw new InvalidArgumentError(t('usage.not-a-share'))
    return number
  }
}
