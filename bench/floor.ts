import { createHash } from 'node:crypto'
import { parseChapter } from '../src/markdown/parse-chapter.js'
import { readPages } from './corpora.js'

/** The least that has to be done to the files of `source-zh`: `floor.js hash|parse|remark`, run in a project. */
const pages = readPages('source-zh')
const what = process.argv[2]
if (what === 'hash') for (const text of pages.values()) createHash('sha256').update(text).digest()
if (what === 'parse') for (const text of pages.values()) parseChapter(text)
if (what === 'remark') {
  const { unified } = await import('unified')
  const { default: remarkParse } = await import('remark-parse')
  const { default: remarkGfm } = await import('remark-gfm')
  const processor = unified().use(remarkParse).use(remarkGfm)
  for (const text of pages.values()) processor.parse(text)
}
