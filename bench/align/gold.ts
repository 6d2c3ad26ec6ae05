import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { corporaFolder } from '../corpora.js'

export type LineRange = readonly [start: number, end: number]

/** Blocks that belong together; the form of the corpora's gold. */
export interface GoldLink {
  readonly zh: readonly LineRange[]
  readonly en: readonly LineRange[]
  readonly kind: string
  /** What was done to the English here. */
  readonly op?: string
  readonly untranslated?: boolean
}

/** A page in both languages, with its right alignment. */
export interface GoldPage {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly links: readonly GoldLink[]
}

/** What an aligner says of a page: lines of the Chinese and of the English. */
export interface FoundLink {
  readonly zh: readonly LineRange[]
  readonly en: readonly LineRange[]
}

/** The pages of one of the corpora's gold sets, by name. */
export function readGold(set: string): GoldPage[] {
  const root = join(corporaFolder(), set)
  const names = readdirSync(join(root, 'gold'), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const gold = JSON.parse(readFileSync(join(root, 'gold', name), 'utf8'))
      const read = (path: string) => readFileSync(join(root, path), 'utf8')
      return { name, zh: read(gold.zh), en: read(gold.en), links: gold.links }
    })
}

export interface Scores {
  readonly strict: number
  readonly zhOnly: { readonly P: number; readonly R: number }
  readonly enOnly: { readonly P: number; readonly R: number }
  /** Recall by what was done to the English. */
  readonly byOperation: Readonly<Record<string, number>>
}

/** Asks the corpora's own scorer. `found` has the links of each page. Needs Python 3. */
export function score(pages: readonly GoldPage[], found: readonly (readonly FoundLink[])[]): Scores {
  const folder = mkdtempSync(join(tmpdir(), 'align-'))
  for (const [index, { name, zh, en, links }] of pages.entries()) {
    const page = name.replace(/\.json$/, '.md')
    write(join(folder, 'zh', page), zh)
    write(join(folder, 'en', page), en)
    write(join(folder, 'gold', name), JSON.stringify({ zh: `zh/${page}`, en: `en/${page}`, links }))
    write(join(folder, 'found', name), JSON.stringify({ links: found[index] }))
  }
  const command = [join(corporaFolder(), 'score_alignment.py'), '--dir', join(folder, 'gold'), join(folder, 'found')]
  const scores = JSON.parse(execFileSync('python3', [...command, '--root', folder], { encoding: 'utf8' }))
  rmSync(folder, { recursive: true })
  return {
    strict: scores.strict.F1,
    zhOnly: scores['zh-only'],
    enOnly: scores['en-only'],
    byOperation: scores.strict_R_by_op ?? {},
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
