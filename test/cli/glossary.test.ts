import { describe, expect, it } from 'vitest'
import type {
  GlossaryChangeReport,
  GlossaryImpactReport,
  GlossaryLintReport,
  MineReport,
  StatusReport,
} from '../../src/app/report.js'
import { makeBook } from '../helpers/book.js'
import { makeTeam } from '../helpers/team.js'

const CSV = 'source,target,status,pos,note,variants,context,owner\r\n监听器,listener,preferred,noun,,,,mark\r\n'

describe('glossary add', () => {
  it('should add a row and keep every other byte', async () => {
    const book = await makeBook({ 'glossary/a.csv': CSV })
    const add = ['glossary', 'add', '连接池', 'connection pool', '--pos', 'noun', '--note', 'not, ever, "link pool"']
    expect((await book.must(...add, '--variants', '連線池|连结池', '--dry-run')).stdout).toContain('1 row')
    expect(book.read('glossary/a.csv')).toBe(CSV)
    await book.must(...add, '--variants', '連線池|连结池')
    expect(book.read('glossary/a.csv')).toBe(
      `${CSV}连接池,connection pool,preferred,noun,"not, ever, ""link pool""",連線池|连结池,,\r\n`,
    )
    expect((await book.must('glossary', 'lint')).stdout).toContain('in order')
    expect((await book.must(...add)).stdout).toContain('there already')
  })

  it('should begin a glossary', async () => {
    const book = await makeBook()
    await book.must('glossary', 'add', '池', 'pool')
    expect(book.read('glossary/terms.csv')).toBe(
      'source,target,status,pos,note,variants,context\n池,pool,preferred,,,,\n',
    )
  })

  it('should refuse what contradicts the glossary, and not guess which file', async () => {
    const book = await makeBook({
      'glossary/a.csv': CSV,
      'glossary/b.csv': 'source,target,status\n链,chain,preferred\n',
    })
    const before = book.tree()
    const conflict = await book.run('glossary', 'add', '监听器', 'monitor')
    expect(conflict).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('line 2 of glossary/a.csv: “listener”'),
    })
    expect((await book.run('glossary', 'add', '池', 'pool')).stderr).toContain('glossary/a.csv, glossary/b.csv')
    expect((await book.run('glossary', 'add', '池', 'pool', '--file', 'b', '--note', 'x')).stderr).toContain('“note”')
    expect((await book.run('glossary', 'add', '池', 'pool', '--file', '../../b')).stderr).toContain('leads out')
    expect(book.tree()).toEqual(before)
    await book.must('glossary', 'add', '监听器', 'monitor', '--status', 'deprecated')
    expect(book.read('glossary/a.csv')).toContain('\r\n监听器,monitor,deprecated,,,,,\r\n')
  })
})

describe('glossary export and import', () => {
  it.each(['csv', 'tsv', 'tbx'])('should carry terms to another book by %s', async (form) => {
    const book = await makeBook({
      'glossary/a.csv': `${CSV}=池,+pool,preferred,noun,"-note, with ""quotes""",槽,with:水,\n`,
    })
    const { stdout } = await book.must('glossary', 'export', '--as', form)
    const other = await makeBook({ [`terms.${form}`]: stdout })
    const file = other.path(`terms.${form}`)
    await other.must('glossary', 'import', file)
    const list = async (from: typeof book) =>
      JSON.parse((await from.must('glossary', 'list', '--format', 'json')).stdout)
    const plain = ({ terms }: { terms: { path: string; line: number }[] }) => terms.map(({ path: _, ...term }) => term)
    expect(plain(await list(other))).toEqual(plain(await list(book)))
    const again = await other.must('glossary', 'import', file, '--format', 'json')
    expect(JSON.parse(again.stdout) as GlossaryChangeReport).toMatchObject({ known: 2, added: [], written: [] })
  })

  it('should leave alone and name what the glossary has otherwise', async () => {
    const book = await makeBook({
      'glossary/a.csv': CSV,
      'new.tsv': 'source\ttarget\tstatus\n监听器\tmonitor\tpreferred\n链\tchain\tpreferred\n',
    })
    const { stdout } = await book.must('glossary', 'import', book.path('new.tsv'))
    expect(stdout).toContain('“monitor” for “监听器” does not go with line 2 of glossary/a.csv: “listener”')
    expect(book.read('glossary/a.csv')).toBe(`${CSV}链,chain,preferred,,,,,\r\n`)
  })

  it('should write no file of TBX without a term', async () => {
    const book = await makeBook({ 'glossary/a.csv': CSV.split('\r\n')[0] as string })
    const { exitCode, stdout, stderr } = await book.run('glossary', 'export', '--output', book.path('a.tbx'))
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain('has no terms, and TBX holds at least one')
    expect(() => book.read('a.tbx')).toThrow('ENOENT')
    expect((await book.must('glossary', 'export', '--as', 'csv')).stdout.trim().split('\n')).toHaveLength(1)
  })

  it('should say where a file is broken', async () => {
    const book = await makeBook({ 'a.tbx': '<tbx>\n<text></tbx>', 'b.csv': 'source,target,status\n池,pool,best\n' })
    expect(await book.run('glossary', 'import', book.path('a.tbx'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('a.tbx:2:12'),
    })
    expect((await book.run('glossary', 'import', book.path('b.csv'))).stderr).toContain('b.csv:2')
    expect((await book.run('glossary', 'import', book.path('c.csv'))).stderr).toContain('c.csv')
  })
})

describe('a changed glossary', () => {
  it('should change no status', async () => {
    const book = await makeBook({
      'glossary/a.csv': CSV,
      'source-zh/a.md': '监听器绑定端口。\n\n监听器关闭。\n',
      'target-en/a.md': 'The listener binds a port.\n\n监听器关闭。\n',
    })
    await book.must('sync')
    const [first] = await book.list()
    await book.must('approve', first?.id ?? '')
    const [before, ledger] = [(await book.status()) as StatusReport, book.tree()]
    book.write('glossary/a.csv', CSV.replace('listener', 'monitor'))
    expect(await book.status()).toEqual(before)
    await book.must('sync')
    expect(await book.status()).toEqual(before)
    expect({ ...book.tree(), 'glossary/a.csv': '' }).toEqual({ ...ledger, 'glossary/a.csv': '' })
    expect((await book.run('check', '--only', 'term-missing')).stdout).toContain('monitor')
  })
})

describe('glossary lint', () => {
  it('should tell of terms that the book does not have, without failing', async () => {
    const book = await makeBook({ 'glossary/a.csv': CSV, 'source-zh/a.md': '`监听器`\n\n过滤器\n' })
    const { stdout } = await book.must('glossary', 'lint', '--format', 'json')
    const { issues } = JSON.parse(stdout) as GlossaryLintReport
    expect(issues).toMatchObject([{ code: 'unused', severity: 'info', source: '监听器', line: 2 }])
  })
})

describe('glossary impact', () => {
  it('should list the segments in which changed terms stand, and whether their English agrees', async () => {
    const rows = ['监听器,listener,preferred', '上游,upstream,preferred', '下游,downstream,preferred']
    const csv = (...some: string[]) => ['source,target,status', ...some, ''].join('\n')
    const team = await makeTeam(
      {
        'glossary/a.csv': csv(...rows),
        'source-zh/a.md': '监听器绑定端口。\n\n上游关闭。\n\n下游关闭。\n\n过滤器链。\n\n过滤器。\n',
        'target-en/a.md':
          'The listener binds.\n\nThe upstream closes.\n\nThe downstream closes.\n\nA filter chain.\n\n过滤器。\n',
      },
      null,
    )
    const impact = async (...argv: string[]) => {
      const { stdout, stderr } = await team.run('glossary', 'impact', '--format', 'json', ...argv)
      if (stdout === '') throw new Error(stderr)
      return JSON.parse(stdout) as GlossaryImpactReport
    }
    expect(await impact()).toMatchObject({ terms: [], segments: [] })
    team.write('glossary/a.csv', csv('监听器,monitor,preferred', rows[1] ?? '', '过滤器,filter,preferred'))
    const { terms, segments } = await impact()
    expect(terms).toEqual([
      { term: '监听器', kind: 'changed', before: 'listener', after: 'monitor' },
      { term: '过滤器', kind: 'added', before: null, after: 'filter' },
      { term: '下游', kind: 'removed', before: 'downstream', after: null },
    ])
    expect(segments.map(({ source, terms: found, outcome }) => [source?.startLine, found, outcome])).toEqual([
      [1, ['监听器'], 'differs'],
      [5, ['下游'], 'agrees'],
      [7, ['过滤器'], 'agrees'],
      [9, ['过滤器'], 'untranslated'],
    ])
    expect((await team.run('glossary', 'impact')).stdout).toContain('a.md:1')
    team.git('commit', '-qam', 'Change terms')
    expect(await impact()).toMatchObject({ terms: [] })
    expect((await impact('--since', 'HEAD~1')).terms).toHaveLength(3)
    expect((await team.run('glossary', 'impact', '--since', 'nowhere')).stderr).toContain('nowhere')
  })
})

describe('glossary mine', () => {
  it('should find terms in what is translated, and show drift with its places', async () => {
    const lines = (from: number, to: number, line: (index: number) => string) =>
      Array.from({ length: to - from }, (_, index) => line(from + index))
    const source = [...lines(0, 10, (n) => `阀门 ${n}`), ...lines(10, 30, (n) => `温度 ${n}`)]
    const target = [
      ...lines(0, 6, (n) => `The valve ${n}`),
      ...lines(6, 10, (n) => `A tap ${n}`),
      ...lines(10, 30, (n) => `Temperature ${n}`),
    ]
    const book = await makeBook({
      'source-zh/a.md': `${source.join('\n\n')}\n`,
      'target-en/a.md': `${target.join('\n\n')}\n`,
      'glossary/a.csv': 'source,target,status\n阀门,valve,preferred\n',
    })
    await book.must('sync')
    const mine = async (...argv: string[]) =>
      JSON.parse((await book.must('glossary', 'mine', '--format', 'json', ...argv)).stdout) as MineReport
    expect((await mine()).terms).toMatchObject([{ term: '温度', known: false, count: 20 }])
    expect((await mine('--least', '21')).terms).toEqual([])
    const { terms } = await mine('--drift')
    expect(terms).toMatchObject([
      {
        term: '阀门',
        known: true,
        renderings: [
          { text: 'valve', status: 'preferred', count: 6 },
          { text: 'tap', status: null, count: 4, places: [{ path: 'target-en/a.md', targetLine: 13 }, {}, {}, {}] },
        ],
      },
    ])
    expect((await book.must('glossary', 'mine', '--drift')).stdout).toContain('target-en/a.md:13')
  })
})
