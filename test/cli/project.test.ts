import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckReport, DiffReport, ListReport, StatusReport, SyncedChange } from '../../src/app/report.js'
import { copyProject } from '../helpers/make-folder.js'
import { runCli } from '../helpers/run-cli.js'

/** A project at work: runs commands in it, edits its files, and looks at them. */
async function openSmall() {
  const cwd = await copyProject('small')
  const zhen = (...argv: string[]) => runCli(argv, { cwd })
  return {
    cwd,
    zhen,
    async json<Report>(...argv: string[]): Promise<Report> {
      const { stdout } = await zhen(...argv, '--format', 'json')
      return JSON.parse(stdout) as Report
    },
    async edit(path: string, from: string, to: string) {
      const text = await readFile(join(cwd, path), 'utf8')
      expect(text).toContain(from)
      await writeFile(join(cwd, path), text.replace(from, to))
    },
  }
}

/** Every file but the index, with its bytes. */
function treeOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('zhen.db'))
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]))
}

describe('the main job', () => {
  it('should list what is untranslated, draft it from the memory, and let a person accept it', async () => {
    const { zhen, json, cwd } = await openSmall()
    expect(await zhen('sync')).toMatchObject({ exitCode: 0, stderr: '' })
    const { segments } = await json<ListReport>('list')
    expect(segments).toMatchObject([
      { chapter: 'index.md', status: 'untranslated', gap: 'copy', source: { startLine: 9 } },
    ])

    expect(await zhen('draft')).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(cwd, 'target-en/index.md'), 'utf8')).toMatch(
      /most\.\n\nAfter the timeout, the connection is closed\.\n$/,
    )
    const [draft] = (await json<ListReport>('list', '--status', 'draft')).segments
    expect(draft?.id).toBe(segments[0]?.id)

    expect(await zhen('accept', draft?.id ?? '', '--by', 'Li Si')).toMatchObject({ exitCode: 0 })
    const { total } = await json<StatusReport>('status')
    expect(total).toMatchObject({ segments: { untranslated: 0, draft: 0, translated: 8 }, percentTranslated: 100 })
    expect((await zhen('show', draft?.id ?? '')).stdout).toContain('accepted by Li Si, 2026-01-15T12:00:00Z')
  })

  it('should find what went stale, show how, and take a word for it', async () => {
    const { zhen, json, edit } = await openSmall()
    await zhen('sync')
    await edit('source-zh/index.md', '1024', '2048')
    const { changes } = await json<{ changes: SyncedChange[] }>('sync')
    expect(changes).toMatchObject([{ kind: 'changed', change: 'number', chapter: 'index.md' }])
    expect((await zhen('status', '--fail-on', 'stale')).exitCode).toBe(1)

    const { segments } = await json<DiffReport>('diff')
    expect(segments).toMatchObject([{ change: 'number', targets: [{ startLine: 7 }] }])
    expect((await zhen('diff')).stdout).toContain('[-1024-]{+2048+}')

    const id = segments[0]?.id ?? ''
    await zhen('still-valid', id, '--by', 'Li Si', '--reason', 'both hold')
    expect((await zhen('status', '--fail-on', 'stale')).exitCode).toBe(0)
    await zhen('reopen', id, '--by', 'Li Si')
    expect((await zhen('status', '--fail-on', 'stale')).exitCode).toBe(1)
  })

  it('should find with check what is wrong, and where in the English file', async () => {
    const { zhen, json, edit } = await openSmall()
    expect((await zhen('check')).exitCode).toBe(0)
    await edit('target-en/envoy/listeners.md', 'The listener takes', 'The receiver takes')
    await zhen('sync')
    const { issues } = await json<CheckReport & { issues: { message: string }[] }>('check')
    expect(issues).toMatchObject([{ check: 'term-missing', values: { term: '监听器' }, target: { startLine: 3 } }])
    expect(issues[0]?.message).toContain('监听器')
    expect((await zhen('check')).exitCode).toBe(1)
    const { stdout } = await zhen('check', '--format', 'github')
    expect(stdout).toMatch(/^::error file=target-en\/envoy\/listeners\.md,line=3,/)
  })

  it('should leave out of the count what a person omits', async () => {
    const { zhen, json } = await openSmall()
    await zhen('sync')
    const { segments } = await json<ListReport>('list')
    await zhen('omit', segments[0]?.id ?? '', '--reason', 'said before', '--by', 'Li Si')
    expect((await json<StatusReport>('status')).total).toMatchObject({
      segments: { omitted: 1 },
      percentTranslated: 100,
    })
  })
})

describe('files', () => {
  it.each([
    ['status'],
    ['list', '--assumed'],
    ['diff'],
    ['check'],
    ['doctor'],
    ['glossary', 'list'],
    ['glossary', 'lint'],
    ['sync', '--dry-run'],
    ['sync', '--locked'],
    ['draft', '--dry-run'],
    ['accept', '--chapter', 'index.md', '--dry-run'],
  ])('%s %s should write nothing', async (...argv) => {
    const { zhen, cwd, edit } = await openSmall()
    await zhen('sync')
    await edit('source-zh/index.md', '1024', '2048')
    const before = treeOf(cwd)
    expect((await zhen(...argv)).exitCode).toBeLessThanOrEqual(1)
    expect(treeOf(cwd)).toEqual(before)
  })

  it('should be as they were when nothing has changed', async () => {
    const { zhen, cwd } = await openSmall()
    await zhen('sync')
    const before = treeOf(cwd)
    expect((await zhen('sync')).stdout).toContain('nothing has changed')
    expect(treeOf(cwd)).toEqual(before)
  })

  it('should be missed by sync --locked until the ledger is written', async () => {
    const { zhen, edit } = await openSmall()
    expect((await zhen('sync', '--locked')).exitCode).toBe(1)
    await zhen('sync')
    expect((await zhen('sync', '--locked')).exitCode).toBe(0)
    await edit('target-en/index.md', 'This book explains', 'This book tells')
    expect((await zhen('sync', '--locked')).exitCode).toBe(1)
  })
})

describe('failures', () => {
  it.each([
    [['show', 'nosuch'], 'there is no segment “nosuch”'],
    [['list', 'nosuch.md'], 'there is no chapter “nosuch.md”'],
    [['check', '--only', 'term-mising'], 'Did you mean term-missing?'],
  ])('%j should exit 2 and say so', async (argv, words) => {
    const { zhen } = await openSmall()
    const { stderr, exitCode } = await zhen(...argv)
    expect(stderr).toContain(words)
    expect(exitCode).toBe(2)
  })

  it('should be told by doctor in words', async () => {
    const { zhen, cwd } = await openSmall()
    await writeFile(join(cwd, 'zhen.config.json'), '{"sorce": {}}')
    const { stdout, exitCode } = await zhen('doctor')
    expect(stdout).toContain('zhen.config.json has an unknown key, sorce\n    Keys known here: ')
    expect(exitCode).toBe(1)
  })

  it('should name the line of a configuration that is no JSON', async () => {
    const { zhen, cwd } = await openSmall()
    await writeFile(join(cwd, 'zhen.config.json'), '{\n  "glossary": glossary\n}')
    const { stderr, exitCode } = await zhen('status')
    expect(stderr).toContain('zhen.config.json:2:15 is not JSON: expected a value, found “glossary”')
    expect(exitCode).toBe(2)
  })
})
