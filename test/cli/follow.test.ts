import { linkSync, rmSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FollowReport } from '../../src/app/follow-chapters.js'
import { makeBook, makeSyncedBook } from '../helpers/book.js'

describe('follow', () => {
  it('should plan, then rename and move, and leave the ledger in order', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/envoy/listeners.md', '# 监听器\n\n连接池限制并发请求。\n\n监听器绑定 15001 端口。\n')
    rmSync(book.path('source-zh/a.md'))
    const before = book.tree()
    const planned = JSON.parse((await book.must('follow', '--dry-run', '--format', 'json')).stdout) as FollowReport
    expect(book.tree()).toEqual(before)
    expect(planned).toMatchObject({
      renames: [{ from: 'a.md', to: 'envoy/listeners.md' }],
      moves: [{ from: 'envoy/listeners.md', to: 'envoy/listeners.md' }],
      left: [],
      dryRun: true,
    })
    const { stdout } = await book.must('follow')
    expect(stdout).toContain('1 file renamed.\n1 block moved.\n')
    expect(book.tree()).not.toHaveProperty('target-en/a.md')
    expect(book.read('target-en/envoy/listeners.md')).toBe(
      '# Listeners\n\nA connection pool limits concurrent requests.\n\nThe listener binds port 15001.\n',
    )
    expect((await book.status()).total).toMatchObject({ misplaced: 0, obsolete: 0, segments: { translated: 3 } })
    expect((await book.must('sync', '--locked')).exitCode).toBe(0)
    expect((await book.must('follow')).stdout).toBe('All English stands where its Chinese does.\n')
  })

  it('should leave the other name of a hard link alone', async () => {
    const book = await makeBook({
      'source-zh/a.md': '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n',
      'target-en/a.md':
        '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n',
    })
    await book.must('sync')
    linkSync(book.path('target-en/a.md'), book.path('twin.md'))
    const before = book.read('twin.md')
    book.write('source-zh/a.md', '# 监听器\n\n连接池限制并发请求。\n\n监听器绑定 15001 端口。\n')
    await book.must('follow')
    expect(book.read('twin.md')).toBe(before)
    expect(statSync(book.path('twin.md')).nlink).toBe(1)
    expect(book.read('target-en/a.md')).not.toBe(before)
  })

  it('should exit 2 without the Chinese chapters and for an unknown chapter', async () => {
    const book = await makeSyncedBook()
    expect(await book.run('follow', 'nothing.md')).toMatchObject({ exitCode: 2, stdout: '' })
    const english = await makeBook({ 'target-en/a.md': 'A.\n' })
    expect(await english.run('follow')).toMatchObject({ exitCode: 2, stdout: '' })
  })
})
