import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewInput } from '../../../src/app/review/view.js'
import { formatNotes } from '../../../src/core/notes.js'
import { openDesk } from './desk.js'

const SOURCE = '# 监听器\n\n监听器绑定 15001 端口。\n\n它接受连接。\n\n没有翻译。\n\n- 第一项。\n- 第二项。\n'
const TARGET = '# Listeners\n\nA listener binds port 15001.\n\nIt accepts connections.\n\n- The first.\n- The second.\n'

const PLACES = ['监听器绑定', '它接受', '没有翻译', '第一项', '第二项']

const DOINGS: readonly Partial<ReviewInput>[] = [
  { text: 'Something else, entirely.' },
  { text: 'Port 15001 is bound by *a* listener.', decision: 'accept' },
  { text: '- a list\n- of two', decision: 'approve' },
  { decision: 'approve' },
  { decision: 'finalise' },
  { decision: 'omit', reason: 'for now' },
  { decision: 'reopen' },
  { decision: 'still-valid' },
  { decision: 'accept' },
  { suggestion: 1 },
]

async function desk() {
  const opened = await openDesk([
    ['source:a.md', SOURCE],
    ['target:a.md', TARGET],
  ])
  opened.files.set('source:a.md', SOURCE.replace('15001', '15006'))
  await opened.sync()
  const { id, seen } = await opened.find('监听器绑定')
  const target = 'A listener binds port 15006.'
  const note = { note: 'suggestion', id, source: seen.source, target, engine: 'deepl' } as const
  opened.files.set('notes:a.md', formatNotes([note]))
  return opened
}

describe('undo', () => {
  it('should give back every file, byte for byte, step by step', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...DOINGS)), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        const { act, review, files } = await desk()
        const past = [new Map(files)]
        for (const [place, what] of some) if ((await act(place, what)).kind === 'done') past.push(new Map(files))
        for (const before of past.slice(0, -1).toReversed()) {
          expect(await review.undo()).not.toBeNull()
          expect(files).toEqual(before)
        }
        expect(await review.undo()).toBeNull()
      }),
      { numRuns: Number(process.env.ZHEN_RUNS ?? 60) },
    )
  })

  it('should leave alone what others have changed beside it since', async () => {
    const { act, review, files } = await desk()
    await act('它接受', { text: 'It takes connections.', decision: 'approve' })
    files.set('target:a.md', (files.get('target:a.md') ?? '').replace('The second.', 'The other.'))
    expect(await review.undo()).toMatchObject({ to: 'translated' })
    expect(files.get('target:a.md')).toBe(TARGET.replace('The second.', 'The other.'))
  })

  it('should not take back what somebody has changed since', async () => {
    const { act, review, files } = await desk()
    await act('它接受', { text: 'It takes connections.', decision: 'approve' })
    files.set('target:a.md', (files.get('target:a.md') ?? '').replace('It takes', 'It gladly takes'))
    const before = new Map(files)
    expect(await review.undo()).toMatchObject({
      kind: 'conflict',
      theirs: { targets: ['It gladly takes connections.'] },
      mine: 'It accepts connections.',
    })
    expect(files).toEqual(before)
  })

  it('should have nothing to take back at first', async () => {
    expect(await (await desk()).review.undo()).toBeNull()
  })
})
