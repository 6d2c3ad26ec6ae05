import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { cloneEdition, EDITIONS } from './real-book.js'

const script = join(import.meta.dirname, 'myst_blocks.py')
/** A Python that has myst-parser; Debian's package belongs to the system's. */
const python = process.env.ZHEN_PYTHON ?? '/usr/bin/python3'
const hasMyst = spawnSync(python, ['-c', 'import myst_parser']).status === 0
/** What the book's conf.py switches on. */
const EXTENSIONS = ['colon_fence', 'html_image']

/** Type and first line of each block at the top level, in myst-parser's terms. */
function topLevel(text: string): string[] {
  const { nodes } = parseChapter(text)
  return nodes.flatMap(({ type, parent, start, startLine, name }) => {
    if (parent !== 0 || type === 'definition') return []
    if (type === 'directive') return [`${name === null ? 'paragraph' : 'fence'} ${startLine}`]
    const isHtml = type === 'jsx' || (type === 'comment' && text[start] === '<')
    return [`${isHtml ? 'html' : type} ${startLine}`]
  })
}

describe.skipIf(!hasMyst)('the top-level blocks myst-parser sees', () => {
  it.each(EDITIONS)('are ours in every chapter of %s', (side) => {
    const clone = cloneEdition(side, temporaryFolder())
    const chapters = readdirSync(clone, { recursive: true, encoding: 'utf8' }).filter((name) => /\.mdb?$/.test(name))
    const paths = chapters.map((name) => join(clone, name)).join('\n')
    const answer = execFileSync(python, [script, ...EXTENSIONS], { input: paths, maxBuffer: 2 ** 28 }).toString()
    let blocks = 0
    for (const line of answer.trimEnd().split('\n')) {
      const file: { path: string; blocks: [string, number, number][] } = JSON.parse(line)
      const theirs = file.blocks.map(([type, start]) => `${type} ${start}`)
      blocks += theirs.length
      expect(topLevel(readFileSync(file.path, 'utf8')), file.path).toEqual(theirs)
    }
    expect(blocks).toBeGreaterThan(1000)
  })
})
