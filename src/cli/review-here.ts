import type { QueueInput } from '../app/review/view.js'
import { ZhenError } from '../core/errors.js'
import type { CommandContext } from './context.js'

/** Reviews on the terminal that zhen was called from. */
export async function reviewHere(context: CommandContext, asked: QueueInput, by: string | null): Promise<void> {
  const { t } = context
  const terminal = await context.terminal()
  if (!terminal) throw new ZhenError('terminal-needed')
  const { createReview } = await import('../app/review/create-review.js')
  const { reviewOnTerminal } = await import('../review/terminal/review-on-terminal.js')
  const { wordFailure } = await import('./failures.js')
  const { BUILD } = await import('./commands/check.js')
  const review = createReview({ ...(await context.project()), build: BUILD })
  const queue = await context.withProgress(t('progress.review'), () => review.queue(asked))
  const left = await reviewOnTerminal(
    {
      review,
      terminal,
      look: await context.look(),
      by,
      now: context.now,
      wordFailure: (error) => wordFailure(error, t),
    },
    asked,
    queue,
  )
  context.out(left)
}
