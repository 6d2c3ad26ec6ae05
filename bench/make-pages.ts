import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkOutBook, corporaFolder, readPages } from './corpora.js'

export interface MadePages {
  readonly files: number
  readonly bytes: number
}

/** Pairs of pages, Chinese and English, of all corpora. */
function readCorpora(): { path: string; zh: string; en: string }[] {
  const root = corporaFolder()
  const sides: [name: string, zh: string, en: string][] = [
    ['book', checkOutBook('zh'), checkOutBook('en')],
    ['juicefs', join(root, 'juicefs/zh'), join(root, 'juicefs/en')],
    ['kubernetes', join(root, 'kubernetes/clean/zh'), join(root, 'kubernetes/clean/en')],
  ]
  return sides.flatMap(([name, zh, en]) => {
    const english = readPages(en)
    return [...readPages(zh)].flatMap(([path, text]) => {
      const other = english.get(path)
      return other === undefined ? [] : [{ path: `${name}/${path}`, zh: text, en: other }]
    })
  })
}

/**
 * Writes copies of all pages until there are `files` of them. Each copy has a name of its own and small edits, so that
 * neither files nor all paragraphs are equal.
 */
export function makePages(files: number, source: string, target: string | null): MadePages {
  const pages = readCorpora()
  let bytes = 0
  for (let index = 0; index < files; index++) {
    const page = pages[index % pages.length]
    if (!page) break
    const copy = Math.floor(index / pages.length)
    const zh = edited(page.zh, copy, '。', `（第 ${copy} 版）。`)
    bytes += Buffer.byteLength(zh)
    write(join(source, `v${copy}`, page.path), zh)
    if (target !== null) write(join(target, `v${copy}`, page.path), edited(page.en, copy, '. ', ` (version ${copy}). `))
  }
  return { files, bytes }
}

/** Marks every fifth line that has the mark. */
function edited(text: string, copy: number, mark: string, instead: string): string {
  let turn = copy
  return text
    .split('\n')
    .map((line) => (line.includes(mark) && turn++ % 5 === 0 ? line.replace(mark, instead) : line))
    .join('\n')
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
