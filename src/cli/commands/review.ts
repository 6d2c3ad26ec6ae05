import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { QUEUES } from '../../app/review/view.js'
import type { Translate } from '../../i18n/index.js'
import type { CommandContext } from '../context.js'
import { declare, listOf, wholeNumber } from '../declare.js'

export function reviewCommand(context: CommandContext) {
  const { t } = context
  return declare('review', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(
      new Option('--status <statuses>', t('commands.review.status', { queues: QUEUES.join(t('comma')) })).argParser(
        listOf(QUEUES, t),
      ),
    )
    .option('--check <check>', t('commands.review.check'))
    .option('--search <words>', t('commands.review.search'))
    .option('--by <name>', t('options.by'))
    .option('--web', t('commands.review.web'), false)
    .option('--open', t('commands.review.open'), false)
    .option('--host <address>', t('commands.review.host'), '127.0.0.1')
    .addOption(new Option('--port <port>', t('commands.review.port')).argParser(portNumber(t)))
    .action(async (chapters, options) => {
      const { status = [], check = null, search = null, by = null, web, open, host, port = null } = options
      const queue = { chapters, queues: status, check, search }
      if (web) {
        const { servePage } = await import('../serve-page.js')
        await servePage(context, { queue, host, port, open, by })
      } else {
        const { reviewHere } = await import('../review-here.js')
        await reviewHere(context, queue, by)
      }
    })
}

function portNumber(t: Translate) {
  return (value: string): number => {
    const port = wholeNumber(t)(value)
    if (port > 65_535) throw new InvalidArgumentError(t('usage.not-a-port'))
    return port
  }
}
