import { describe, expect, it } from 'vitest'
import { refresh } from '../../../src/app/refresh.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'

const SYNC = { chapters: [], locked: false, dryRun: false }

function chapterOf(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}

/** Which segment has the English of which line. */
async function placesOf({ index }: MemoryProject) {
  const records = await index.loadSegments({})
  return records.flatMap(({ source, status, targets }) =>
    targets.map(({ startLine }) => `${startLine} ${status} ${source?.text ?? ''}`.trim()),
  )
}

async function placesMadeAnew({ workspace }: MemoryProject) {
  const anew = createMemoryProject(workspace)
  const { written } = await refresh(anew, 'plan')
  return { written, places: await placesOf(anew) }
}

describe('equal English', () => {
  it('should be as the ledger will find it where one stands out of order and one has no source', async () => {
    const heading = '# Listeners and their ports'
    const project = createMemoryProject([
      [
        'source:a.md',
        chapterOf('重试 3 次。', '# 连接池的上限', '见 `code.span` 一节。', '见[别处](b.md#监听器与端口)。'),
      ],
      ['target:a.md', chapterOf('See [there](b.md#listeners-and-their-ports).', heading, heading)],
    ])
    await syncProject(project, SYNC)
    const places = await placesOf(project)
    expect(places).toHaveLength(3)
    expect(await placesMadeAnew(project)).toEqual({ written: [], places })
  })

  it('should leave nothing to a second sync where a copy stands for one that is gone', async () => {
    const [chinese, english] = ['集群的事件共有 99 个。', 'There are 99 events of the cluster.']
    const project = createMemoryProject([
      ['source:a.md', chapterOf(...Array(6).fill(chinese))],
      ['target:a.md', chapterOf(english, english, english, chinese, english, chinese)],
    ])
    await syncProject(project, SYNC)
    project.workspace.files.set('source:a.md', chapterOf(...Array(5).fill(chinese)))
    project.workspace.files.set('target:a.md', chapterOf(`${english} ${english}`, english, chinese, english, chinese))
    await syncProject(project, SYNC)
    const places = await placesOf(project)
    expect(places).toHaveLength(5)
    expect(await placesMadeAnew(project)).toEqual({ written: [], places })
  })

  it('should leave nothing to a second sync where a comment in English code says what a text without English does', async () => {
    const code = '```shell\nrun --files 12\n```'
    const project = createMemoryProject([
      ['source:a.md', chapterOf('测试所用的命令：', '12 * 100 files', code)],
      ['target:a.md', chapterOf('The commands of the test:', code.replace('run', '# 12 * 100 files\nrun'))],
    ])
    await syncProject(project, SYNC)
    const places = await placesOf(project)
    expect(await placesMadeAnew(project)).toEqual({ written: [], places })
  })
})
