import { describe, expect, it } from 'vitest'
import { createBook } from '../../src/references/book.js'
import type { SphinxSettings } from '../../src/references/conventions.js'
import type { UseKind } from '../../src/references/reference.js'
import { bookOf, type Files, inputOf } from './books.js'

/** Where a reference leads, for people: a chapter and the line of the definition, a file, or what is missing. */
function lead(files: Files, settings: SphinxSettings | null, kind: UseKind, label: string, from = 'a.md'): string {
  const book = bookOf(files, settings)
  const found = book.resolve(from, { kind, label, explicit: false })
  if (found.leads === 'chapter') {
    const written = book.chapters.get(found.place.chapter)?.definitions.find((each) => each === found.definition)
    return `${found.place.chapter} ${written?.line ?? ''}`.trim()
  }
  return found.leads === 'file' ? `file ${found.path}` : found.leads === 'nowhere' ? `no ${found.reason}` : 'away'
}

const FILES: Files = {
  'a.md': '# A\n\n## B\n\n### C\n\n<a id="html"></a>\n',
  'sub/b.md': '# Sub\n\n## B\n',
  'b.md': '# B\n',
  'notes.rst': '',
}

describe('createBook', () => {
  it('should label sections down to the configured depth', () => {
    const settings = { autosectionlabel: true, autosectionlabel_maxdepth: 2 }
    expect(lead(FILES, settings, 'ref', 'sub')).toBe('sub/b.md 1')
    expect(lead(FILES, settings, 'ref', 'C')).toBe('no label')
    expect(lead(FILES, { autosectionlabel: true }, 'ref', 'C')).toBe('a.md 5')
  })

  it('should take the last of equal labels, as Sphinx does', () => {
    expect(lead(FILES, { autosectionlabel: true }, 'ref', 'B')).toBe('sub/b.md 3')
  })

  it('should give anchors to headings up to the configured level', () => {
    const anchors = (level: number) => ({ autosectionlabel: false, myst_heading_anchors: level })
    expect(lead(FILES, anchors(2), 'link', '#b')).toBe('a.md 3')
    expect(lead(FILES, anchors(2), 'link', '#c')).toBe('no anchor')
    expect(lead(FILES, anchors(0), 'link', '#b')).toBe('no anchor')
  })

  it('should take whatever resolves where nothing is known', () => {
    const leads = (kind: UseKind, label: string) => lead(FILES, null, kind, label)
    expect([leads('ref', 'C'), leads('ref', 'a:C'), leads('link', '#c'), leads('link', '#html')]).toEqual([
      'a.md 5',
      'a.md 5',
      'a.md 5',
      'a.md 7',
    ])
    expect([leads('link', 'sub/b'), leads('link', '/guide/start'), leads('link', 'word')]).toEqual([
      'sub/b.md',
      'away',
      'away',
    ])
    expect([leads('link', 'gone.md'), leads('link', '#gone'), leads('ref', 'gone')]).toEqual([
      'no chapter',
      'no anchor',
      'no label',
    ])
  })

  it('should know documents that are no chapters, and none that are excluded', () => {
    expect(lead(FILES, {}, 'doc', 'notes')).toBe('away')
    expect(lead(FILES, { exclude_patterns: ['sub'] }, 'doc', 'sub/b')).toBe('no chapter')
    expect(lead(FILES, { exclude_patterns: ['**/b.md'] }, 'doc', 'sub/b')).toBe('no chapter')
    expect(lead(FILES, { exclude_patterns: ['**/b.md'] }, 'doc', 'b')).toBe('b.md')
  })

  it('should leave references to other books alone', () => {
    const settings = { intersphinx_mapping: ['python'] }
    expect(lead(FILES, settings, 'ref', 'python:glossary')).toBe('away')
    expect(lead(FILES, settings, 'ref', 'pyton:glossary')).toBe('no label')
    expect(lead(FILES, settings, 'image', 'python:a.svg')).toBe('no file')
  })

  it('should name chapters from the folder of conf.py', () => {
    const input = inputOf(FILES, { autosectionlabel: true, autosectionlabel_prefix_document: true }, 'docs/en/')
    const book = createBook({ ...input, isFile: (path) => path === '../../logo.svg' })
    const leads = (kind: UseKind, label: string) => book.resolve('a.md', { kind, label, explicit: false }).leads
    expect([leads('ref', 'docs/en/sub/b:Sub'), leads('doc', '/docs/en/sub/b'), leads('doc', 'sub/b')]).toEqual([
      'chapter',
      'chapter',
      'chapter',
    ])
    expect([leads('ref', 'sub/b:Sub'), leads('doc', '/sub/b')]).toEqual(['nowhere', 'nowhere'])
    expect(leads('image', '/logo.svg')).toBe('file')
  })
})

describe('readReferences', () => {
  it('should know the lines of what it reads, in containers and over several lines', () => {
    const text = '> <div>\n> <a id="one"></a>\n> <a id="two"></a>\n> </div>\n>\n> Text\n> {ref}`one\n> two`.\n'
    const [chapter] = inputOf({ 'a.md': text }).chapters
    const placed = [...(chapter?.definitions ?? []), ...(chapter?.uses ?? [])].map(({ line, start, end }) => {
      return [line, text.slice(start, end)]
    })
    expect(placed).toEqual([
      [2, 'one'],
      [3, 'two'],
      [7, 'one\n> two'],
    ])
  })

  it.each(['<img ', '[', '![', '<a id="', '{ref}`', '(x)=\n'])(
    'should take its time in proportion to the text: %j',
    (piece) => {
      const [chapter] = inputOf({ 'a.md': piece.repeat(20_000) }).chapters
      expect(chapter?.parsed.text).toHaveLength(piece.length * 20_000)
    },
  )
})
