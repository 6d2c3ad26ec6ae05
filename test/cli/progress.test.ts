import { describe, expect, it } from 'vitest'
import { createProgress } from '../../src/cli/progress.js'
import { copyProject } from '../helpers/make-folder.js'
import { runCli } from '../helpers/run-cli.js'

function watch() {
  const state = { clock: 0, written: [] as string[] }
  const progress = createProgress({ now: () => state.clock, err: (text) => void state.written.push(text) }, 'Syncing')
  return { state, progress }
}

describe('progress', () => {
  it('should not show itself for work that is soon over', () => {
    const { state, progress } = watch()
    progress.step(1, 2)
    progress.clear()
    expect(state.written).toEqual([])
  })

  it('should be drawn ten times a second at most, and taken away', () => {
    const { state, progress } = watch()
    for (let done = 1; done <= 1000; done++) {
      state.clock += 1
      progress.step(done, 1000)
    }
    progress.clear()
    expect(state.written.length).toBe(11)
    expect(state.written[4]).toBe(`\r\u001b[2KSyncing ${'━'.repeat(12)}${'─'.repeat(12)} 500/1000`)
    expect(state.written.at(-1)).toBe('\r\u001b[2K')
  })

  it('should only be there on a terminal, and never with --quiet', async () => {
    const cwd = await copyProject('small')
    let clock = 0
    const now = () => (clock += 1000)
    expect((await runCli(['sync'], { cwd, now, errIsTerminal: false })).stderr).toBe('')
    expect((await runCli(['sync', '-q'], { cwd, now, errIsTerminal: true })).stderr).toBe('')
  })
})
