import type { ChangeSource } from '../../app/change-source.js'
import type { Review } from '../../app/review/view.js'
import type { ChangeListeners } from './events.js'

/** Checks make everybody wait, so they run when nothing has changed for a while. */
const QUIET_MS = 2_000

/**
 * Changes of the book as pages are told of them: somebody saved a file, or checks find something else than before. Files
 * are watched, and checks run, only while somebody listens.
 */
export function createBookChanges(
  { changes }: ChangeSource,
  review: Pick<Review, 'check'>,
  onBug: (error: unknown) => void,
): ChangeListeners {
  return {
    subscribe(listener) {
      const stop = new AbortController()
      let timer: NodeJS.Timeout | undefined
      const check = async () => {
        const isNew = await review.check()
        if (isNew && !stop.signal.aborted) listener()
      }
      const checkSoon = () => {
        clearTimeout(timer)
        timer = setTimeout(() => void check().catch(onBug), QUIET_MS)
      }
      stop.signal.addEventListener('abort', () => clearTimeout(timer))
      const follow = async () => {
        for await (const _ of changes(stop.signal)) {
          // The first batch names no file: what was saved before it nobody has told of.
          listener()
          checkSoon()
        }
      }
      follow().catch((error: unknown) => {
        if (!stop.signal.aborted) onBug(error)
      })
      return () => stop.abort()
    },
  }
}
