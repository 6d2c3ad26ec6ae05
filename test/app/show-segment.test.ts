import { describe, expect, it } from 'vitest'
import { showSegment } from '../../src/app/show-segment.js'
import { syncProject } from '../../src/app/sync-project.js'
import { openIndex } from '../../src/store/open-index.js'
import { createMemoryProject } from '../helpers/project.js'

const NOON = Date.UTC(2026, 0, 15, 12)

describe('showSegment', () => {
  it('should say since when the source is what it is, but not of texts older than the first sync', async () => {
    const project = {
      ...createMemoryProject([['source:a.md', '第一段。\n']]),
      seen: { texts: openIndex(':memory:').history, now: () => NOON },
    }
    const sync = () => syncProject(project, { chapters: [], locked: false, dryRun: false })
    await sync()
    const [record] = await project.index.loadSegments({})
    const id = record?.id ?? ''
    expect((await showSegment(project, { id })).since).toEqual({ source: null, target: null })
    project.workspace.files.set('source:a.md', '第一段，改过了。\n')
    await sync()
    expect((await showSegment(project, { id })).since).toEqual({ source: '2026-01-15T12:00:00Z', target: null })
  })
})
