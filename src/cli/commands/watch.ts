import { setTimeout as sleep } from 'node:timers/promises'
import { Option } from '@commander-js/extra-typings'
import type { CommandContext } from '../context.js'
import { declare } from '../declare.js'
import { noteNotices } from '../print.js'
import { BUILD } from './check.js'

const FORMATS = ['pretty', 'json', 'vscode'] as const

export function watchCommand(context: CommandContext) {
  const { t } = context
  return declare('watch', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .option('--only <checks>', t('commands.check.only'), (value) => value.split(',').map((id) => id.trim()))
    .option('--no-check', t('commands.watch.no-check'))
    .option('--poll', t('commands.watch.poll'))
    .addOption(new Option('--format <format>', t('commands.watch.format')).choices(FORMATS).default('pretty' as const))
    .action(async (chapters, { only = [], check, poll = false, format }) => {
      const { watchProject } = await import('../../app/watch-project.js')
      const { openWatched } = await import('../watched-project.js')
      const { watchReporters } = await import('../../reporters/watch.js')
      const stop = new AbortController()
      const release = context.onInterrupt(() => {
        stop.abort()
        release()
      })
      const deps = { open: openWatched(context, { poll, build: BUILD }), now: context.now, pause }
      const input = { chapters, only: check ? only : null }
      try {
        for await (const event of watchProject(deps, input, stop.signal)) {
          const written = watchReporters[format](event, await context.look())
          if (format === 'pretty') context.tell(written)
          else context.out(written)
          if (format === 'pretty') await noteNotices(context, event)
        }
      } finally {
        release()
      }
    })
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
