import { describe, expect, it } from 'vitest'
import { ZhenError } from '../../src/core/errors.js'
import type { ChapterNode, ParsedChapter } from '../../src/core/segment.js'
import { indexOfCopy, insertNode, translatedSource } from '../../src/markdown/insert-node.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { removeNode } from '../../src/markdown/remove-node.js'
import { type CorpusText, filesBelow } from './corpora.js'

/** So many blocks of a file are moved. */
const MOVES = 6

interface Moved {
  readonly away: string
  readonly back: string
}

/** Moves a top-level block behind another one and back; `null` where that cannot be had. */
function moveAndBack(chapter: ParsedChapter, node: number, previous: number, far: number): Moved | null {
  try {
    const without = parseChapter(removeNode(chapter, node))
    const place = { after: far < node ? far : far - (chapter.nodes.length - without.nodes.length) }
    const away = parseChapter(insertNode(without, place, translatedSource(chapter, new Map()), node))
    const again = parseChapter(removeNode(away, indexOfCopy(without, place)))
    return { away: away.text, back: insertNode(again, { after: previous }, translatedSource(chapter, new Map()), node) }
  } catch (error) {
    if (error instanceof ZhenError && error.code === 'shape-broken') return null
    throw error
  }
}

/** True where one blank line stands before and behind. */
function isSetOff({ text, nodes }: ParsedChapter, node: number): boolean {
  const { start, end: open } = nodes[node] as ChapterNode
  const end = start + text.slice(start, open).trimEnd().length
  const behind = text.slice(end).replace(/^[ \t]+/, '')
  return /[^\n]\n\n$/.test(text.slice(0, start)) && /^(?:\n?$|\n\n[^\s])/.test(behind)
}

const withoutBlankLines = (text: string) => text.replace(/\n(?:[ \t]*\n)+/g, '\n').trim()
/** Without bullets: beside another list a list gets other ones. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^(\s*)(?:[-*+]|(\d+)[.)])(?=\s)/, '$1*$2').trimEnd())
    .filter((line) => line !== '')
    .sort()

function* moves({ text }: CorpusText) {
  const chapter = parseChapter(text)
  const top = chapter.nodes.flatMap(({ parent, type }, index) =>
    parent === 0 && type !== 'front-matter' ? [index] : [],
  )
  for (let turn = 1; turn <= MOVES && top.length > 3; turn++) {
    const at = 1 + Math.floor(((top.length - 1) * turn) / (MOVES + 1))
    const far = (at + Math.floor(top.length / 2)) % top.length
    const [node, previous] = [top[at], top[at - 1]]
    if (node === undefined || previous === undefined || far === at || far === at - 1) continue
    const isPlain = isSetOff(chapter, node) && isSetOff(chapter, top[far] as number)
    yield { chapter, node, isPlain, moved: moveAndBack(chapter, node, previous, top[far] as number) }
  }
}

describe('a block moved away and back', () => {
  it.each(['istio-insider/gold-set', 'juicefs', 'kubernetes/clean'])('leaves every byte of %s', (folder) => {
    const figures = { tried: 0, refused: 0, exact: 0 }
    for (const file of filesBelow(folder)) {
      for (const { chapter, node, isPlain, moved } of moves(file)) {
        figures.tried++
        if (moved === null) {
          figures.refused++
          continue
        }
        expect(linesOf(moved.away), file.name).toEqual(linesOf(file.text))
        expect(withoutBlankLines(moved.back), file.name).toBe(withoutBlankLines(file.text))
        if (!isPlain) continue
        expect(moved.back, `${file.name}:${chapter.nodes[node]?.startLine}`).toBe(file.text)
        figures.exact++
      }
    }
    expect(figures.exact).toBeGreaterThan(figures.tried / 10)
    expect(figures.refused).toBeLessThan(figures.tried / 5)
  })
})
