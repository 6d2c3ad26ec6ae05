import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeBook, makeSyncedBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'

const COMMANDS = ['status', 'list', 'check', 'sync', 'draft']

describe('a configuration', () => {
  it.each(COMMANDS)('should be refused by %s for a key it does not know', async (command) => {
    const book = await makeSyncedBook()
    book.write('zhen.config.json', '{"source": {"directory": "source-zh"}}')
    const path = book.path('zhen.config.json')
    await expectRefusal(book, [command], 'config-unknown-key', { path, key: 'source.directory' })
  })

  it('should be refused with the key that was meant', async () => {
    const book = await makeBook()
    book.write('zhen.config.json', '{"sorce": {}}')
    expect((await book.run('status')).stderr).toContain('source')
    await expectRefusal(book, ['status'], 'config-unknown-key', { key: 'sorce' })
  })

  it.each([
    ['{"source": "source-zh"}', 'config-invalid'],
    ['{"source": []}', 'config-invalid'],
    ['{"target": {"dir": ""}}', 'config-invalid'],
    ['{"target": {"dir": "source-zh"}}', 'config-invalid'],
    ['{"checks": {"number-mismatch": "fatal"}}', 'config-invalid'],
    ['[]', 'config-invalid'],
    ['null', 'config-invalid'],
    ['', 'config-syntax'],
    ['{"source": {"dir": "a",}}', 'config-syntax'],
    ['{ // a comment\n}', 'config-syntax'],
  ] as const)('should be refused for %s', async (json, code) => {
    const book = await makeBook({ 'source-zh/a.md': '# 一\n' })
    book.write('zhen.config.json', json)
    await expectRefusal(book, ['sync'], code, { path: book.path('zhen.config.json') })
  })

  it('should be taken with a BOM', async () => {
    const book = await makeBook({ 'source-zh/a.md': '# 一\n' })
    book.write('zhen.config.json', '\ufeff{}')
    await book.must('sync')
  })

  it('should not be overwritten by a second init', async () => {
    const book = await makeSyncedBook()
    book.write('zhen.config.json', '{"target": {"dir": "target-en"},\r\n  "glossary": "terms"}')
    const before = book.read('zhen.config.json')
    await book.must('init')
    expect(book.read('zhen.config.json')).toBe(before)
    const values = { path: 'zhen.config.json', key: 'source.dir', expected: 'source-zh', found: 'elsewhere' }
    await expectRefusal(book, ['init', '--source', 'elsewhere'], 'config-differs', values)
  })

  it('should be refused by init where it cannot be read', async () => {
    const book = await makeBook()
    book.write('zhen.config.json', '{"source": ')
    await expectRefusal(book, ['init'], 'config-syntax', { path: book.path('zhen.config.json') })
  })
})

describe('init', () => {
  it('should be refused where a file is in the way of a folder', async () => {
    const book = await makeBook()
    book.write('glossary', 'no folder')
    await expectFailure(book, ['init'], 'folder-is-file', { path: 'glossary' })
    expect(book.read('glossary')).toBe('no folder')
  })

  it('should change what git knows by one line, and once', async () => {
    const book = await makeBook({ '.gitignore': 'node_modules\r\n_build' })
    await book.must('init')
    const tree = book.tree()
    expect(book.read('.gitignore')).toBe('node_modules\r\n_build\n.zhen/zhen.db*\n')
    await book.must('init')
    expect(book.tree()).toEqual(tree)
  })
})

describe('-C', () => {
  it.each([...COMMANDS, 'show x', 'accept x', 'doctor'])(
    'should not go to another project from a folder that is not there: %s',
    async (command) => {
      const book = await makeSyncedBook()
      const path = book.path('no/such')
      if (command === 'doctor') {
        expect((await book.run('-C', path, 'doctor')).exitCode).toBe(1)
        return
      }
      await expectRefusal(book, ['-C', path, ...command.split(' ')], 'folder-missing', { path })
    },
  )

  it('should not take a file', async () => {
    const book = await makeSyncedBook()
    const path = book.path('source-zh/a.md')
    await expectRefusal(book, ['-C', path, 'status'], 'folder-is-file', { path })
  })

  it('should find the project above a folder that is there', async () => {
    const book = await makeSyncedBook()
    mkdirSync(book.path('source-zh/deep'))
    await book.must('-C', book.path('source-zh/deep'), 'status')
  })

  it('should say where it has looked', async () => {
    const book = await makeBook()
    await expectRefusal(book, ['-C', '/', 'status'], 'project-not-found', { path: '/' })
  })
})

describe('what is named', () => {
  it.each(['show', 'accept', 'approve', 'still-valid', 'reopen', 'diff'])(
    'should be refused by %s where no segment has the id',
    async (command) => {
      const book = await makeSyncedBook()
      await expectRefusal(book, [command, 'zzzzzzzz'], 'segment-unknown', { id: 'zzzzzzzz' })
    },
  )

  it('should be refused where it is empty', async () => {
    const book = await makeSyncedBook()
    await expectRefusal(book, ['show', ''], 'segment-unknown')
  })

  it('should be refused where it fits several', async () => {
    const paragraphs = Array.from({ length: 40 }, (_, index) => `第 ${index} 段讲述熔断器。`)
    const book = await makeBook({ 'source-zh/a.md': `${paragraphs.join('\n\n')}\n` })
    await book.must('sync')
    const firsts = (await book.list()).map(({ id }) => id.charAt(0))
    const twice = firsts.find((first, index) => firsts.indexOf(first) !== index) ?? ''
    await expectRefusal(book, ['show', twice], 'segment-ambiguous', { id: twice })
    await expectRefusal(book, ['accept', twice, '--by', 'Li'], 'segment-ambiguous', { id: twice })
  })

  it('should decide nothing where one of several ids is wrong', async () => {
    const book = await makeSyncedBook()
    const [segment] = await book.list('--status', 'translated')
    await expectRefusal(book, ['approve', segment?.id ?? '', 'zzzz', '--by', 'Li'], 'segment-unknown', { id: 'zzzz' })
  })

  it.each(['status', 'list', 'sync', 'check', 'draft'])(
    'should be refused by %s where no chapter has the name',
    async (command) => {
      const book = await makeSyncedBook()
      await expectRefusal(book, [command, 'c.md'], 'chapter-unknown', { chapter: 'c.md' })
    },
  )
})
