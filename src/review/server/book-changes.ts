import type { ChangeSource } from '../../app/change-source.js'
import type { Review } from '../../app/review/view.js'
import type { ChangeListeners } from './events.js'

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
      const follow = async () => {
        for await (const { files } of changes(stop.signal)) {
          if (files.length > 0) listener()
          const isNew = await review.check()
          if (isNew && !stop.signal.aborted) listener()
        }
      }
      follow().catch((error: unknown) => {
        if (!stop.signal.aborted) onBug(error)
      })
      return () => stop.abort()
    },
  }
}
