import { setTimeout as pass } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { planAlone } from '../../src/app/sync/plan-alone.js'
import { syncProject } from '../../src/app/sync-project.js'
import { createMemoryProject } from '../helpers/project.js'

/** Two batches of chapters, large enough for threads: nearly all of each is code. */
function manyChapters(): [string, string][] {
  const code = `${'x = 1\n'.repeat(4000)}`
  return Array.from({ length: 80 }, (_, at) => {
    return [`source:${String(at).padStart(2, '0')}.md`, `第 ${at} 段。\n\n\`\`\`\n${code}\`\`\`\n`]
  })
}

it('should end with the error of a chapter that is read ahead, and with nothing else', async () => {
  const project = createMemoryProject(manyChapters())
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  const { workspace } = project
  const gone = new Error('the disk is gone')
  const sync = syncProject(
    {
      ...project,
      workspace: {
        ...workspace,
        read: (side, path) => (path === '70.md' ? Promise.reject(gone) : workspace.read(side, path)),
      },
      openPool: async (knowledge) => ({
        async plan(texts) {
          // The next batch is read, and cannot be, while this one is planned.
          await pass(1)
          return planAlone(texts, knowledge)
        },
        settle: (plan) => plan,
        close: async () => {},
      }),
    },
    { chapters: [], locked: false, dryRun: false },
  )
  await expect(sync).rejects.toBe(gone)
  await pass(0)
  expect(unhandled).toEqual([])
  expect(workspace.files.has('ledger:00.md')).toBe(true)
  expect(workspace.files.has('ledger:64.md')).toBe(false)
})
