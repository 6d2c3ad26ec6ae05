import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Build, build } from '../helpers/build.js'
import { makeFolder } from '../helpers/make-folder.js'

let built: Build
beforeAll(() => {
  built = build()
})
afterAll(() => built.remove())

const zhen = (argv: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) =>
  spawnSync(process.execPath, [built.main, ...argv], { encoding: 'utf8', ...options })

describe('the built program', () => {
  it('should print its version and say nothing else', () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    expect(zhen(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('should carry its words in both languages', () => {
    const { status, stdout } = zhen(['--help'], { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } })
    expect(status).toBe(0)
    expect(stdout).toContain('用法：')
    expect(zhen(['--help'], { env: { ...process.env, LC_ALL: 'C' } }).stdout).toContain('Usage:')
  })

  it('should exit 2 on a known failure', async () => {
    const cwd = await makeFolder({})
    const { status, stdout, stderr } = zhen(['status', '--lang', 'en'], { cwd })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('zhen: no zhen.config.json in ')
  })

  it('should end quietly when its reader leaves', async () => {
    const cwd = await makeFolder({ 'long.md': Array.from({ length: 20_000 }, (_, n) => `第 ${n} 段。\n\n`).join('') })
    const child = spawn(process.execPath, [built.main, 'segments', 'long.md', '--format', 'json'], { cwd })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code] = await once(child, 'close')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('should end a watch with 0 at Ctrl-C', async () => {
    const cwd = await makeFolder({ 'zhen.config.json': '{}', 'source-zh/a.md': '# 监听器\n' })
    const child = spawn(process.execPath, [built.main, 'watch', '--format', 'json'], { cwd })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })
})
