import type { Check, CheckContext, Example, SegmentPair } from '../../src/checks/define-check.js'
import { type OptionValues, optionsOf } from '../../src/checks/options.js'
import { surveyBook } from '../../src/checks/survey.js'
import { groupBy } from '../../src/core/group-by.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { groupRows, type TermRow } from '../../src/glossary/term.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { createBook, type ReferenceBook } from '../../src/references/book.js'
import { readSheet } from '../../src/references/chapter-sheet.js'
import { createJudge, type JudgedUse } from '../../src/references/judge-references.js'
import { bookOf, type Files, linkInOrder } from '../references/books.js'

/** An example's pair, the context it asks for, and the check's options. */
export function pairOf(
  check: Check,
  { kind = 'paragraph', terms = [], unfinished, options = {}, book, neighbours = [], shape, ...texts }: Example,
): [SegmentPair, CheckContext, OptionValues] {
  const rows = terms.map(([term, text, status = 'preferred', note = '']): TermRow => {
    const empty = { pos: '', context: '', variants: [], path: 'terms.csv', line: 2, others: {} }
    return { ...empty, source: term, text, status, note }
  })
  const signature = kind === 'fence' ? signatureOf(texts.target) : undefined
  const source = kind === 'fence' ? signatureOf(texts.source) : texts.source
  const { target } = texts
  const references = referencesOf(source, target, book)
  const translated = unfinished !== 'untranslated'
  const pair = {
    ...{ kind, source, target, translated, references },
    ...(unfinished && { unfinished }),
    ...(signature !== undefined && { signature }),
    ...(shape && { shape }),
  }
  const others = neighbours.map((other): SegmentPair => ({ kind, ...other, translated: true }))
  const chapter = 'page.md'
  const survey = surveyBook([...others, pair].map((each) => ({ ...each, chapter })))
  const context = { terms: compileTerms(groupRows(rows)), neighbours: [pair, ...others], chapter, survey }
  return [pair, context, optionsOf(check, { options })]
}

/** The references of the example's page that do not lead where they should. Editions are linked part by part. */
function referencesOf(page: string, english: string, { source = {}, target = {} }: Example['book'] = {}): JudgedUse[] {
  const [from, to] = [bookOf({ ...source, 'page.md': page }), bookOf({ ...target, 'page.md': english })]
  const links = groupBy(linkInOrder(from, to), (link) => link.source.chapter)
  const sheets = [...new Set([...from.chapters.keys(), ...to.chapters.keys()])].map((path) => {
    const input = { path, source: from.chapters.get(path) ?? null, targets: to.chapters, links: links.get(path) ?? [] }
    return [path, readSheet(input)] as const
  })
  const landmarks = new Map(sheets.map(([path, sheet]) => [path, sheet.landmarks]))
  const edition = ({ conventions }: ReferenceBook, side: 'source' | 'target', files: Files) => {
    const chapters = sheets.flatMap(([, sheet]) => sheet.landmarks[side] ?? [])
    return createBook({ chapters, conventions, isFile: (path) => Object.hasOwn(files, path) })
  }
  const judge = createJudge({
    source: edition(from, 'source', source),
    target: edition(to, 'target', target),
    landmarks,
  })
  const uses = new Map(sheets.map(([path, sheet]) => [path, sheet.uses]))
  return judge.judge('page.md', uses).flatMap((part) => part.uses)
}

/** What must agree of a block. */
function signatureOf(text: string): string {
  const [part] = parseChapter(text, { comments: 'all' }).parts
  return part?.type === 'block' ? part.signature : ''
}
