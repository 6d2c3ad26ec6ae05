import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chapter, createEditions, type Editions, told } from './editions.js'

const ZH = {
  title: '# 连接池',
  intro: '连接池重用到同一上游主机的连接，从而省去握手的时间。',
  limit: '每个上游集群默认最多保持 1024 个连接，超过后新的请求在队列中等待。',
  drain: '监听器关闭以前，会先等待现有的连接结束。',
}
const EN = {
  title: '# Connection pools',
  intro: 'A connection pool reuses connections to the same upstream host and so saves the time of a handshake.',
  limit: 'Each upstream cluster keeps at most 1024 connections by default; further requests wait in a queue.',
  drain: 'Before a listener closes it waits for existing connections to end.',
}
const chinese = (changes: Partial<typeof ZH> = {}) => chapter(...Object.values({ ...ZH, ...changes }))
const english = (changes: Partial<typeof EN> = {}) => chapter(...Object.values({ ...EN, ...changes }))

/** A text that is as long, and says something else in no word of English. */
const INTRO_NOW = '连接池重用到同一上游主机的连接，并且按照优先级把它们分配给等待的请求，从而省去握手的时间。'
const LIMIT_NOW = ZH.limit.replace('1024', '2048')

/** A book translated on 2 March from the Chinese of 1 March. */
function translated(): Editions {
  return createEditions().zh('2024-03-01', { 'pool.md': chinese() }).en('2024-03-02', { 'pool.md': english() })
}

describe('what the English was made from', () => {
  it('should be the source of its day', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    const report = await book.adopt()
    expect(report.findings).toMatchObject([
      {
        class: 'stale',
        source: { path: '../zh/docs/pool.md', startLine: 3, endLine: 3 },
        target: { path: '../en/docs/pool.md', startLine: 3, endLine: 3 },
        translatedFrom: ZH.intro,
        sourceDate: '2024-05-01T12:00:00.000Z',
      },
    ])
    expect(report.findings[0]?.sourceCommit).toMatch(/^[0-9a-f]{40}$/)
    expect(await book.statusOf('连接池重用')).toEqual(['stale', 'substantive', 'assumed'])
    expect(await book.statusOf('每个上游')).toEqual(['translated', null, 'assumed'])
  })

  it('should be the older source where English that came days late says what that said', async () => {
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chinese() })
      .zh('2024-03-03', { 'pool.md': chinese({ limit: LIMIT_NOW }) })
      .en('2024-03-05', { 'pool.md': english() })
    expect((await book.adopt()).findings).toMatchObject([{ class: 'stale', translatedFrom: ZH.limit }])
  })

  it('should be the newer source where that was committed after its English', async () => {
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chinese() })
      .en('2024-03-05', { 'pool.md': english({ limit: EN.limit.replace('1024', '2048') }) })
      .zh('2024-03-20', { 'pool.md': chinese({ limit: LIMIT_NOW }) })
    expect(told(await book.adopt())).toEqual([])
  })

  it('should be the source of the same evening', async () => {
    const book = translated().zh('2024-03-02T20:00', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    expect(told(await book.adopt())).toEqual([])
  })

  it('should follow the source with an edit that follows it, and with no other', async () => {
    const book = translated()
      .zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW, limit: LIMIT_NOW }) })
      .en('2024-06-01', {
        'pool.md': english({
          intro: `${EN.intro.slice(0, -1)}, and hands them to waiting requests by their priority, oldest first.`,
          limit: EN.limit.replace('further', 'more'),
        }),
      })
    expect(told(await book.adopt())).toEqual([`stale: ${LIMIT_NOW}`])
  })

  it('should be the Chinese a chapter that was English first was put into', async () => {
    const book = createEditions()
      .en('2024-03-01', { 'pool.md': english() })
      .zh('2024-03-01', { 'pool.md': english() })
      .zh('2024-03-09', { 'pool.md': chinese() })
    expect(told(await book.adopt())).toEqual([])
    expect(await book.statusOf('连接池重用')).toEqual(['translated', null, 'assumed'])
  })

  it('should follow chapters that both editions rename in their own time', async () => {
    const book = translated()
      .move('zh', '2024-04-01', 'pool.md', 'upstream/pool.md')
      .zh('2024-05-01', { 'upstream/pool.md': chinese({ intro: INTRO_NOW }) })
      .move('en', '2024-06-01', 'pool.md', 'upstream/pool.md')
    expect((await book.adopt()).findings).toMatchObject([{ class: 'stale', translatedFrom: ZH.intro }])
  })

  it('should be found where only the source was renamed', async () => {
    const book = translated().move('zh', '2024-04-01', 'pool.md', 'upstream/pool.md')
    expect(told(await book.adopt())).toEqual([])
    expect(await book.statusOf('连接池重用')).toEqual(['translated', null, 'assumed'])
    expect(JSON.parse((await book.run('status', '--format', 'json')).stdout).total).toMatchObject({ misplaced: 4 })
  })

  it('should be doubtful where many chapters came in one commit', async () => {
    const chapters = (text: string) => Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`c${at}.md`, text]))
    const book = createEditions()
      .zh('2024-03-01', chapters(chinese()))
      .en('2024-04-01', chapters(english()))
      .zh('2024-05-01', { 'c1.md': chinese({ intro: INTRO_NOW }) })
    const [finding] = (await book.adopt()).findings
    expect(finding).toMatchObject({ class: 'stale', confidence: 0.6 })
  })

  it('should be doubtful where the chapter was translated anew since, and this left as it was', async () => {
    const book = translated()
      .zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
      .en('2024-06-01', {
        'pool.md': english({
          title: '# Pools of connections',
          limit:
            'By default no more than 1024 connections are held for a cluster upstream, and what exceeds that must wait.',
          drain: 'Closing a listener first lets the connections that it has come to their end.',
        }),
      })
    expect((await book.adopt()).findings).toMatchObject([{ class: 'stale', confidence: 0.5 }])
  })
})

describe('findings', () => {
  it('should call an edit cosmetic that the English does not need', async () => {
    const book = translated().zh('2024-05-01', {
      'pool.md': chinese({ intro: ZH.intro.replace('，', '，也就'), limit: ZH.limit.replace('默认', '**默认**') }),
    })
    const report = await book.adopt()
    expect(report.findings.map((finding) => finding.class)).toEqual(['cosmetic', 'cosmetic'])
    expect(await book.statusOf('连接池重用')).toEqual(['translated', null, 'assumed'])
    expect(await book.statusOf('每个上游')).toEqual(['translated', 'format', 'assumed'])
  })

  it('should tell what was added since from what was left out', async () => {
    const withoutDrain = chapter(EN.title, EN.intro, EN.limit, '## More', 'More of it is told in the next chapter.')
    const tail = ['## 更多', '更多的内容见下一章。']
    const added = '健康检查失败的主机不再得到新的连接。'
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chapter(...Object.values(ZH), ...tail) })
      .en('2024-03-02', { 'pool.md': withoutDrain })
      .zh('2024-05-01', { 'pool.md': chapter(ZH.title, ZH.intro, added, ZH.limit, ZH.drain, ...tail) })
    expect(told(await book.adopt())).toEqual([`added-since: ${added}`, `dropped: ${ZH.drain}`])
    expect(await book.statusOf('健康检查')).toEqual(['untranslated', 'new', null])
    expect(await book.statusOf('监听器关闭')).toEqual(['untranslated', 'dropped', null])
  })

  it('should name what is still Chinese, sentences inside English too, but not names', async () => {
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chinese() })
      .en('2024-03-02', {
        'pool.md': english({
          intro: `${EN.intro} See [《网络内幕》](https://example.org).`,
          limit: `${EN.limit} 即系如果`,
          drain: ZH.drain,
        }),
      })
    expect(told(await book.adopt())).toEqual([`copy: ${ZH.drain}`, `copy: ${ZH.limit}`])
  })

  it('should keep English whose source is gone, with what it was', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chapter(ZH.title, ZH.intro, ZH.limit) })
    expect((await book.adopt()).findings).toMatchObject([
      { class: 'deleted-in-source', source: null, target: { startLine: 7 }, translatedFrom: ZH.drain },
    ])
    expect(await book.statusOf('监听器关闭')).toEqual(['obsolete', null, null])
  })

  it('should find the fence that was broken, and not what it swallowed', async () => {
    const fence = '```bash\nkubectl port-forward --address 0.0.0.0 pods/httpbin 8080:80\n```'
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chapter(...Object.values(ZH), fence) })
      .en('2024-03-02', { 'pool.md': chapter(...Object.values(EN), fence.replace('```bash', '``bash')) })
    expect((await book.adopt()).findings).toMatchObject([{ class: 'damaged', target: { startLine: 9 } }])
  })

  it('should find code that English has and the source never had, addresses of another language apart', async () => {
    const fence = '```bash\ncurl https://docs.example.org/zh/start\niptables -A INPUT -j ACCEPT\n```'
    const localised = fence.replace('/zh/', '/en/')
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chapter(ZH.title, fence, ZH.intro, fence, ZH.limit, ZH.drain) })
      .en('2024-03-02', {
        'pool.md': chapter(EN.title, localised, EN.intro, localised.replace('-j ACCEPT', '-j accepted'), EN.limit),
      })
    const damaged = (await book.adopt()).findings.filter((finding) => finding.class === 'damaged')
    expect(damaged).toMatchObject([{ source: { startLine: 10 }, target: { startLine: 10, endLine: 13 } }])
  })

  it('should find sentences that were left out inside a paragraph', async () => {
    const more = '这个上限可以在集群的配置里修改，但是改得太大会耗尽内存。请先观察一段时间的指标，然后再作决定。'
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chinese({ limit: `${ZH.limit}${more}` }) })
      .en('2024-03-02', { 'pool.md': english() })
    expect((await book.adopt()).findings).toMatchObject([
      { class: 'dropped', source: { startLine: 5 }, target: { startLine: 5 } },
    ])
  })

  it('should not miss what only says again in Chinese what is quoted in English', async () => {
    const quoted = 'When `readDisable(false)` is called on the `Source`, any `Buffer` is consumed at once.'
    const rendering = '当 `Source` 上的 `readDisable(false)` 被调用时，任何 `Buffer` 中的数据都会立即被处理。'
    const book = createEditions()
      .zh('2024-03-01', { 'pool.md': chapter(ZH.title, quoted, rendering, ZH.intro, ZH.drain) })
      .en('2024-03-02', { 'pool.md': chapter(EN.title, quoted, EN.intro, EN.drain) })
    expect(told(await book.adopt())).toEqual([])
    expect(await book.statusOf('当 `Source`')).toEqual(['untranslated', 'dropped', null])
  })
})

describe('zhen adopt', () => {
  it('should write nothing on a dry run, and tell the same', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    const dry = await book.adopt('--dry-run')
    expect(readdirSync(join(book.root, 'en/docs'))).toEqual(['pool.md'])
    expect(dry.findings).toEqual((await book.adopt()).findings)
  })

  it('should change nothing the second time, nor should a sync', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chapter(ZH.title, INTRO_NOW, LIMIT_NOW) })
    const first = await book.adopt()
    const ledger = () => readFileSync(join(book.root, 'en/docs/.zhen/pool.md.jsonl'), 'utf8')
    const before = ledger()
    const pin = () => readFileSync(join(book.root, 'en/docs/.zhen/source.json'), 'utf8')
    const pinned = pin()
    expect(JSON.parse(pinned)).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) })
    expect((await book.run('sync')).exitCode).toBe(0)
    expect(pin()).toBe(pinned)
    const second = await book.adopt()
    expect(ledger()).toBe(before)
    expect([second.findings, second.written]).toEqual([first.findings, []])
  })

  it('should correct what a sync assumed, and leave what a person stated', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW, limit: LIMIT_NOW }) })
    await book.run('sync')
    const { stdout } = await book.run('list', '--status', 'translated,stale', '--format', 'json')
    const { segments } = JSON.parse(stdout) as { segments: { id: string; source: { text: string }; status: string }[] }
    const limit = segments.find(({ source }) => source.text === LIMIT_NOW)
    const decided = limit?.status === 'stale' ? 'still-valid' : 'accept'
    expect((await book.run(decided, limit?.id ?? '', '--by', 'Li Lei')).exitCode).toBe(0)
    expect(told(await book.adopt())).toEqual([`stale: ${INTRO_NOW}`])
  })

  it.each([
    ['should divide English that an earlier link gave to several at once', [], [EN.intro, EN.limit]],
    ['should leave it where a person spoke of it', ['accept'], [`${EN.intro}\n\n${EN.limit}`]],
  ])('%s', async (_, decision, expected) => {
    const book = translated()
    await book.run('sync')
    const path = join(book.root, 'en/docs/.zhen/pool.md.jsonl')
    const lines = readFileSync(path, 'utf8')
      .split(/\n+/)
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; source: string; facts: object[] })
    const group = lines.filter(({ source }) => source === ZH.intro || source === ZH.limit).map(({ id }) => id)
    const [source, target] = [`${ZH.intro}\n\n${ZH.limit}`, `${EN.intro}\n\n${EN.limit}`]
    const fact = { basis: 'assumed', confidence: 0.7, fact: 'translated', group, source, target }
    const coarse = lines.map((line) => JSON.stringify(group.includes(line.id) ? { ...line, facts: [fact] } : line))
    writeFileSync(path, `${coarse.join('\n\n')}\n`)
    for (const verb of decision) expect((await book.run(verb, ...group, '--by', 'Li Lei')).exitCode).toBe(0)
    await book.adopt()
    const after = readFileSync(path, 'utf8')
    const translations = [...after.matchAll(/"fact":"translated"[^}]*"target":("(?:[^"\\]|\\.)*")/g)]
    const english = new Set(translations.map(([, text = '']) => JSON.parse(text) as string))
    expect([...english].filter((text) => text.includes(EN.intro) || text.includes(EN.limit))).toEqual(expected)
    expect((await book.adopt()).written).toEqual([])
  })

  it('should take folders without any history as made from today', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    for (const side of ['zh', 'en']) rmSync(join(book.root, side, '.git'), { recursive: true })
    const report = await book.adopt()
    expect([told(report), report.history]).toEqual([[], { source: null, target: null }])
  })

  it('should learn from repositories that are named', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    for (const side of ['zh', 'en']) {
      cpSync(join(book.root, side), join(book.root, `${side}-repository`), { recursive: true })
      rmSync(join(book.root, side, '.git'), { recursive: true })
    }
    const report = await book.adopt('--source-repo', '../zh-repository', '--target-repo', '../en-repository')
    expect(told(report)).toEqual([`stale: ${INTRO_NOW}`])
  })

  it('should refuse a repository without these chapters', async () => {
    const { exitCode, stderr } = await translated().run('adopt', '--source-repo', '.')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('history')])
  })

  it('should refuse to work without the Chinese, and leave the ledger as it is', async () => {
    const book = translated()
    await book.adopt()
    const ledger = () => readFileSync(join(book.root, 'en/docs/.zhen/pool.md.jsonl'), 'utf8')
    const before = ledger()
    rmSync(join(book.root, 'zh/docs'), { recursive: true })
    expect((await book.run('adopt')).exitCode).toBe(2)
    expect(ledger()).toBe(before)
  })

  it('should speak to people too', async () => {
    const book = translated().zh('2024-05-01', { 'pool.md': chinese({ intro: INTRO_NOW }) })
    const { stdout, exitCode } = await book.run('adopt')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('../zh/docs/pool.md:3 ↔ ../en/docs/pool.md:3')
  })
})
