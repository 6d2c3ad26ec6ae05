import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syncProject } from '../../src/app/sync-project.js'
import { type Build, build } from '../helpers/build.js'
import { makeFolder } from '../helpers/make-folder.js'
import { createMemoryProject } from '../helpers/project.js'

let built: Build
beforeAll(() => {
  built = build()
})
afterAll(() => built.remove())

/** Pages that are worth threads: more than a megabyte and a half of them, of which some have an English. */
function makePages(): { readonly path: string; readonly source: string; readonly target: string | null }[] {
  return Array.from({ length: 24 }, (_, page) => {
    const paragraphs = Array.from({ length: 330 }, (_, n) => {
      const number = page * 1000 + n
      return {
        source: `第 ${number} 段说的是监听器怎样绑定 ${number} 端口，又怎样把连接交给线程。`,
        target: `Paragraph ${number} says how a listener binds port ${number} and hands connections to a thread.`,
      }
    })
    const textOf = (side: 'source' | 'target', heading: string) =>
      [heading, ...paragraphs.map((each) => each[side])].join('\n\n')
    return {
      path: `part/${page}.md`,
      source: `${textOf('source', `# 第 ${page} 章`)}\n`,
      target: page % 8 === 0 ? `${textOf('target', `# Chapter ${page}`)}\n` : null,
    }
  })
}

const zhen = (cwd: string, ...argv: string[]) =>
  spawnSync(process.execPath, [built.main, ...argv, '--lang', 'en'], { cwd, encoding: 'utf8' })

describe('a sync in threads', () => {
  it('should write what a sync in one thread writes, and tell of a chapter it cannot read', async () => {
    const pages = makePages()
    const files = (name: (side: 'source' | 'target', path: string) => string) =>
      pages.flatMap(({ path, source, target }): [string, string][] => [
        [name('source', path), source],
        ...(target === null ? [] : [[name('target', path), target] as [string, string]]),
      ])
    const folders = { source: 'source-zh', target: 'target-en' }
    const root = await makeFolder({
      'zhen.config.json': '{}\n',
      ...Object.fromEntries(files((side, path) => `${folders[side]}/${path}`)),
    })
    expect(zhen(root, 'sync', '-q')).toMatchObject({ status: 0, stderr: '' })
    const alone = createMemoryProject(files((side, path) => `${side}:${path}`))
    await syncProject(alone, { chapters: [], locked: false, dryRun: false })
    const ledgerOf = (path: string) => join(root, 'target-en/.zhen', `${path}.jsonl`)
    for (const { path } of pages) {
      const text = readFileSync(ledgerOf(path), 'utf8')
      expect(text.split('\n').length).toBeGreaterThan(600)
      expect(text).toBe(alone.workspace.files.get(`ledger:${path}`))
    }
    const damaged = ledgerOf('part/7.md')
    writeFileSync(damaged, `${readFileSync(damaged, 'utf8')}\nnot json\n`)
    const { status, stderr } = zhen(root, 'status', '-q')
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('part/7.md.jsonl:') })
    // Every chapter is planned anew from its ledger, in threads as well.
    writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('\nnot json\n', ''))
    rmSync(join(root, '.zhen'), { recursive: true })
    expect(zhen(root, 'sync', '--dry-run', '--format', 'json').stdout).toContain('"changes": []')
  }, 120_000)
})
