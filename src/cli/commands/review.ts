import { Option } from '@commander-js/extra-typings'
import { QUEUES } from '../../app/review/view.js'
import type { CommandContext } from '../context.js'
import { declare, listOf } from '../declare.js'

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
    .action(async (chapters, { status = [], check = null, search = null, by = null }) => {
      const { reviewHere } = await import('../review-here.js')
      await reviewHere(context, { chapters, queues: status, check, search }, by)
    })
}
