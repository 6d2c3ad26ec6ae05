import { describe, expect, it } from 'vitest'
import { syncProject } from '../../src/app/sync-project.js'
import { createMemoryWorkspace } from '../helpers/memory-workspace.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

const SYNC = { chapters: [], locked: false, dryRun: false }

const ZH = ['监听器绑定 15001 端口。', '连接池限制 20 个并发请求。', '熔断器保护 30 个上游。', '重试最多 40 次。']
const EN = [
  'The listener binds port 15001.',
  'A connection pool limits 20 concurrent requests.',
  'A circuit breaker protects 30 upstreams.',
  'There are at most 40 retries.',
]

const text = (blocks: readonly string[], order: readonly number[]) => `${order.map((at) => blocks[at]).join('\n\n')}\n`

type Files = Readonly<Record<string, string>>

const BEFORE: Files = {
  'source:a.md': text(ZH, [0, 1]),
  'target:a.md': text(EN, [0, 1]),
  'source:b.md': text(ZH, [2, 3]),
  'target:b.md': text(EN, [2, 3]),
}

const CHANGES: readonly (readonly [string, Readonly<Record<string, string | null>>])[] = [
  ['a chapter renamed', { 'source:a.md': null, 'source:c.md': text(ZH, [0, 1]) }],
  ['a chapter renamed to an earlier name', { 'source:b.md': null, 'source:Z.md': text(ZH, [2, 3]) }],
  ['a paragraph moved on', { 'source:a.md': text(ZH, [0]), 'source:b.md': text(ZH, [2, 1, 3]) }],
  ['a paragraph moved back', { 'source:a.md': text(ZH, [0, 2, 1]), 'source:b.md': text(ZH, [3]) }],
  ['paragraphs exchanged', { 'source:a.md': text(ZH, [0, 2]), 'source:b.md': text(ZH, [1, 3]) }],
  ['a chapter divided into two', { 'source:a.md': null, 'source:c.md': text(ZH, [0]), 'source:d.md': text(ZH, [1]) }],
]

/** A project that was synced, and to which `changes` happened then. */
async function happened(
  changes: Readonly<Record<string, string | null>>,
  rewrite: (ledger: string) => string,
): Promise<MemoryProject> {
  const project = createMemoryProject(Object.entries(BEFORE))
  await syncProject(project, SYNC)
  const { files } = project.workspace
  for (const [key, content] of files) if (key.startsWith('ledger:')) files.set(key, rewrite(content))
  for (const [key, content] of Object.entries(changes)) {
    if (content === null) project.workspace.files.delete(key)
    else project.workspace.files.set(key, content)
  }
  return project
}

/** What a person's JSON program would make of a ledger: the same lines, with blanks. */
const withBlanks = (ledger: string) => ledger.replace(/(?<=[,{]"(?:id|kind|source|facts)"):/g, ' : ')

class Killed extends Error {}

/** The project, of which nothing is written any more after `writes` files. */
function dyingAfter(writes: number, project: MemoryProject): MemoryProject {
  let left = writes
  const { workspace } = project
  const before = <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
    return (...args: Args) => (left-- > 0 ? write(...args) : Promise.reject(new Killed()))
  }
  const { writeRecord, writeTarget, removeTarget, writePin } = workspace
  return {
    ...project,
    workspace: {
      ...workspace,
      writeRecord: before(writeRecord),
      writeTarget: before(writeTarget),
      removeTarget: before(removeTarget),
      writePin: before(writePin),
    },
  }
}

const COMMANDS = {
  sync: (project: MemoryProject) => syncProject(project, SYNC),
}

describe.each(Object.entries(COMMANDS))('%s that ends in the middle', (_, command) => {
  const ledgers = [
    ['ledgers as zhen writes them', (ledger: string) => ledger],
    ['ledgers with blanks', withBlanks],
  ] as const
  const cases = CHANGES.flatMap(([what, changes]) =>
    ledgers.map(([form, rewrite]) => ({ what, changes, form, rewrite })),
  )
  it.each(cases)('should end as if undisturbed when it is run again: $what, $form', async ({ changes, rewrite }) => {
    const undisturbed = await happened(changes, rewrite)
    await command(undisturbed)
    const expected = Object.fromEntries([...undisturbed.workspace.files].sort())
    let ends = false
    for (let writes = 0; !ends; writes++) {
      for (const forgets of [false, true]) {
        const project = await happened(changes, rewrite)
        ends = await command(dyingAfter(writes, project)).then(
          () => true,
          (error) => !(error instanceof Killed),
        )
        const again = forgets ? createMemoryProject(createMemoryWorkspace(project.workspace.files)) : project
        await command(again)
        expect([writes, forgets, Object.fromEntries([...again.workspace.files].sort())]).toEqual([
          writes,
          forgets,
          expected,
        ])
      }
    }
    expect(ends).toBe(true)
  })
})
