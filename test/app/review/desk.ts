import { createReview } from '../../../src/app/review/create-review.js'
import type { QueueInput, ReviewInput } from '../../../src/app/review/view.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'

/** A queue of everything that has a status. */
export const EVERYTHING: QueueInput = {
  chapters: [],
  queues: ['untranslated', 'stale', 'draft', 'translated', 'reviewed', 'final', 'omitted', 'carried'],
  check: null,
  search: null,
}

/** A project under review, with its files to look at. */
export async function openDesk(files: Iterable<readonly [string, string]>) {
  const project = createMemoryProject(files)
  await sync(project)
  const review = createReview(project)
  const find = async (source: string) => {
    const { rows } = await review.queue({ ...EVERYTHING, search: source })
    const [row] = rows
    if (!row) throw new Error(`nothing has ${source}`)
    return review.segment(row.id)
  }
  return {
    project,
    review,
    files: project.workspace.files,
    find,
    /** Does something with the segment whose Chinese or English holds `source`, as it is now. */
    async act(source: string, what: Partial<ReviewInput>) {
      const { id, seen } = await find(source)
      const nothing = { text: null, passage: 0, suggestion: null, decision: null, reason: null, by: 'Mei' }
      return review.apply({ id, seen, ...nothing, ...what })
    },
    sync: () => sync(project),
  }
}

function sync(project: MemoryProject) {
  return syncProject(project, { chapters: [], locked: false, dryRun: false })
}
