import { describe, expect, it } from 'vitest'
import { syncProject } from '../../src/app/sync-project.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

const ALL = { chapters: [], locked: false, dryRun: false }

async function syncWith(project: MemoryProject, files: Readonly<Record<string, string | null>>) {
  for (const [key, text] of Object.entries(files)) {
    if (text === null) project.workspace.files.delete(key)
    else project.workspace.files.set(key, text)
  }
  await syncProject(project, ALL)
  return (await project.index.loadSegments({})).map(({ status, source, targets }) => ({
    status,
    source: source?.text,
    targets: targets.map(({ path, text }) => `${path}: ${text}`),
  }))
}

describe('following texts that stand more than once', () => {
  it('should keep the English when the copy that had none is deleted', async () => {
    const project = createMemoryProject([])
    const opening = '开头的一段文字说明了监听器和连接池之间的关系。'
    const copy = '代理把请求转发给上游集群里的一个健康的主机。'
    const end = '结尾的一段文字总结了熔断与重试的用法。'
    await syncWith(project, {
      'source:a.md': `${opening}\n\n${copy}\n\n${end}\n`,
      'target:a.md':
        'An opening on listeners and connection pools.\n\nThe proxy forwards the request to a healthy host of the cluster.\n\nThe end sums up circuit breaking and retries.\n',
    })
    await syncWith(project, { 'source:a.md': `${copy}\n\n${opening}\n\n${copy}\n\n${end}\n` })
    expect(await syncWith(project, { 'source:a.md': `${copy}\n\n${opening}\n\n${end}\n` })).toContainEqual({
      status: 'translated',
      source: copy,
      targets: ['a.md: The proxy forwards the request to a healthy host of the cluster.'],
    })
  })

  it('should follow a renamed chapter, however short', async () => {
    const project = createMemoryProject([])
    await syncWith(project, {
      'source:panel/index.md': '# 控制面\n\n## istiod\n',
      'target:panel/index.md': '# Control plane\n\n## istiod\n',
    })
    const after = await syncWith(project, {
      'source:panel/index.md': null,
      'source:plane/index.md': '# 控制面\n\n## istiod\n',
    })
    expect(after).toEqual([
      { status: 'translated', source: '控制面', targets: ['panel/index.md: Control plane'] },
      { status: 'carried', source: 'istiod', targets: ['panel/index.md: istiod'] },
    ])
  })

  it('should pair the pieces when source and English were split alike', async () => {
    const project = createMemoryProject([])
    const [one, two] = ['代理先把请求放进连接池的等待队列里。', '上游主机不健康的时候，熔断器会直接拒绝请求。']
    const [first, second] = [
      'The proxy first puts the request into the queue of the connection pool.',
      'When the upstream host is unhealthy the circuit breaker rejects the request.',
    ]
    await syncWith(project, { 'source:a.md': `${one}${two}\n`, 'target:a.md': `${first} ${second}\n` })
    await syncWith(project, { 'source:a.md': `${one}\n\n${two}\n` })
    const after = await syncWith(project, { 'target:a.md': `${first}\n\n${second}\n` })
    expect(after).toEqual([
      { status: 'translated', source: one, targets: [`a.md: ${first}`] },
      { status: 'translated', source: two, targets: [`a.md: ${second}`] },
    ])
  })
})
