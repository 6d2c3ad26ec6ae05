import type { Interruption } from '../app/draft/send.js'
import type { CommandContext } from './context.js'

/**
 * Runs `work` so that Ctrl-C ends it in order: the first lets it finish what is under way, the second gives that up too,
 * the third ends the process as usual.
 */
export async function interruptible<T>(
  { onInterrupt, note, t }: Pick<CommandContext, 'onInterrupt' | 'note' | 't'>,
  work: (interruption: Interruption) => Promise<T>,
): Promise<T> {
  const [stop, drop] = [new AbortController(), new AbortController()]
  const release = onInterrupt(() => {
    if (stop.signal.aborted) {
      drop.abort()
      release()
    } else {
      stop.abort()
      note(`\n${t('interrupted')}\n`)
    }
  })
  try {
    return await work({ stop: stop.signal, drop: drop.signal })
  } finally {
    release()
  }
}
