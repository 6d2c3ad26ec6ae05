import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Paragraph, paragraphsOf } from './gale-church.js'
import type { FoundLink, GoldPage } from './gold.js'

/** The page's own ratio of lengths is told, as the paper would have it. */
const NLTK = `
import json, sys
from nltk.translate.gale_church import LanguageIndependent, align_blocks
def align(zh, en):
    class Page(LanguageIndependent):
        AVERAGE_CHARACTERS = sum(en) / max(1, sum(zh))
    return align_blocks(zh, en, Page)
print(json.dumps([align(zh, en) for zh, en in json.load(sys.stdin)]))
`

/** Asks NLTK's Gale–Church, which gets the lengths of paragraphs. Needs Python 3 with nltk. */
export function alignWithNltk(pages: readonly GoldPage[]): FoundLink[][] {
  const sides = pages.map(({ zh, en }) => [paragraphsOf(zh), paragraphsOf(en)] as const)
  const input = JSON.stringify(sides.map((pair) => pair.map((side) => side.map(({ length }) => length))))
  const python = process.env.PYTHON ?? 'python3'
  const found: [number, number][][] = JSON.parse(execFileSync(python, ['-c', NLTK], { input, encoding: 'utf8' }))
  return found.map((pairs, page) => {
    const [zh, en] = sides[page] as (typeof sides)[number]
    return pairs.map(([i, j]) => ({ zh: [lines(zh[i])], en: [lines(en[j])] }))
  })
}

/**
 * Asks `po4a-gettextize`, the tool for taking over a translation that exists. It gets whole pages, and gives pairs of
 * texts, or refuses the page, which then has no links: `null`.
 */
export function alignWithPo4a({ zh, en }: GoldPage): FoundLink[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'po4a-'))
  writeFileSync(join(folder, 'zh.md'), zh)
  writeFileSync(join(folder, 'en.md'), en)
  const command = [
    '-f',
    'text',
    '-o',
    'markdown',
    '-m',
    'zh.md',
    '-l',
    'en.md',
    '-p',
    'pairs.po',
    '-M',
    'UTF-8',
    '-L',
    'UTF-8',
  ]
  const { status } = spawnSync('po4a-gettextize', command, { cwd: folder })
  const pairs = status === 0 ? readPairs(readFileSync(join(folder, 'pairs.po'), 'utf8')) : null
  rmSync(folder, { recursive: true })
  if (!pairs) return null
  const [source, target] = [new Finder(zh), new Finder(en)]
  return pairs.flatMap(([chinese, english]) => {
    const [i, j] = [source.find(chinese), target.find(english)]
    return i && j ? [{ zh: [lines(i)], en: [lines(j)] }] : []
  })
}

function lines(paragraph: Paragraph | undefined) {
  return paragraph?.lines ?? ([0, 0] as const)
}

/** The texts of a PO file's entries but the first, which is its header. */
function readPairs(po: string): [string, string][] {
  const entry = /^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm
  const text = (quoted = '') =>
    quoted
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line))
      .join('')
  return Array.from(po.matchAll(entry), ([, id, str]): [string, string] => [text(id), text(str)]).filter(
    ([id]) => id !== '',
  )
}

/** Finds the paragraphs that texts came from, in their order. */
class Finder {
  readonly #paragraphs: readonly (Paragraph & { readonly bare: string })[]
  #next = 0

  constructor(page: string) {
    const all = page.split('\n')
    this.#paragraphs = paragraphsOf(page).map((paragraph) => {
      const [start, end] = paragraph.lines
      return { ...paragraph, bare: bare(all.slice(start - 1, end).join('')) }
    })
  }

  find(text: string): Paragraph | undefined {
    const wanted = bare(text)
    const at = this.#paragraphs.findIndex((paragraph, place) => place >= this.#next && paragraph.bare.includes(wanted))
    if (at >= 0) this.#next = at
    return this.#paragraphs[at]
  }
}

function bare(text: string): string {
  return text.replace(/\s+/g, '')
}
