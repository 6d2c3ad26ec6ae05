import { describe, expect, it } from 'vitest'
import { runCli } from '../helpers/run-cli.js'

describe('a failure nobody foresaw', () => {
  it('should be shown with its stack and exit 70', async () => {
    const out = () => {
      throw new TypeError('no such thing')
    }
    const { stderr, exitCode } = await runCli(['--help'], { out })
    expect(exitCode).toBe(70)
    expect(stderr).toMatch(/^TypeError: no such thing\n {4}at /)
    expect(stderr).toContain('This is a bug in zhen. Please report it')
    expect(stderr).toContain('zhen 1.2.3, Node.js 20.19.0')
  })
})
