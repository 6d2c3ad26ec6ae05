import { setImmediate } from 'node:timers/promises'
import type { SyncReport } from '../../app/report.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'
import type { Project } from '../project.js'
import { shelveChanges, shelvedChanges } from '../shelve-changes.js'

export function syncCommand(context: CommandContext) {
  const { t } = context
  return declare('sync', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--locked', t('commands.sync.locked'), false)
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (chapters, { locked, dryRun, format }) => {
      const { syncProject } = await import('../../app/sync-project.js')
      const project = await context.project()
      const shelved = format === 'json' ? { listener: shelveChanges(project.shelf) } : {}
      const report = await context.withProgress(t('progress.sync'), (onProgress) =>
        syncProject({ ...project, ...shelved, onProgress }, { chapters, locked, dryRun }),
      )
      if (format === 'json') await printAll(context, report, project)
      else
        await print(context, format, report, async () => {
          const { reportLocked, reportSync } = await import('../../reporters/sync.js')
          return locked ? reportLocked : reportSync
        })
      if (locked && report.outdated) context.exit(ExitCode.findings)
    })
}

async function printAll(context: CommandContext, report: SyncReport, { shelf }: Pick<Project, 'shelf'>): Promise<void> {
  const { toJsonPieces } = await import('../../reporters/json.js')
  const { sourceAvailable, notices, seen, ...rest } = report
  const told = { sourceAvailable, notices, changes: [], ...rest }
  for await (const piece of toJsonPieces(told, 'changes', shelvedChanges(shelf))) {
    context.out(piece)
    // Where a reader is slow, or has left, it is heard of in between.
    await setImmediate()
  }
}
