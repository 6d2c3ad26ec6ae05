import { renameSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeBook, makeSyncedBook } from '../helpers/book.js'
import { expectRefusal } from '../helpers/refusal.js'

const TEXT = '# 标题\n\n监听器绑定 15001 端口。\n'
const ENGLISH = '# Title\n\nThe listener binds port 15001.\n'

const NAMES = [
  'a b.md',
  ' a.md',
  'a"b\'c`d.md',
  'a\nb.md',
  'a\tb\u001b[31mred.md',
  '第一章 监听器.md',
  'cafe\u0301.md',
  '😀/é.md',
  '-C.md',
  '--help.md',
  '__proto__.md',
  'constructor/toString.md',
  'a.md.jsonl.md',
  'source.json.md',
  'x.notes.md',
  '100%.md',
  '$(id).md',
  '[a]{b}*?.md',
  'a\\b.md',
  'CON.md',
  'a,b.md',
  '\u202egnp.md',
  '\u2066a\u009b2J.md',
  '::error::a.md',
  'a. .md',
  `${'很长的目录/'.repeat(40)}a.md`,
  `${'章'.repeat(80)}.md`,
]

describe.runIf(process.platform !== 'win32')('a chapter’s name', () => {
  it.each(NAMES)('should be all right: %j', async (name) => {
    const book = await makeBook({
      [`source-zh/${name}`]: TEXT,
      [`target-en/${name}`]: ENGLISH,
      'source-zh/other.md': `${TEXT}\n熔断。\n`,
    })
    await book.must('sync')
    expect((await book.status()).chapters.map(({ chapter }) => chapter).sort()).toEqual([name, 'other.md'].sort())
    const segments = (await book.list()).filter(({ chapter }) => chapter === name)
    expect(segments.map(({ status }) => status)).toEqual(['translated', 'translated'])
    for (const command of ['status', 'list', 'check --format github', 'draft', 'sync --locked', 'doctor']) {
      const { stdout, stderr, exitCode } = await book.run(...command.split(' '))
      expect([exitCode, stderr]).toEqual([command === 'doctor' ? exitCode : 0, ''])
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    }
    book.write(`source-zh/${name}`, TEXT.replace('15001', '15006'))
    await book.must('sync', '--', name)
    expect((await book.list()).map(({ status }) => status)).toContain('stale')
    expect(book.read(`target-en/.zhen/${name}.jsonl`)).toContain('15006')
  })

  it.each([250, 255])(
    'should be refused where it has %i bytes and its ledger no room, and read all the same',
    async (bytes) => {
      const name = `${'a'.repeat(bytes - 3)}.md`
      const book = await makeBook({ [`source-zh/${name}`]: TEXT, [`target-en/${name}`]: ENGLISH })
      await expectRefusal(book, ['sync'], 'name-too-long', { path: `target-en/.zhen/${name}.jsonl` })
      for (const command of ['status', 'list', 'check', 'export', 'doctor']) await book.must(command)
      expect((await book.run('doctor')).stdout).toContain('names that not every system takes')
    },
  )

  it('should be refused where only its notes have no room, and stay as it was', async () => {
    const name = `${'a'.repeat(246)}.md`
    const book = await makeBook({ [`source-zh/${name}`]: TEXT, [`target-en/${name}`]: ENGLISH })
    await book.must('sync')
    book.write(`source-zh/${name}`, TEXT.replace('绑定', '绑定到'))
    await book.must('sync')
    const [segment] = await book.list('--status', 'stale')
    expect(segment?.chapter).toBe(name)
    await book.must('export')
    await book.must('still-valid', segment?.id ?? '', '--by', 'Li')
  })

  it('should keep chapters apart that differ only by how an accent is written', async () => {
    const [composed, apart] = ['source-zh/caf\u00e9.md', 'source-zh/cafe\u0301.md']
    const book = await makeBook({ [composed]: TEXT, [apart]: '# 简介\n', 'target-en/caf\u00e9.md': ENGLISH })
    // Some systems take one for the other.
    if (book.read(composed) !== TEXT) return
    await book.must('sync')
    expect((await book.status()).chapters.map(({ segments }) => segments.translated)).toEqual(
      expect.arrayContaining([0, 2]),
    )
    expect((await book.list('caf\u00e9.md')).map(({ source }) => source?.text)).toContain('标题')
    expect((await book.list('cafe\u0301.md')).map(({ source }) => source?.text)).toEqual(['简介'])
    expect((await book.run('doctor')).stdout).toContain('2 chapters have names that not every system takes')
  })

  it('should keep chapters apart that differ only by case', async () => {
    const book = await makeBook({
      'source-zh/Intro.md': TEXT,
      'source-zh/intro.md': '# 简介\n',
      'target-en/Intro.md': ENGLISH,
    })
    if (book.read('source-zh/Intro.md') !== TEXT) return
    await book.must('sync')
    expect((await book.status()).chapters.map(({ chapter, segments }) => [chapter, segments.total])).toEqual([
      ['Intro.md', 2],
      ['intro.md', 1],
    ])
    expect((await book.list('intro.md')).map(({ source }) => source?.text)).toEqual(['简介'])
  })

  it('should be followed where only its case changes, on both sides', async () => {
    const book = await makeSyncedBook()
    const before = (await book.list('a')).map(({ id, status }) => ({ id, status }))
    for (const folder of ['source-zh', 'target-en'])
      renameSync(book.path(`${folder}/a.md`), book.path(`${folder}/A.md`))
    await book.must('sync')
    const after = (await book.list('A')).filter(({ status }) => status !== 'obsolete')
    expect(after.map(({ id, status }) => ({ id, status }))).toEqual(before)
  })

  it('should not be passed over when it is not UTF-8', async () => {
    const book = await makeSyncedBook()
    const lost = Buffer.from([0xd5, 0xc2])
    writeFileSync(Buffer.concat([Buffer.from(book.path('source-zh/')), lost, Buffer.from('.md')]), TEXT)
    for (const command of ['status', 'sync', 'draft']) {
      const { exitCode, stderr } = await book.run(command)
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('source-zh/\ufffd\ufffd.md is not UTF-8')])
    }
  })

  it('should be refused where a folder is named like another chapter’s ledger', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md.jsonl/b.md', TEXT)
    await expectRefusal(book, ['sync'], 'target-unwritable', { path: 'target-en/.zhen/a.md.jsonl/b.md.jsonl' })
  })
})

describe('what lies about', () => {
  it('should be taken for no chapter and left where it is', async () => {
    const book = await makeSyncedBook()
    const before = await book.list()
    for (const name of [
      'source-zh/.a.md.swp',
      'source-zh/a.md~',
      'source-zh/#a.md#',
      'source-zh/._a.md',
      'source-zh/.DS_Store',
      'target-en/.a.md.4711.abcd.tmp',
      'target-en/.4711.abcd.tmp',
      'target-en/a.md.orig',
      'target-en/.zhen/.4711.abcd.tmp',
      'target-en/.zhen/a.md.jsonl.orig',
      'target-en/.zhen/README.md',
    ])
      book.write(name, Buffer.from([0xff, 0xfe]))
    const tree = book.tree()
    await book.must('sync')
    expect(await book.list()).toEqual(before)
    expect(book.tree()).toEqual(tree)
  })

  it('should be cleared by the next sync where a zhen that was killed left it', async () => {
    const book = await makeSyncedBook()
    const before = book.tree()
    // No system numbers processes so high.
    const dead = `.${2 ** 31 - 2}.0123456789ab.tmp`
    for (const folder of ['target-en', 'target-en/.zhen']) {
      book.write(`${folder}/${dead}`, 'half a')
      book.write(`${folder}/.${process.pid}.0123456789ab.tmp`, 'in use')
    }
    await book.must('status')
    expect(Object.keys(book.tree())).toHaveLength(Object.keys(before).length + 4)
    await book.must('sync')
    const left = Object.keys(book.tree()).filter((path) => path.endsWith('.tmp'))
    expect(left).toEqual([
      `target-en/.${process.pid}.0123456789ab.tmp`,
      `target-en/.zhen/.${process.pid}.0123456789ab.tmp`,
    ])
  })
})
