import { describe, expect, it } from 'vitest'
import { createReview } from '../../../src/app/review/create-review.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { formatNotes } from '../../../src/core/notes.js'
import { createMemoryProject } from '../../helpers/project.js'
import { EVERYTHING, openDesk } from './desk.js'

const SOURCE = '# 监听器\n\n监听器绑定端口。\n\n它接受连接。\n\n- 第一项。\n- 第二项。\n'
const TARGET = '# Listeners\n\nA listener binds a port.\n\nIt accepts connections.\n\n- The first.\n- The second.\n'

const book = (target: string | null = TARGET): [string, string][] => [
  ['source:a.md', SOURCE],
  ...(target === null ? [] : [['target:a.md', target] as [string, string]]),
]

describe('the queue', () => {
  it('should hold what waits for a person, in the order of the book', async () => {
    const { review, files } = await openDesk([...book(), ['source:b.md', '# 集群\n\n没有人翻译过。\n']])
    expect((await review.queue({ ...EVERYTHING, queues: [] })).rows.map(({ source }) => source)).toEqual([
      '集群',
      '没有人翻译过。',
    ])
    files.set('source:a.md', SOURCE.replace('绑定端口', '绑定两个端口'))
    const { rows, chapters, total } = await review.queue({ ...EVERYTHING, queues: [] })
    expect(rows.map(({ chapter, status }) => [chapter, status])).toEqual([
      ['a.md', 'stale'],
      ['b.md', 'untranslated'],
      ['b.md', 'untranslated'],
    ])
    expect(chapters.map(({ chapter, title, segments }) => [chapter, title, segments.stale])).toEqual([
      ['a.md', 'Listeners', 1],
      ['b.md', '集群', 0],
    ])
    expect(total.segments.total).toBe(7)
  })

  it('should be asked by status, chapter, check and words', async () => {
    const { review } = await openDesk([
      ...book(TARGET.replace('a port', 'a port，and waits')),
      ['source:b.md', '# 集群\n'],
    ])
    const ask = async (input: Partial<typeof EVERYTHING>) =>
      (await review.queue({ ...EVERYTHING, queues: [], ...input })).rows.map(({ source }) => source)
    expect(await ask({ queues: ['translated'], search: 'ACCEPTS' })).toEqual(['它接受连接。'])
    expect(await ask({ chapters: ['b'] })).toEqual(['集群'])
    expect(await ask({ check: 'punctuation-chinese' })).toEqual(['监听器绑定端口。'])
    expect(await ask({ queues: ['issues'] })).toEqual(['监听器绑定端口。'])
    expect((await review.queue(EVERYTHING)).checks).toEqual([{ check: 'punctuation-chinese', segments: 1 }])
    await expect(ask({ check: 'punctuation-chinse' })).rejects.toMatchObject({ code: 'usage' })
    await expect(ask({ chapters: ['c'] })).rejects.toMatchObject({ code: 'chapter-unknown' })
  })
})

describe('a segment under review', () => {
  it('should come with all that a reviewer needs', async () => {
    const desk = await openDesk([
      ...book(),
      ['glossary:terms.csv', 'source,target,status\n监听器,listener,preferred\n端口,port,preferred\n'],
      ['source:b.md', '监听器绑定了端口。\n'],
      ['target:b.md', 'The listener has bound a port.\n'],
    ])
    desk.files.set('source:a.md', SOURCE.replace('绑定端口', '绑定 15006 端口'))
    const segment = await desk.find('15006')
    expect(segment).toMatchObject({
      status: 'stale',
      change: 'number',
      seen: { source: '监听器绑定 15006 端口。', targets: ['A listener binds a port.'] },
      actions: ['edit', 'still-valid', 'omit'],
      before: [{ source: '监听器', target: 'Listeners' }],
    })
    expect(segment.words.filter(({ op }) => op === 'added').map(({ text }) => text)).toEqual([' 15006 '])
    expect(segment.after.map(({ target }) => target)).toEqual(['It accepts connections.', 'The first.', 'The second.'])
    expect(segment.view.terms).toMatchObject([
      { term: '监听器', source: [[0, 3]], expected: ['listener'], isUsed: true, target: [[2, 10]] },
      { term: '端口', source: [[12, 14]], expected: ['port'], isUsed: true, target: [[19, 23]] },
    ])
    expect(segment.view.issues.map(({ check, values }) => [check, values.expected])).toEqual([
      ['number-mismatch', '15006'],
    ])
    expect(segment.memory.map(({ target, chapter }) => [target, chapter])).toContainEqual([
      'The listener has bound a port.',
      'b.md',
    ])
  })

  it('should be looked at while it is typed, without being written', async () => {
    const { review, files, find } = await openDesk([
      ...book(),
      ['glossary:terms.csv', 'source,target,status\n端口,port,preferred\n'],
    ])
    const before = new Map(files)
    const { id } = await find('端口')
    const { issues, terms } = await review.look(id, 'A listener  binds the the pipe。')
    expect(issues.map(({ check, target }) => [check, target])).toContainEqual(['word-doubled', [22, 25]])
    expect(issues.map(({ check, target }) => [check, target])).toContainEqual(['punctuation-chinese', [30, 31]])
    expect(terms.map(({ isUsed }) => isUsed)).toEqual([false])
    expect((await review.look(id, '')).issues).toEqual([])
    expect(files).toEqual(before)
  })

  it('should show code as it is written, its own and what stands beside it', async () => {
    const code = (port: number) => `\`\`\`sh\ncurl -v \\\n  localhost:${port}\n\`\`\`\n`
    const { find, files } = await openDesk([
      ['source:a.md', `第一段。\n\n${code(15001)}`],
      ['target:a.md', `The first.\n\n${code(15001)}`],
    ])
    files.set('source:a.md', `第一段。\n\n${code(15006)}`)
    expect(await find('15006')).toMatchObject({
      kind: 'block',
      status: 'stale',
      written: { source: code(15006).trimEnd(), target: code(15001).trimEnd() },
    })
    expect((await find('第一段')).after).toMatchObject([{ source: code(15006).trimEnd() }])
    expect((await find('第一段')).written).toBeNull()
  })

  it('should not be found where its source is gone', async () => {
    const { review, files, find } = await openDesk(book())
    const { id } = await find('它接受')
    files.set('source:a.md', SOURCE.replace('它接受连接。\n\n', ''))
    await expect(review.segment(id)).rejects.toMatchObject({ code: 'segment-unknown' })
  })
})

describe('what a person does', () => {
  it('should put a text in the place of the segment, and change no other byte', async () => {
    const { act, files, find } = await openDesk(book())
    const outcome = await act('绑定端口', { text: 'A listener binds one port.' })
    expect(outcome).toMatchObject({ kind: 'done', from: 'translated', to: 'translated' })
    expect(files.get('target:a.md')).toBe(TARGET.replace('binds a port', 'binds one port'))
    expect(await find('绑定端口')).toMatchObject({ status: 'translated', origin: { type: 'person' } })
  })

  it('should put a text where there was none, as a person’s', async () => {
    const { act, files, find } = await openDesk(book(TARGET.replace('It accepts connections.\n\n', '')))
    expect(await act('它接受', { text: 'It accepts connections.' })).toMatchObject({ to: 'translated' })
    expect(files.get('target:a.md')).toBe(TARGET)
    expect(await find('它接受')).toMatchObject({ basis: 'stated', status: 'translated' })
  })

  it('should begin a chapter that has no English yet', async () => {
    const { act, files, sync } = await openDesk(book(null))
    await act('绑定端口', { text: 'A listener binds a port.', decision: 'accept' })
    expect(files.get('target:a.md')).toBe(SOURCE.replace('监听器绑定端口。', 'A listener binds a port.'))
    expect((await sync()).seen.all).toBe(0)
  })

  it.each([null, '# Listeners\n'])('should decide on a text that had to be escaped, beside %j', async (target) => {
    const desk = await openDesk([
      ['source:a.md', '# 监听器\n\n1、绑定端口。\n\n尾。\n'],
      ...(target ? [['target:a.md', target] as const] : []),
    ])
    expect(await desk.act('绑定端口', { text: '1. Bind a port.', decision: 'approve' })).toMatchObject({
      to: 'reviewed',
    })
    await desk.sync()
    expect((await desk.find('绑定端口')).status).toBe('reviewed')
    expect(desk.files.get('target:a.md')).toContain('\n1\\. Bind a port.\n')
  })

  it('should keep a stale text stale that does not bring the change, unless it is accepted', async () => {
    const { act, files } = await openDesk(book())
    files.set('source:a.md', SOURCE.replace('绑定端口', '绑定 15006 端口'))
    expect(await act('15006', { text: 'The listener binds a port.' })).toMatchObject({ from: 'stale', to: 'stale' })
    expect(await act('15006', { text: 'The listener binds port 15006.' })).toMatchObject({ to: 'translated' })
    files.set('source:a.md', SOURCE.replace('绑定端口', '绑定 15001 端口'))
    const text = 'The listener binds a port of ours.'
    expect(await act('15001', { text, decision: 'accept' })).toMatchObject({ from: 'stale', to: 'translated' })
  })

  it('should record decisions for exactly what was seen', async () => {
    const { act, files, find } = await openDesk(book())
    expect(await act('它接受', { decision: 'approve' })).toMatchObject({ to: 'reviewed' })
    expect(await act('绑定端口', { decision: 'finalise' })).toMatchObject({ to: 'final' })
    expect(await act('第一项', { decision: 'omit', reason: 'said above' })).toMatchObject({ to: 'omitted' })
    expect((await find('第一项')).history.at(-1)).toMatchObject({ what: 'omitted', by: 'Mei', reason: 'said above' })
    files.set('target:a.md', TARGET.replace('It accepts', 'It takes'))
    expect(await find('它接受')).toMatchObject({ status: 'translated' })
    files.set('target:a.md', TARGET)
    expect(await find('它接受')).toMatchObject({ status: 'reviewed' })
  })

  it('should take a suggestion as the person’s own', async () => {
    const { act, files, find } = await openDesk(book())
    files.set('source:a.md', SOURCE.replace('它接受连接', '它接受新的连接'))
    const { id, seen } = await find('新的连接')
    const [source, target, engine] = [seen.source, 'It accepts new connections.', 'deepl']
    files.set('notes:a.md', formatNotes([{ note: 'suggestion', id, source, target, engine }]))
    expect(await find('新的连接')).toMatchObject({
      suggestions: [{ number: 1, text: target, origin: { name: engine } }],
    })
    expect(await act('新的连接', { suggestion: 2 })).toMatchObject({ kind: 'refused', reason: 'no-suggestion' })
    expect(await act('新的连接', { suggestion: 1, text: 'It is another one.' })).toMatchObject({
      reason: 'no-suggestion',
    })
    expect(await act('新的连接', { suggestion: 1, text: target })).toMatchObject({ kind: 'done', to: 'translated' })
    expect(files.get('target:a.md')).toContain(target)
    expect(files.has('notes:a.md')).toBe(false)
  })

  it.each([
    ['a text of nothing', { text: '  ' }, 'empty'],
    ['nothing new', { text: 'It accepts connections.' }, 'nothing-to-do'],
    ['what does not fit', { decision: 'still-valid' }, 'unfit'],
    ['a new text that is to be left out', { text: 'It takes them.', decision: 'omit' }, 'unfit'],
  ] as const)('should refuse %s, and write nothing', async (_, what, reason) => {
    const { act, files } = await openDesk(book())
    const before = new Map(files)
    expect(await act('它接受', what)).toMatchObject({ kind: 'refused', reason })
    expect(files).toEqual(before)
  })

  it('should keep the structure around, whatever is typed', async () => {
    const { act, files, find } = await openDesk(book())
    await act('第一项', { text: '# The first\n\n- and more' })
    expect(files.get('target:a.md')).toMatch(/^# Listeners\n\nA listener[^#]*\n- [^\n]*\n- The second\.\n$|\\#/)
    expect((await find('第二项')).seen.targets).toEqual(['The second.'])
  })

  it('should let comments stay until they are settled', async () => {
    const { review, act, find, files } = await openDesk(book())
    const { id } = await find('它接受')
    const commented = await review.comment(id, 'Is it the listener? <b>', 'Mei')
    expect(commented.comments).toMatchObject([{ text: 'Is it the listener? <b>', by: 'Mei', isOld: false }])
    await act('它接受', { decision: 'approve' })
    files.set('source:a.md', SOURCE.replace('它接受连接', '它接受一切连接'))
    const { comments } = await find('一切连接')
    expect(comments).toMatchObject([{ isOld: true }])
    expect((await review.queue({ ...EVERYTHING, queues: ['commented'] })).rows).toMatchObject([{ id, comments: 1 }])
    const settled = await review.settleComment(id, comments[0]?.key ?? '')
    expect([settled.comments, files.has('notes:a.md')]).toEqual([[], false])
  })
})

describe('two people at once', () => {
  it('should take no copy of the Chinese for English that came meanwhile', async () => {
    const { review, find, act } = await openDesk(book(null))
    const { id, seen } = await find('它接受')
    expect(seen.targets).toEqual([])
    // With the first text of a chapter comes the rest of it, in Chinese.
    expect(await act('监听器绑定', { text: 'A listener binds a port.' })).toMatchObject({ kind: 'done' })
    expect((await find('它接受')).seen).toEqual(seen)
    const text = {
      id,
      seen,
      passage: 0,
      suggestion: null,
      reason: null,
      decision: null,
      by: 'Mei',
      text: 'It accepts.',
    }
    expect(await review.apply(text)).toMatchObject({ kind: 'done', to: 'translated' })
  })

  it('should never overwrite what somebody else has written meanwhile', async () => {
    const { review, find, files } = await openDesk(book())
    const { id, seen } = await find('它接受')
    const mine = { id, seen, passage: 0, suggestion: null, reason: null, by: 'Mei' }
    files.set('target:a.md', TARGET.replace('It accepts', 'It takes'))
    const before = new Map(files)
    expect(await review.apply({ ...mine, text: 'They accept.', decision: 'approve' })).toEqual({
      kind: 'conflict',
      id,
      base: seen,
      theirs: { ...seen, targets: ['It takes connections.'] },
      mine: 'They accept.',
      isGone: false,
    })
    files.set('target:a.md', TARGET)
    files.set('source:a.md', SOURCE.replace('它接受连接', '它不接受连接'))
    before.set('target:a.md', TARGET).set('source:a.md', files.get('source:a.md') ?? '')
    expect(await review.apply({ ...mine, text: null, decision: 'approve' })).toMatchObject({
      kind: 'conflict',
      theirs: { source: '它不接受连接。' },
    })
    files.set('source:a.md', SOURCE.replace('它接受连接。\n\n', ''))
    expect(await review.apply({ ...mine, text: null, decision: 'approve' })).toMatchObject({ isGone: true })
    before.set('source:a.md', files.get('source:a.md') ?? '')
    expect(files).toEqual(before)
  })

  it('should not take for said what others have half typed beside it', async () => {
    const { act, files, sync, find } = await openDesk(book())
    files.set('source:a.md', SOURCE.replace('绑定端口', '绑定 15006 端口'))
    await sync()
    const lineOf = (id: string) =>
      files
        .get('ledger:a.md')
        ?.split('\n')
        .find((line) => line.includes(id))
    const { id } = await find('15006')
    const before = lineOf(id)
    files.set('target:a.md', TARGET.replace('A listener binds a port.', 'A listener on 15006 bi'))
    expect(await act('它接受', { decision: 'approve' })).toMatchObject({ to: 'reviewed' })
    expect(await act('第一项', { text: 'The very first.' })).toMatchObject({ to: 'translated' })
    expect(lineOf(id)).toBe(before)
    files.set('target:a.md', (files.get('target:a.md') ?? '').replace('on 15006 bi', 'binds port 15006.'))
    await sync()
    expect(files.get('ledger:a.md')).not.toContain('15006 bi"')
    expect(await find('15006')).toMatchObject({ status: 'translated' })
  })

  it('should begin the ledger of a book that has none, whole, at the first decision and not before', async () => {
    const project = createMemoryProject([...book(), ['source:b.md', '# 集群\n'], ['target:b.md', '# Clusters\n']])
    const review = createReview(project)
    const { rows } = await review.queue({ ...EVERYTHING, search: '它接受' })
    const { id, seen } = await review.segment(rows[0]?.id ?? '')
    expect([...project.workspace.files.keys()].filter((key) => key.startsWith('ledger:'))).toEqual([])
    const nothing = { text: null, passage: 0, suggestion: null, reason: null, by: 'Mei' }
    expect(await review.apply({ id, seen, ...nothing, decision: 'approve' })).toMatchObject({ to: 'reviewed' })
    const { seen: changes } = await syncProject(project, { chapters: [], locked: false, dryRun: true })
    expect(changes.all).toBe(0)
    expect(project.workspace.files.has('ledger:b.md')).toBe(true)
  })

  it('should take calls at once and do them one after the other', async () => {
    const { act, files } = await openDesk(book())
    const outcomes = await Promise.all([
      act('它接受', { text: 'It takes connections.' }),
      act('它接受', { text: 'They are accepted.' }),
      act('绑定端口', { decision: 'approve' }),
    ])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'conflict', 'done'])
    expect(files.get('target:a.md')).toContain('It takes connections.')
  })
})
