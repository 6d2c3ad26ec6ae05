import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../../src/app/report.js'
import { type Book, makeBook, makeSyncedBook } from '../helpers/book.js'
import { expectFailure, expectRefusal } from '../helpers/refusal.js'

const FORMS = [
  ['xliff', 'book.xlf'],
  ['xliff-1.2', 'book.xlf'],
  ['po', 'book.po'],
  ['csv', 'book.csv'],
] as const

async function exported(book: Book, form: string, name: string, ...argv: string[]): Promise<string> {
  await book.must('export', '--format', form, '--out', book.path(name), ...argv)
  return book.read(name)
}

async function imported(book: Book, name: string, ...argv: string[]): Promise<ImportReport> {
  return JSON.parse((await book.must('import', book.path(name), '--format', 'json', ...argv)).stdout) as ImportReport
}

/** The files of the book alone, without what was exported. */
function chapters(book: Book): Record<string, string> {
  return Object.fromEntries(Object.entries(book.tree()).filter(([name]) => /^(?:source|target)-/.test(name)))
}

/** Two chapters in English, one of them with codes. */
async function makeCodedBook(): Promise<Book> {
  const book = await makeBook({
    'source-zh/a.md': '# 监听器\n\n监听器绑定 `15001` 端口，见[文档](https://a.b)。\n\n- 连接池\n- 熔断器\n',
    'target-en/a.md':
      '# Listeners\n\nThe listener binds port `15001`, see the [documentation](https://a.b).\n\n- Pools\n- Breakers\n',
    'source-zh/b.md': '# 熔断\n\n熔断器保护上游。\n',
  })
  await book.must('sync')
  return book
}

describe.each(FORMS)('%s', (form, name) => {
  it('should take an export that nobody touched for no edit, and change no byte', async () => {
    const book = await makeCodedBook()
    await exported(book, form, name)
    const before = book.tree()
    const report = await imported(book, name)
    expect(report).toMatchObject({ edited: [], decided: [], refused: [], suggested: [], comments: [], unchanged: 6 })
    expect(book.tree()).toEqual(before)
  })

  it('should take exactly what was edited, by id, and leave every other byte', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, form, name)
    book.write(
      name,
      text.replace('The listener binds port', 'A listener listens on').replace('Pools', 'Connection pools'),
    )
    const report = await imported(book, name)
    expect(report.edited.map(({ before, after }) => [before, after])).toEqual([
      [
        'The listener binds port `15001`, see the [documentation](https://a.b).',
        'A listener listens on `15001`, see the [documentation](https://a.b).',
      ],
      ['Pools', 'Connection pools'],
    ])
    expect(report).toMatchObject({ refused: [], unchanged: 4 })
    expect(book.read('target-en/a.md')).toBe(
      '# Listeners\n\nA listener listens on `15001`, see the [documentation](https://a.b).\n\n- Connection pools\n- Breakers\n',
    )
    expect(
      (await book.list())
        .filter(({ chapter }) => chapter === 'a.md')
        .map(({ status, origin }) => [status, origin?.type]),
    ).toEqual(Array.from({ length: 4 }, () => ['translated', expect.stringMatching(/person|adopted/)]))
    expect(await imported(book, name)).toMatchObject({ edited: [], refused: [], decided: [] })
  })

  it('should refuse what no longer fits, and say what there is and what was offered', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, form, name)
    book.write(name, text.replace('Pools', 'Connection pools').replace('Breakers', 'Circuit breakers'))
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('- 熔断器', '- 熔断器与限流'))
    book.write('target-en/a.md', book.read('target-en/a.md').replace('- Pools', '- The pools'))
    const before = chapters(book)
    const { edited, refused } = await imported(book, name)
    expect(edited).toEqual([])
    expect(refused).toMatchObject([
      {
        reason: 'target-changed',
        english: 'The pools',
        offered: 'Connection pools',
        source: '连接池',
        chapter: 'a.md',
      },
      { reason: 'source-changed', english: 'Breakers', offered: 'Circuit breakers', source: '熔断器与限流' },
    ])
    expect(chapters(book)).toEqual({
      ...before,
      'target-en/.zhen/a.md.jsonl': expect.anything() as string,
      'target-en/.zhen/source.json': expect.anything() as string,
    })
  })

  it('should write nothing in a dry run, and say the same', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, form, name)
    book.write(name, text.replace('Pools', 'Connection pools'))
    const before = book.tree()
    const dry = await imported(book, name, '--dry-run')
    expect(dry).toMatchObject({ dryRun: true, edited: [{ after: 'Connection pools' }] })
    expect(book.tree()).toEqual(before)
    expect((await imported(book, name)).edited).toEqual(dry.edited)
  })
})

describe('import', () => {
  it('should put English where there was none, in the name of who translated it', async () => {
    const book = await makeCodedBook()
    await exported(book, 'po', 'b.po', 'b.md')
    book.write(
      'b.po',
      book
        .read('b.po')
        .replace('msgid "熔断"\nmsgstr ""', 'msgid "熔断"\nmsgstr "Circuit breaking"')
        .replace('msgid "熔断器保护上游。"\nmsgstr ""', 'msgid "熔断器保护上游。"\nmsgstr "It protects upstreams."'),
    )
    const { edited } = await imported(book, 'b.po', '--by', 'Li Lei')
    expect(edited).toMatchObject([
      { from: 'untranslated', to: 'translated', before: null },
      { from: 'untranslated', to: 'translated', before: null },
    ])
    expect(book.read('target-en/b.md')).toBe('# Circuit breaking\n\nIt protects upstreams.\n')
    const { stdout } = await book.must('show', (await book.list('b.md'))[1]?.id ?? '', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      segment: { status: 'translated', basis: 'stated' },
      facts: [{ fact: 'translated' }, { fact: 'accepted', by: 'Li Lei' }],
    })
  })

  it.each([
    ['xliff', 'state="translated"', 'state="reviewed"', 'approved', 'reviewed'],
    ['xliff', 'state="translated"', 'state="final"', 'final', 'final'],
    ['xliff-1.2', 'state="translated"', 'state="signed-off"', 'approved', 'reviewed'],
    ['csv', 'heading,translated', 'heading,final', 'final', 'final'],
  ])('should record that a state was raised in %s', async (form, from, to, decision, status) => {
    const book = await makeCodedBook()
    const text = await exported(book, form, `a.${form === 'csv' ? 'csv' : 'xlf'}`)
    const name = `a.${form === 'csv' ? 'csv' : 'xlf'}`
    book.write(name, text.replace(from, to))
    const report = await imported(book, name, '--by', 'Han Meimei')
    expect(report).toMatchObject({ edited: [], refused: [], decided: [{ decision, from: 'translated', to: status }] })
    expect((await book.list())[0]).toMatchObject({ status })
    const again = await exported(book, form, name)
    expect(again).toContain(to)
    expect(again).toContain('Han Meimei')
    book.write(name, again.replace(to, from))
    expect((await imported(book, name)).refused).toMatchObject([{ reason: 'state-lowered' }])
  })

  it.each([
    ['1. Listeners bind ports.', '1\\. Listeners bind ports.'],
    ['- It listens.\n\n- It binds.', '\\- It listens.\n\\- It binds.'],
  ])('should know %j as the person’s word where it had to be escaped', async (typed, written) => {
    const book = await makeCodedBook()
    const text = await exported(book, 'csv', 'b.csv', 'b.md')
    book.write('b.csv', text.replace('熔断器保护上游。,', `熔断器保护上游。,"${typed}"`))
    expect((await imported(book, 'b.csv', '--by', 'Li Lei')).edited).toMatchObject([{ to: 'translated', after: typed }])
    expect(book.read('target-en/b.md')).toContain(written)
    const [segment] = await book.list('b.md', '--status', 'translated')
    expect(segment).toMatchObject({ basis: 'stated', targets: [{ text: written }] })
    const { stdout } = await book.must('show', segment?.id ?? '', '--format', 'json')
    expect(JSON.parse(stdout).facts).toMatchObject([
      { fact: 'translated', target: written },
      { fact: 'accepted', target: written, by: 'Li Lei' },
    ])
  })

  it('should take the mark of what is unfinished away as acceptance, and keep what is unfinished beside', async () => {
    const book = await makeSyncedBook()
    await book.must('draft', 'b.md')
    const text = await exported(book, 'po', 'b.po', 'b.md')
    expect(text).toContain('#, fuzzy, no-c-format')
    book.write(
      'b.po',
      text
        .replace('#, fuzzy, no-c-format', '#, no-c-format')
        .replace('#, no-c-format\nmsgctxt "', '#, no-c-format\nmsgctxt "')
        .replace(/#, no-c-format\n(msgctxt "\w+"\nmsgid "熔断器保护上游。"\nmsgstr )""/, '#, fuzzy\n$1"It guards."'),
    )
    const report = await imported(book, 'b.po')
    expect(report).toMatchObject({
      edited: [],
      refused: [],
      decided: [{ decision: 'accepted', from: 'draft', to: 'translated' }],
      suggested: [{ after: 'It guards.' }],
    })
    expect(book.read('target-en/b.md')).not.toContain('It guards.')
    expect(await exported(book, 'xliff', 'b.xlf', 'b.md')).toContain('<target>It guards.</target>')
  })

  it('should send stale English with the source it was made from, and take its edit for bringing it up to date', async () => {
    const book = await makeSyncedBook()
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
    const text = await exported(book, 'po', 'a.po', 'a.md')
    expect(text).toContain('#| msgid "监听器绑定 15001 端口。"\n')
    const xliff = await exported(book, 'xliff', 'a.xlf', 'a.md')
    expect(xliff).toContain('state="initial" subState="zhen:stale"')
    expect(xliff).toContain('<source>监听器绑定 15001 端口。</source>')
    book.write('a.po', text.replace('binds port 15001', 'is bound to port 15001'))
    // Still fuzzy: still stale, but edited.
    expect((await imported(book, 'a.po')).edited).toMatchObject([{ from: 'stale', to: 'stale' }])
    const [stale] = await book.list('--status', 'stale')
    expect(stale).toMatchObject({ targetEdited: true })
    const next = await exported(book, 'po', 'a.po', 'a.md')
    book.write('a.po', next.replace('#, fuzzy, ', '#, ').replace('port 15001', 'port 15006'))
    expect((await imported(book, 'a.po')).edited).toMatchObject([{ from: 'stale', to: 'translated' }])
  })

  it.each([
    ['a code that is missing', /(<target>The listener binds port )<ph [^>]*>/, '$1', 'code-missing'],
    ['a code that is there twice', 'Pools', 'Pools<ph id="1"/>', 'code-unknown'],
    [
      'a pair that is torn',
      /<target>The listener binds port .*<\/target>/,
      '<target>A<sc id="2"/>b<ph id="1"/>c</target>',
      'nesting',
    ],
    ['a code of the program’s own', 'Pools', '<ph id="x1"/>Pools', 'code-unknown'],
    ['markup that the Chinese has not', 'Pools', '`Pools`', 'new-markup'],
    ['a character that is none', 'Pools', 'Pools<cp hex="0001"/>', 'code-unknown'],
    ['Chinese in place of English', '<target>Pools', '<target>连接池', 'still-source'],
    ['English that was taken out', '<target>Pools</target>', '', 'empty'],
    ['an id that is not known', /<unit id="\w+"/, '<unit id="0000000000"', 'segment-unknown'],
  ])('should refuse %s', async (_, from, to, reason) => {
    const book = await makeCodedBook()
    const text = await exported(book, 'xliff', 'a.xlf')
    const changed = text.replace(from, to)
    book.write('a.xlf', changed.replace(/(<unit id="0000000000"[\s\S]*?<target>)Listeners/, '$1A listener'))
    const before = chapters(book)
    expect(await imported(book, 'a.xlf')).toMatchObject({ edited: [], refused: [{ reason }] })
    expect(chapters(book)).toEqual(before)
  })

  it.each([
    ['xliff', 'a.xlf', /<note category="zhen:section">/, '<note>Is this the plural?</note>$&'],
    ['xliff-1.2', 'a.xlf', /<note from="zhen">/, '<note from="Li Lei">Is this the plural?</note>$&'],
    ['po', 'a.po', /#\. zhen: (?=.*\n#\. kind: paragraph)/, '#  Is this the plural?\n$&'],
    ['csv', 'a.csv', /,(?=,,,[^\n]*section)/, ',Is this the plural?'],
  ])('should keep what was written beside a segment in %s, once', async (form, name, at, words) => {
    const book = await makeCodedBook()
    const text = await exported(book, form, name)
    book.write(name, text.replace(at, words))
    const report = await imported(book, name, '--by', 'Li Lei')
    expect(report).toMatchObject({ edited: [], refused: [], comments: [{ text: 'Is this the plural?' }] })
    await imported(book, name, '--by', 'Li Lei')
    const notes = book.read('target-en/.zhen/a.md.notes.jsonl')
    expect(notes.match(/Is this the plural/g)).toHaveLength(1)
    const again = await exported(book, form, name)
    expect(again).toContain('Is this the plural? (Li Lei)')
    expect(await imported(book, name)).toMatchObject({ comments: [] })
  })

  it('should take only what is new of a program that loses the stamps and the namespace', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, 'xliff-1.2', 'a.xlf')
    const lost = text
      .replace(/<context-group.*<\/context-group>/g, '')
      .replace(/ xmlns="[^"]*"| from="zhen"/g, '')
      .replace('Pools', 'The pools')
      .replace('<target state="needs-translation">熔断</target>', '<target>Circuit breaking</target>')
    book.write('a.xlf', lost)
    expect(await imported(book, 'a.xlf')).toMatchObject({
      edited: [{ after: 'Circuit breaking' }],
      refused: [{ reason: 'stamp-missing', english: 'Pools', offered: 'The pools' }],
      comments: [],
      unchanged: 4,
    })
  })

  it('should have the source where there is no English, for programs that translate what they find there', async () => {
    const book = await makeCodedBook()
    book.write('source-zh/b.md', '# 熔断\n\nrequest_timeout\n')
    const text = await exported(book, 'xliff-1.2', 'b.xlf', 'b.md', '--status', 'untranslated')
    expect(text).toContain('<target state="needs-translation">熔断</target>')
    expect(text.match(/<target/g)).toHaveLength(text.match(/<source/g)?.length ?? 0)
    expect(await imported(book, 'b.xlf')).toMatchObject({ edited: [], decided: [], refused: [] })
    // That a text without Chinese is its own translation somebody has to say.
    book.write('b.xlf', text.replaceAll('state="needs-translation"', 'state="translated"'))
    const { edited } = await imported(book, 'b.xlf')
    expect(edited.map(({ after }) => after)).not.toContain('熔断')
  })

  it('should take one of two that say the same, and none of two that differ', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, 'csv', 'one.csv')
    book.write('one.csv', text.replace('Pools', 'The pools'))
    book.write('two.csv', text.replace('Pools', 'Connection pools'))
    book.write('three.csv', text)
    const files = ['one.csv', 'two.csv', 'three.csv'].map(book.path)
    const { stdout } = await book.must('import', ...files, '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ edited: [], refused: [{ reason: 'doubled' }, { reason: 'doubled' }] })
    book.write('two.csv', text.replace('Pools', 'The pools'))
    const again = await book.must('import', ...files, '--format', 'json')
    expect(JSON.parse(again.stdout)).toMatchObject({ edited: [{ after: 'The pools' }], refused: [] })
  })

  it('should bring in what a spreadsheet would run as it was meant', async () => {
    const book = await makeCodedBook()
    const text = await exported(book, 'csv', 'a.csv')
    book.write('a.csv', text.replace('Breakers', "'=breakers"))
    expect((await imported(book, 'a.csv')).edited).toMatchObject([{ after: '=breakers' }])
    expect(await exported(book, 'csv', 'a.csv')).toContain(",'=breakers,")
  })

  it('should read tables of other countries and in UTF-16', async () => {
    const book = await makeCodedBook()
    const text = (await exported(book, 'csv', 'a.csv')).replace('Pools', 'The pools')
    const tabbed = text
      .replace(/^\ufeff/, '')
      .replaceAll(',', '\t')
      .replace('`15001`\t see', '`15001`, see')
      .replaceAll('"', '')
    book.write('a.csv', Buffer.from(`\ufeff${tabbed}`, 'utf16le'))
    expect(await imported(book, 'a.csv')).toMatchObject({ edited: [{ after: 'The pools' }], refused: [] })
  })

  it.each([
    [
      'a.xlf',
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1">\n <file id="f"></xliff>',
      'xml-malformed',
      { line: 2 },
    ],
    ['a.xlf', '<!DOCTYPE xliff [<!ENTITY a "b">]><xliff/>', 'xml-doctype', { line: 1 }],
    ['a.xlf', '<tmx/>', 'xml-refused', { expected: 'xliff', found: 'tmx' }],
    ['a.xlf', '<xliff version="1.1"/>', 'xliff-version', { found: '1.1' }],
    ['a.po', 'msgid "a"\nmsgstr "b\n', 'po-malformed', { line: 2, column: 8 }],
    ['a.po', 'msgid "a"\nmsgid "b"\n', 'po-malformed', { line: 2, column: 1 }],
    ['a.po', 'msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\n', 'po-malformed', { line: 5 }],
    ['a.po', 'hello\n', 'po-malformed', { line: 1, column: 1 }],
    ['a.csv', 'id,target\n"a,b\n', 'csv-malformed', { line: 2 }],
    ['a.csv', 'id,target,status\na,b,finished\n', 'csv-malformed', { line: 2, column: 3, found: 'finished' }],
    ['a.csv', 'id,english\n', 'csv-column-missing', { column: 'target' }],
    ['a.txt', 'x', 'form-unknown', {}],
  ] as const)('should refuse %s that reads %j whole, with what came before it', async (name, content, code, values) => {
    const book = await makeCodedBook()
    const text = await exported(book, 'po', 'good.po')
    book.write('good.po', text.replace('Pools', 'The pools'))
    book.write(name, content)
    await expectRefusal(book, ['import', book.path('good.po'), book.path(name)], code, values)
  })

  it('should refuse a file that is not there', async () => {
    const book = await makeCodedBook()
    await expectFailure(book, ['import', book.path('none.po')], 'file-unreadable')
  })
})

describe('export', () => {
  it('should write a file a chapter into a folder, and take the folder back', async () => {
    const book = await makeCodedBook()
    const { stdout } = await book.must('export', '--format', 'po', '--out', book.path('po'))
    expect(stdout).toContain('6 segments of 2 chapters → 2 files')
    book.write('po/a.po', book.read('po/a.po').replace('Pools', 'The pools'))
    expect(await imported(book, 'po')).toMatchObject({ edited: [{ after: 'The pools' }], unchanged: 5 })
  })

  it('should write to standard output, and only what was asked for', async () => {
    const book = await makeCodedBook()
    const { stdout } = await book.must('export', '--format', 'csv', '--status', 'untranslated')
    expect(stdout.split('\r\n')).toHaveLength(4)
  })

  it('should write nothing in a dry run', async () => {
    const book = await makeCodedBook()
    const before = book.tree()
    const { stdout } = await book.must('export', '--out', book.path('a.xlf'), '--dry-run')
    expect(stdout).toContain('Dry run')
    expect(book.tree()).toEqual(before)
  })

  it('should send segments that share their English as one, and take it back', async () => {
    const book = await makeBook({
      'source-zh/a.md': '# 题\n\n第一段说明监听器的用途。\n\n第二段说明连接池的用途。\n',
      'target-en/a.md': '# Title\n\nThe first paragraph explains listeners, the second explains connection pools.\n',
    })
    await book.must('sync')
    const shared = (await book.list()).filter(({ group }) => group !== null)
    const text = await exported(book, 'po', 'a.po')
    book.write('a.po', text.replace('the second explains', 'and the second'))
    const report = await imported(book, 'a.po')
    expect(report).toMatchObject({ refused: [] })
    expect(report.edited).toHaveLength(1)
    expect(book.read('target-en/a.md')).toContain('and the second')
    expect((await book.list()).filter(({ group }) => group !== null)).toHaveLength(shared.length)
  })

  it('should put texts of several passages into one chapter at once, and refuse those that lost one', async () => {
    const long = (what: string) =>
      `${what}先接受下游的连接，再为每个连接选择过滤器链。然后它把请求交给路由，路由决定使用哪一个上游集群。`
    const [head, tail] = [
      'accepts downstream connections first and chooses a filter chain',
      'then the router decides which upstream cluster is used',
    ]
    const book = await makeBook({
      'source-zh/a.md': `# 题\n\n${long('监听器')}\n\n${long('网关')}\n\n${long('边车')}\n`,
      'target-en/a.md': `# Title\n\n${['The listener', 'The gateway', 'The sidecar']
        .map(
          (who) => `${who} ${head} for each connection.\n\nIt hands the request over, ${tail} by ${who.toLowerCase()}.`,
        )
        .join('\n\n')}\n`,
    })
    await book.must('sync')
    const several = (await book.list()).filter(({ targets }) => targets.length === 2)
    expect(several).toHaveLength(3)
    const text = await exported(book, 'csv', 'a.csv')
    book.write(
      'a.csv',
      text
        .replace('Title', 'The title')
        .replace('The listener accepts', 'A listener accepts')
        .replace('used by the gateway', 'taken by the gateway')
        .replace(
          'It hands the request over, then the router decides which upstream cluster is used by the listener',
          '2. Then it routes',
        )
        .replace(/\n\nIt (?=hands the request over, [^"]* by the sidecar)/, ' and '),
    )
    expect(await imported(book, 'a.csv', '--by', 'Li Lei')).toMatchObject({
      edited: [{ after: 'The title' }, { after: /^A listener/ }, { after: /taken by the gateway\.$/ }].map(
        ({ after }) => ({
          after: typeof after === 'string' ? after : expect.stringMatching(after),
        }),
      ),
      refused: [{ reason: 'shared-target' }],
    })
    const english = book.read('target-en/a.md')
    expect(english).toContain('# The title\n\nA listener accepts')
    expect(english).toContain('\n\n2\\. Then it routes.\n\nThe gateway accepts')
    expect(english).toContain('taken by the gateway.\n\nThe sidecar accepts')
    const after = (await book.list()).filter(({ targets }) => targets.length === 2)
    expect(after.map(({ basis }) => basis)).toEqual(['stated', 'stated', 'assumed'])
  })
})
