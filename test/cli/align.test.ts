import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AlignReport } from '../../src/align/report.js'
import { makeFolder } from '../helpers/make-folder.js'
import { runCli } from '../helpers/run-cli.js'

const CHINESE = '# 监听器\n\n监听器绑定 15001 端口。\n\n```yaml\nport: 15001\n```\n'
const ENGLISH = '# Listeners\n\nThe listener binds port 15001.\n\n```yaml\nport: 15001\n```\n\nA note.\n'

describe('align', () => {
  it('should say of two files which lines belong together', async () => {
    const cwd = await makeFolder({ 'zh.md': CHINESE, 'en.md': ENGLISH })
    const { stdout, exitCode } = await runCli(['align', '--source', 'zh.md', '--target', 'en.md', '--format', 'json'], {
      cwd,
    })
    const { source, target, links } = JSON.parse(stdout) as AlignReport
    expect({ exitCode, source, target }).toEqual({ exitCode: 0, source: 'zh.md', target: 'en.md' })
    expect(links).toEqual([
      { source: [[1, 1]], target: [[1, 1]], kind: '1-1', untranslated: false, confidence: expect.any(Number) },
      { source: [[3, 3]], target: [[3, 3]], kind: '1-1', untranslated: false, confidence: expect.any(Number) },
      { source: [[5, 7]], target: [[5, 7]], kind: 'copied', untranslated: false, confidence: expect.any(Number) },
      { source: [], target: [[9, 9]], kind: 'target-only', untranslated: false, confidence: expect.any(Number) },
    ])
  })

  it('should write a file a chapter, and name those without a counterpart', async () => {
    const cwd = await makeFolder({
      'zh/a.md': CHINESE,
      'zh/b/c.md': CHINESE,
      'zh/new.md': CHINESE,
      'en/a.md': ENGLISH,
      'en/b/c.md': ENGLISH,
    })
    const argv = ['align', '--source', 'zh/', '--target', 'en', '--out', 'out', '--format', 'json']
    const planned = await runCli([...argv, '--dry-run'], { cwd })
    expect(readdirSync(cwd)).not.toContain('out')
    const { stdout, exitCode } = await runCli(argv, { cwd })
    const written = ['out/a.json', 'out/b/c.json']
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ written, sourceOnly: ['zh/new.md'], targetOnly: [], dryRun: false })
    expect(JSON.parse(planned.stdout)).toMatchObject({ written, dryRun: true })
    const report = JSON.parse(readFileSync(join(cwd, 'out/b/c.json'), 'utf8')) as AlignReport
    expect(report).toMatchObject({ source: 'zh/b/c.md', target: 'en/b/c.md' })
    expect(report.links).toHaveLength(4)
  })

  it('should not write through a link that leads out', async () => {
    const cwd = await makeFolder({ 'zh/b/c.md': CHINESE, 'en/b/c.md': ENGLISH, 'out/x': '', 'other/x': '' })
    symlinkSync(join(cwd, 'other'), join(cwd, 'out/b'))
    const { exitCode } = await runCli(['align', '--source', 'zh', '--target', 'en', '--out', 'out'], { cwd })
    expect({ exitCode, other: readdirSync(join(cwd, 'other')) }).toEqual({ exitCode: 2, other: ['x'] })
  })

  it.each([
    [['--source', 'zh', '--target', 'en/a.md'], 'en/a.md is a file and zh is a folder'],
    [['--source', 'zh/a.md', '--target', 'gone.md'], 'cannot read gone.md: there is no such file'],
    [['--source', 'zh'], '--target <file-or-dir> is required'],
  ])('%j should exit 2 and say why', async (argv, words) => {
    const cwd = await makeFolder({ 'zh/a.md': CHINESE, 'en/a.md': ENGLISH })
    const { stdout, stderr, exitCode } = await runCli(['align', ...argv], { cwd })
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toContain(`zhen: ${words}\n`)
  })
})
