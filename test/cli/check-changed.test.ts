import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../../src/app/report.js'
import { makeBook } from '../helpers/book.js'
import { expectFailure } from '../helpers/refusal.js'
import { runCli } from '../helpers/run-cli.js'
import { makeTeam, type Team } from '../helpers/team.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const SOURCE = [
  '# 监听器',
  '监听器绑定 15001 端口。',
  '连接池最多 1024 个请求。',
  '重试 3 次。',
  '超时 7 秒，\n也可设为 9 秒。',
]
const TARGET = [
  '# Listeners',
  'It binds port 15006.',
  'A pool takes 2048 requests.',
  'It retries 4 times.',
  'It waits 8 seconds,\nor else 9.',
]
const chapter = (paragraphs: readonly string[]) => `${paragraphs.join('\n\n')}\n`
const with_ = (paragraphs: readonly string[], index: number, text: string) => chapter(paragraphs.with(index, text))

const start = () => makeTeam({ 'source-zh/a.md': chapter(SOURCE), 'target-en/a.md': chapter(TARGET) }, null)

async function found(run: Team['run'], revision = 'main'): Promise<(string | number | undefined)[]> {
  const { stdout, stderr } = await run('check', '--format', 'json', '--changed-from', revision)
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as CheckReport).issues.map(({ values }) => values.found)
}

describe('check --changed-from', () => {
  it('should tell nothing of what nobody touched, whatever lines have moved', async () => {
    const team = await start()
    await team.branch('b', () => team.write('target-en/a.md', `% A remark\n\n\n${chapter(TARGET)}`))
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual([])
  })

  it('should tell of English that changed, the whole paragraph of it', async () => {
    const team = await start()
    await team.branch('b', () => team.write('target-en/a.md', with_(TARGET, 4, 'It waits 8 seconds,\nor nine.')))
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual(['8'])
    const { stdout } = await team.run('check', '--changed-from', 'main')
    expect(stdout).toContain('Only what changed since main was looked at.')
  })

  it('should tell of English that lost a line, and of what is not committed yet', async () => {
    const team = await start()
    team.write('target-en/a.md', chapter(TARGET).replace('A pool takes', 'A pool\ntakes\nup to'))
    team.commit('Longer')
    team.git('checkout', '-q', '-b', 'b')
    team.write('target-en/a.md', chapter(TARGET).replace('A pool takes', 'A pool\nup to'))
    expect(await found(team.run)).toEqual(['2048'])
  })

  it('should tell of Chinese that changed', async () => {
    const team = await start()
    await team.branch('b', () => team.write('source-zh/a.md', with_(SOURCE, 1, '监听器绑定 15001 端口，仅此而已。')), {
      sync: false,
    })
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual(['15006'])
  })

  it('should follow the ledger where the Chinese is not at hand', async () => {
    const team = await start()
    await team.branch('b', () => team.write('source-zh/a.md', with_(SOURCE, 3, '最多重试 3 次。')))
    team.git('checkout', '-q', 'b')
    team.git('rm', '-rq', 'source-zh')
    expect(await found(team.run)).toEqual(['4'])
  })

  it('should follow a renamed file, and see only what changed in it', async () => {
    const team = await start()
    await team.branch('b', () => {
      for (const side of ['source-zh', 'target-en']) team.git('mv', `${side}/a.md`, `${side}/renamed.md`)
      team.write('target-en/renamed.md', with_(TARGET, 3, 'It tries 4 times.'))
    })
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual(['4'])
  })

  it('should see nothing new in a paragraph that only moved', async () => {
    const team = await start()
    const move = (all: readonly string[]) => chapter([all[0], all[2], all[3], all[1], all[4]] as string[])
    await team.branch('b', () => {
      team.write('source-zh/a.md', move(SOURCE))
      team.write('target-en/a.md', move(TARGET))
    })
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual([])
  })

  it('should compare with where both histories parted', async () => {
    const team = await start()
    await team.branch('b', () => team.write('target-en/a.md', with_(TARGET, 3, 'It tries 4 times.')))
    team.write('target-en/a.md', with_(TARGET, 1, 'It binds to port 15006.'))
    team.commit('Main goes on')
    team.git('checkout', '-q', 'b')
    expect(await found(team.run)).toEqual(['4'])
  })

  it('should see a new chapter whole, one with a name that git quotes too', async () => {
    const team = await start()
    const name = '新 "章\t.md'
    team.write(`source-zh/${name}`, chapter(SOURCE.slice(0, 2)))
    team.write(`target-en/${name}`, chapter(TARGET.slice(0, 2)))
    expect(await found(team.run)).toEqual(['15006'])
    team.git('add', '-A')
    expect(await found(team.run)).toEqual(['15006'])
  })

  it('should say what is missing: the revision, the history, the repository', async () => {
    const team = await start()
    await expectFailure(team, ['check', '--changed-from', 'nowhere'], 'revision-unknown', { revision: 'nowhere' })
    await expectFailure(team, ['check', '--changed-from', '--output=x'], 'revision-unknown', { revision: '--output=x' })
    team.edit('target-en/a.md', '15006', '15007')
    team.commit('Second')
    const shallow = temporaryFolder()
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${team.root}`, shallow])
    const run = (...argv: string[]) => runCli(['-C', shallow, ...argv])
    await expectFailure({ run }, ['check', '--changed-from', 'HEAD~1'], 'history-shallow', { revision: 'HEAD~1' })
    expect(await found(run, 'HEAD')).toEqual([])

    const bare = await makeBook({ 'source-zh/a.md': chapter(SOURCE), 'target-en/a.md': chapter(TARGET) })
    await expectFailure(bare, ['check', '--changed-from', 'main'], 'no-repository')
  })

  it('should know the last commit of a clone of two, as a pull request’s is', async () => {
    const team = await start()
    team.write('target-en/a.md', with_(TARGET, 3, 'It tries 4 times.'))
    team.commit('Second')
    const shallow = temporaryFolder()
    execFileSync('git', ['clone', '-q', '--depth', '2', `file://${team.root}`, shallow])
    rmSync(`${shallow}/source-zh`, { recursive: true })
    execFileSync('git', ['-C', shallow, 'rm', '-rq', '--cached', 'source-zh'])
    expect(await found((...argv) => runCli(['-C', shallow, ...argv]), 'HEAD~1')).toEqual(['4'])
  })
})
