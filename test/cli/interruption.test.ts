import { describe, expect, it } from 'vitest'
import { interruptible } from '../../src/cli/interruption.js'
import { createTranslate } from '../../src/i18n/index.js'

/** A terminal on which Ctrl-C can be pressed; it says whether anybody still listens. */
function terminal() {
  const listeners: (() => void)[] = []
  const notes: string[] = []
  return {
    notes,
    t: createTranslate('en'),
    note: (text: string) => void notes.push(text),
    press: () => {
      for (const listener of [...listeners]) listener()
    },
    isListenedTo: () => listeners.length > 0,
    onInterrupt(listener: () => void) {
      listeners.push(listener)
      return () => {
        if (listeners.includes(listener)) listeners.splice(listeners.indexOf(listener), 1)
      }
    },
  }
}

describe('Ctrl-C', () => {
  it('should first let finish, then give up, then end the process as usual', async () => {
    const shell = terminal()
    await interruptible(shell, async ({ stop, drop }) => {
      expect([stop.aborted, drop.aborted]).toEqual([false, false])
      shell.press()
      expect([stop.aborted, drop.aborted, shell.isListenedTo()]).toEqual([true, false, true])
      expect(shell.notes.join('')).toContain('Press Ctrl-C again')
      shell.press()
      expect([stop.aborted, drop.aborted, shell.isListenedTo()]).toEqual([true, true, false])
    })
  })

  it('should be nobody’s business once the work is over, also when it failed', async () => {
    const shell = terminal()
    await expect(interruptible(shell, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(shell.isListenedTo()).toBe(false)
  })
})
