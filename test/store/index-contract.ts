import { beforeEach, describe, expect, it } from 'vitest'
import type { IndexStore, Stores } from '../../src/app/ports.js'
import { packChapter } from '../../src/store/packed-segments.js'
import { chapterOf, fileRecord, segmentRecord } from './records.js'

/** Every index passes this, whatever is behind it. `open` gives an empty one. */
export function describeIndexContract(open: () => Stores | Promise<Stores>): void {
  describe('index', () => {
    let index: IndexStore

    beforeEach(async () => {
      index = (await open()).index
    })

    it('should be empty at first', async () => {
      expect(await index.loadState()).toEqual({ files: [], chapters: [] })
      expect(await index.loadSegments({})).toEqual([])
      expect(await index.meta('rules')).toBeNull()
    })

    it('should give back what was committed', async () => {
      const files = [fileRecord('a.md'), fileRecord('a.md', { side: 'target' }), fileRecord('部署/b.md', { size: 0 })]
      const chapter = chapterOf('a.md', [segmentRecord('a.md', 0), segmentRecord('a.md', 1)], { pending: true })
      await index.commit({ files, chapters: [chapter], meta: { rules: '7' } })
      expect(await index.loadState()).toEqual({ files: expect.arrayContaining(files), chapters: [chapter.record] })
      expect(await index.loadSegments({})).toEqual(chapter.segments)
      expect(await index.meta('rules')).toBe('7')
    })

    it('should keep every field of a segment', async () => {
      const segment = segmentRecord('a.md', 0, {
        kind: 'image',
        block: true,
        status: 'stale',
        section: ['一', '二'],
        targets: [
          { path: 'a.md', text: 'One', startLine: 3, endLine: 4 },
          { path: 'old/a.md', text: 'Two', startLine: 9, endLine: 9 },
        ],
        group: ['x', 'y'],
        translatedFrom: '旧',
        change: 'number',
        gap: 'copy',
        basis: 'assumed',
        targetEdited: true,
        origin: { type: 'engine', name: 'deepl' },
        confidence: 0.75,
        protected: true,
        misplaced: true,
        facts: [
          { fact: 'translated', source: '第 0 段', target: 'One', basis: 'assumed', confidence: 0.75 },
          { fact: 'machine', source: '旧', target: 'Older', engine: 'deepl', pending: true },
          { fact: 'absent', source: '第 0 段' },
        ],
      })
      await index.commit({ chapters: [chapterOf('a.md', [segment])] })
      expect(await index.loadSegments({})).toEqual([segment])
    })

    it('should keep a segment that has no source', async () => {
      const added = segmentRecord('a.md', 0, { status: 'added', source: null })
      await index.commit({ chapters: [chapterOf('a.md', [added])] })
      expect(await index.loadSegments({ statuses: ['added'] })).toEqual([added])
    })

    it('should take segments that were packed elsewhere for what they were', async () => {
      const segments = [segmentRecord('a.md', 1, { id: 'second' }), segmentRecord('a.md', 0, { id: 'first' })]
      const { record } = chapterOf('a.md', segments)
      await index.commit({ chapters: [{ record, segments: packChapter('a.md', segments) }] })
      expect(await index.loadSegments({})).toEqual(segments.toReversed())
      expect(await index.chaptersHolding(['first', 'second', 'third'])).toEqual(
        new Map([
          ['first', ['a.md']],
          ['second', ['a.md']],
        ]),
      )
    })

    it('should put a chapter in place of what it was', async () => {
      await index.commit({ chapters: [chapterOf('a.md', [segmentRecord('a.md', 0), segmentRecord('a.md', 1)])] })
      const next = chapterOf('a.md', [segmentRecord('a.md', 0, { id: 'new' })], { sourceHash: null, targetHash: 't2' })
      await index.commit({ chapters: [next], files: [fileRecord('a.md')] })
      await index.commit({ files: [fileRecord('a.md', { hash: 'b2' })] })
      expect(await index.loadState()).toEqual({ files: [fileRecord('a.md', { hash: 'b2' })], chapters: [next.record] })
      expect(await index.loadSegments({})).toEqual(next.segments)
    })

    it('should forget removed files and chapters with their segments', async () => {
      const chapters = ['a.md', 'b.md'].map((chapter) => chapterOf(chapter, [segmentRecord(chapter, 0)]))
      const files = ['a.md', 'b.md'].map((path) => fileRecord(path))
      await index.commit({ chapters, files })
      await index.commit({ removedChapters: ['a.md', 'never.md'], removedFiles: [{ side: 'source', path: 'a.md' }] })
      expect(await index.loadState()).toEqual({ files: [files[1]], chapters: [chapters[1]?.record] })
      expect(await index.loadSegments({})).toEqual(chapters[1]?.segments)
    })

    it('should find segments by chapter, status and id, together, in order', async () => {
      const a = [segmentRecord('a.md', 0), segmentRecord('a.md', 1, { status: 'stale' })]
      const b = [segmentRecord('b.md', 0, { status: 'stale' }), segmentRecord('b.md', 1, { status: 'obsolete' })]
      await index.commit({ chapters: [chapterOf('b.md', b.toReversed()), chapterOf('a.md', a)] })
      expect(await index.loadSegments({})).toEqual([...a, ...b])
      expect(await index.loadSegments({ chapters: ['b.md', 'c.md'] })).toEqual(b)
      expect(await index.loadSegments({ statuses: ['stale', 'final'] })).toEqual([a[1], b[0]])
      expect(await index.loadSegments({ statuses: ['obsolete'] })).toEqual([b[1]])
      expect(await index.loadSegments({ ids: ['bmd0', 'amd0', 'amd'] })).toEqual([a[0], b[0]])
      expect(await index.loadSegments({ ids: ['bmd0', 'amd0'], statuses: ['stale'] })).toEqual([b[0]])
      expect(await index.loadSegments({ statuses: ['stale'], limit: 1 })).toEqual([a[1]])
      expect(await index.loadSegments({ ids: [] })).toEqual([])
      expect(await index.loadSegments({ statuses: [] })).toEqual([])
      expect(await index.loadSegments({ limit: 0 })).toEqual([])
    })

    it('should give chapters that are named in order of code point, as all are', async () => {
      const [late, early] = ['\u{20000}.md', '\uffee.md']
      await index.commit({ chapters: [late, early].map((name) => chapterOf(name, [segmentRecord(name, 0)])) })
      const named = await index.loadSegments({ chapters: [late, early] })
      expect(named.map(({ chapter }) => chapter)).toEqual([early, late])
      expect(await index.loadSegments({})).toEqual(named)
    })

    it('should find a segment by its id or the beginning of it', async () => {
      const ids = ['abc1', 'abc12', 'xabc1', 'zz%_']
      const segments = ids.map((id, ordinal) => segmentRecord('a.md', ordinal, { id }))
      await index.commit({ chapters: [chapterOf('a.md', segments)] })
      const found = async (text: string) => (await index.findById(text)).map(({ id }) => id)
      expect(await found('abc1')).toEqual(['abc1'])
      expect(await found('abc')).toEqual(['abc1', 'abc12'])
      expect(await found('zz%')).toEqual(['zz%_'])
      expect(await found('%')).toEqual([])
      expect(await found('')).toEqual([])
    })

    it('should tell the chapters in which ids stand', async () => {
      const shared = { id: 'shared' }
      await index.commit({
        chapters: ['a.md', 'b.md'].map((chapter) =>
          chapterOf(chapter, [segmentRecord(chapter, 0, shared), segmentRecord(chapter, 1)]),
        ),
      })
      expect(await index.chaptersHolding(['shared', 'bmd1', 'none', ''])).toEqual(
        new Map([
          ['shared', ['a.md', 'b.md']],
          ['bmd1', ['b.md']],
        ]),
      )
      const many = Array.from({ length: 40 }, (_, at) => `none${at}`)
      expect(await index.chaptersHolding([...many, 'bmd1', 'bmd'])).toEqual(new Map([['bmd1', ['b.md']]]))
      expect(await index.chaptersHolding([])).toEqual(new Map())
    })

    it('should commit all or nothing', async () => {
      const broken = { ...fileRecord('b.md'), size: 1.5 }
      const changes = { files: [fileRecord('a.md'), broken], chapters: [chapterOf('a.md', [segmentRecord('a.md', 0)])] }
      await expect(index.commit(changes)).rejects.toThrow()
      expect(await index.loadState()).toEqual({ files: [], chapters: [] })
    })

    it('should refuse a side that does not exist', async () => {
      const stray = fileRecord('a.md', { side: 'elsewhere' as 'source' })
      await expect(index.commit({ files: [stray] })).rejects.toThrow()
    })

    it('should keep hostile texts as they are', async () => {
      const texts = ['a\0b', '\ud800 lone \udc00', 'x'.repeat(5_000_000), '', '\n', '0', '"\\', '\u2028']
      const segments = texts.map((text, ordinal) =>
        segmentRecord('a.md', ordinal, {
          source: { text, startLine: 1, endLine: 1 },
          targets: [{ path: 'a.md', text, startLine: 1, endLine: 1 }],
          facts: [{ fact: 'translated', source: text, target: text }],
          section: [text],
        }),
      )
      await index.commit({ chapters: [chapterOf('a.md', segments)] })
      expect(await index.loadSegments({})).toEqual(segments)
    })

    it('should forget everything when cleared', async () => {
      const chapters = [chapterOf('a.md', [segmentRecord('a.md', 0)])]
      await index.commit({ files: [fileRecord('a.md')], chapters, meta: { rules: '7' } })
      await index.clear()
      expect(await index.loadState()).toEqual({ files: [], chapters: [] })
      expect(await index.loadSegments({})).toEqual([])
      expect(await index.meta('rules')).toBeNull()
    })
  })
}
