import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../helpers/temporary-folder.js'

/** Long enough for a busy machine; nothing waits so long unless it fails. */
const PATIENCE_MS = 20_000

export interface Tmux {
  /** Types keys by tmux's names, or text as it is. */
  keys(...keys: string[]): void
  type(text: string): void
  resize(columns: number, rows: number): void
  /** What stands on the screen, line by line; with colours as escapes if wanted. */
  screen(options?: { readonly colours: boolean }): string[]
  /** Waits until the screen holds this, and gives it. */
  see(expected: string | RegExp): Promise<string[]>
  /** What tmux knows of the pane, by its format variables. */
  ask(variable: string): string
}

/**
 * A terminal with a shell in it, in which `command` runs. The shell is there to see what is left when it has ended: its
 * prompt is `done>`.
 */
export function openTmux(
  command: string,
  { columns, rows, env = {} }: { columns: number; rows: number; env?: Readonly<Record<string, string>> },
): Tmux {
  const socket = join(temporaryFolder(), 'tmux')
  const run = (...argv: string[]) => {
    const { status, stdout, stderr, error } = spawnSync('tmux', ['-S', socket, '-f', '/dev/null', '-u', ...argv], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' },
    })
    if (error) throw new Error(`tmux does not run, which the tests of the terminal need: ${error.message}`)
    if (status !== 0) throw new Error(`tmux ${argv.join(' ')}: ${stderr}`)
    return stdout
  }
  const given = Object.entries({ PS1: 'done> ', LANG: 'en_US.UTF-8', ...env }).map(
    ([name, value]) => `${name}=${value}`,
  )
  const size = ['-x', String(columns), '-y', String(rows)]
  run('new-session', '-d', ...size, 'env', '-u', 'LC_ALL', ...given, 'bash', '--norc', '--noprofile', '-i')
  onTestFinished(() => {
    run('kill-server')
  })
  run('set-option', '-g', 'status', 'off')
  const screen = ({ colours } = { colours: false }) =>
    run('capture-pane', '-p', ...(colours ? ['-e'] : []))
      .split('\n')
      .slice(0, -1)
  const type = (text: string) => void run('send-keys', '-l', text)
  type(`clear; ${command}`)
  run('send-keys', 'Enter')
  return {
    screen,
    type,
    keys: (...keys) => void run('send-keys', ...keys),
    resize: (width, height) => void run('resize-window', '-x', String(width), '-y', String(height)),
    ask: (variable) => run('display-message', '-p', `#{${variable}}`).trim(),
    async see(expected) {
      const end = Date.now() + PATIENCE_MS
      for (;;) {
        const lines = screen()
        const text = lines.join('\n')
        if (typeof expected === 'string' ? text.includes(expected) : expected.test(text)) return lines
        if (Date.now() > end) throw new Error(`expected ${expected} on the screen, found:\n${text}`)
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    },
  }
}
