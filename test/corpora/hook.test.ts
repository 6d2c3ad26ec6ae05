import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Build, build } from '../helpers/build.js'
import { makeTeam } from '../helpers/team.js'

const manifest = join(import.meta.dirname, '../../.pre-commit-hooks.yaml')

let built: Build
beforeAll(() => {
  built = build()
})
afterAll(() => built.remove())

/** Installing zhen is left out: its entry is run from this build, by pre-commit itself. */
function configure(): string {
  const hook = readFileSync(manifest, 'utf8')
    .replace('entry: zhen ', `entry: ${process.execPath} ${built.main} `)
    .replace('language: node', 'language: system')
  return `repos:\n  - repo: local\n    hooks:\n${hook.replace(/^/gm, '      ')}`
}

describe('the hook', () => {
  it('should be one that pre-commit takes', () => {
    execFileSync('pre-commit', ['validate-manifest', manifest])
  })

  it('should stop a commit for what is in it, and for nothing else', async () => {
    const english = '# Listeners\n\nThe listener binds port 15006.\n\nA pool takes 1024 requests.\n'
    const chinese = '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池最多 1024 个请求。\n'
    const team = await makeTeam({ 'source-zh/a.md': chinese, 'target-en/a.md': english }, null)
    team.write('.pre-commit-config.yaml', configure())
    team.commit('Configure')
    const run = () => spawnSync('pre-commit', ['run'], { cwd: team.root, encoding: 'utf8' })

    team.write('target-en/a.md', english.replace('1024', '2048'))
    team.git('add', '-A')
    const stopped = run()
    expect(stopped.status).toBe(1)
    expect(stopped.stdout).toContain('2048')
    expect(stopped.stdout).not.toContain('15006')

    team.write('target-en/a.md', english.replace('A pool takes', 'One pool takes'))
    team.git('add', '-A')
    team.write('target-en/a.md', english.replace('1024', '4096'))
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed') as string })
    expect(team.read('target-en/a.md')).toContain('4096')
  })
})
