import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RoundtripReport, SegmentsReport } from '../../src/app/report.js'
import { makeFolder } from '../helpers/make-folder.js'
import { runCli } from '../helpers/run-cli.js'

const CHAPTER =
  '\uFEFF# 监听器\r\n\r\n监听器接收\r\n下游连接。\r\n\r\n```yaml\r\nport: 15001\r\n```\r\n\r\nEnvoy proxy\r\n'

describe('segments', () => {
  it('should say what it sees, with offsets into the file', async () => {
    const cwd = await makeFolder({ 'a.md': CHAPTER })
    const { stdout, exitCode } = await runCli(['segments', 'a.md', '--format', 'json'], { cwd })
    const report = JSON.parse(stdout) as SegmentsReport
    expect(exitCode).toBe(0)
    expect(report).toMatchObject({
      file: 'a.md',
      segments: [
        { kind: 'heading', section: [], text: '监听器', startLine: 1, endLine: 1, carried: false },
        { kind: 'paragraph', section: ['监听器'], text: '监听器接收\n下游连接。', startLine: 3, endLine: 4 },
        { kind: 'paragraph', text: 'Envoy proxy', startLine: 10, carried: true },
      ],
      blocks: [{ kind: 'fence', startLine: 6, endLine: 8 }],
    })
    const [heading] = report.segments
    expect(CHAPTER.slice(heading?.startOffset, heading?.endOffset)).toBe('监听器')
  })

  it('should give an array for several files', async () => {
    const cwd = await makeFolder({ 'a.md': '甲', 'b.md': '' })
    const { stdout } = await runCli(['segments', 'a.md', 'b.md', '--format', 'json'], { cwd })
    expect((JSON.parse(stdout) as SegmentsReport[]).map(({ file, segments }) => [file, segments.length])).toEqual([
      ['a.md', 1],
      ['b.md', 0],
    ])
  })

  it('should take paths from the folder that -C names', async () => {
    const cwd = await makeFolder({ 'docs/a.md': '甲' })
    expect(await runCli(['segments', 'a.md', '-C', 'docs'], { cwd })).toMatchObject({ exitCode: 0 })
  })
})

describe('roundtrip', () => {
  it('should prove every Markdown file below a folder', async () => {
    const cwd = await makeFolder({
      'docs/a.md': CHAPTER,
      'docs/b/c.markdown': '甲',
      'docs/x.txt': 'no',
      'docs/.git/d.md': '',
    })
    const { stdout, exitCode } = await runCli(['roundtrip', 'docs', 'docs/a.md', '--format', 'json'], { cwd })
    const { files, failed } = JSON.parse(stdout) as RoundtripReport
    expect({ files: files.map(({ file }) => file), failed, exitCode }).toEqual({
      files: ['docs/a.md', 'docs/b/c.markdown'],
      failed: 0,
      exitCode: 0,
    })
    expect(files[0]).toMatchObject({ identity: true, shape: true, coverage: true, problems: [] })
  })
})

describe('files that cannot be read', () => {
  it.each([
    ['nothing.md', 'cannot read nothing.md: there is no such file'],
    ['latin1.md', 'latin1.md is not UTF-8 (line 2)'],
    ['folder.md', 'folder.md is a folder where a file was expected'],
    ['broken.md', 'cannot read broken.md: there is no such file'],
  ])('%s should exit 2 and say why', async (path, words) => {
    const cwd = await makeFolder({ 'latin1.md': new Uint8Array([0x61, 0x0a, 0xe9]), 'folder.md/x': '' })
    await symlink(join(cwd, 'gone.md'), join(cwd, 'broken.md'))
    const { stdout, stderr, exitCode } = await runCli(['segments', path], { cwd })
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toContain(`zhen: ${words}\n`)
  })
})
