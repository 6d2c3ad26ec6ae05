import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Build, build } from '../helpers/build.js'
import { makeTeam, type Team } from '../helpers/team.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const top = join(import.meta.dirname, '../..')

let built: Build
beforeAll(() => {
  built = build()
})
afterAll(() => built.remove())

const ENGLISH = '# Listeners\n\nThe listener binds port 15006.\n\nA pool takes 1024 requests.\n'

/** A branch that changes one of two paragraphs, merged as GitHub merges a pull request to try it. */
async function makePullRequest(): Promise<Team> {
  const team = await makeTeam(
    {
      'source-zh/a.md': '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池最多 1024 个请求。\n',
      'target-en/a.md': ENGLISH,
    },
    null,
  )
  await team.branch('request', () => team.write('target-en/a.md', ENGLISH.replace('1024', '2048')))
  team.git('checkout', '-q', '-b', 'merge')
  team.git('merge', '-q', '--no-ff', '--no-edit', 'request')
  return team
}

/** What a job has: a clone of the English edition, so many commits deep. */
function checkOut(team: Team, depth: number): string {
  const folder = temporaryFolder()
  execFileSync('git', ['clone', '-q', '--depth', String(depth), '-b', 'merge', `file://${team.root}`, folder])
  return folder
}

function runStep(folder: string, env: Readonly<Record<string, string>> = {}) {
  const summary = join(temporaryFolder(), 'summary.md')
  writeFileSync(summary, '')
  const { status, stdout, stderr } = spawnSync('bash', [join(top, 'ci/check.sh')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      ZHEN_ACTION: join(built.main, '../../..'),
      ZHEN_EVENT: 'pull_request',
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: summary,
      ...env,
    },
  })
  const annotations = stdout.split('\n').filter((line) => line.startsWith('::'))
  const changed = execFileSync('git', ['-C', folder, 'status', '--porcelain'], { encoding: 'utf8' })
  return { status, stdout, stderr, annotations, changed, summary: readFileSync(summary, 'utf8') }
}

describe('the action', () => {
  it('should annotate what the pull request touched, and write nothing but the summary', async () => {
    const { status, annotations, changed, summary } = runStep(checkOut(await makePullRequest(), 2))
    expect(annotations).toEqual([expect.stringMatching(/^::error file=target-en\/a\.md,line=5,.*2048$/)])
    expect({ status, changed }).toEqual({ status: 1, changed: '' })
    expect(summary).toContain('a.md:5')
    expect(summary).not.toContain('15006')
  })

  it('should check everything where the base is not there, and say so', async () => {
    const { annotations, stdout } = runStep(checkOut(await makePullRequest(), 1))
    expect(annotations).toHaveLength(2)
    expect(stdout).toContain('fetch-depth: 2')
  })

  it('should check everything on a push, and what it is asked for', async () => {
    const folder = checkOut(await makePullRequest(), 2)
    expect(runStep(folder, { ZHEN_EVENT: 'push' }).annotations).toHaveLength(2)
    expect(runStep(folder, { ZHEN_CHANGED_FROM: 'none' }).annotations).toHaveLength(2)
    expect(runStep(folder, { ZHEN_CHANGED_FROM: 'HEAD' })).toMatchObject({ status: 0, annotations: [] })
    expect(runStep(folder, { ZHEN_LANGUAGE: 'zh-CN' }).annotations[0]).toContain('中文是')
  })

  it('should do with the English alone', async () => {
    const folder = checkOut(await makePullRequest(), 2)
    rmSync(join(folder, 'source-zh'), { recursive: true })
    const { status, annotations } = runStep(folder)
    expect([status, annotations.length]).toEqual([1, 1])
  })

  it('should take its inputs for nothing but values', async () => {
    const folder = checkOut(await makePullRequest(), 2)
    for (const hostile of ['--format=json', '$(touch made)', '`touch made`', '; touch made', '"\n--update-baseline'])
      for (const input of ['ZHEN_CHAPTERS', 'ZHEN_CHANGED_FROM', 'ZHEN_FAIL_ON', 'ZHEN_PROJECT', 'ZHEN_BASELINE'])
        expect(runStep(folder, { [input]: hostile })).toMatchObject({ status: 2, annotations: [], changed: '' })
  })
})

describe('action.yml', () => {
  const action = readFileSync(join(top, 'action.yml'), 'utf8')

  it('should put no expression into a script', () => {
    const scripts = action.split('\n').filter((line) => /^\s+run:/.test(line))
    expect(scripts).toHaveLength(2)
    for (const script of scripts) expect(script).not.toContain('${{')
  })

  it('should hand every input on to the script, which takes each', () => {
    const script = readFileSync(join(top, 'ci/check.sh'), 'utf8')
    const inputs = Array.from(action.split('runs:')[0]?.matchAll(/^ {2}([a-z-]+):$/gm) ?? [], ([, name = '']) => name)
    expect(inputs.length).toBeGreaterThan(5)
    for (const input of inputs) {
      const variable = new RegExp(`^ +(ZHEN_\\w+): \\$\\{\\{ inputs\\.${input} \\}\\}$`, 'm').exec(action)?.[1]
      expect(script).toContain(`\${${variable}:`)
    }
  })
})
