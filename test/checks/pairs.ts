import type { Check, CheckContext, Example, SegmentPair } from '../../src/checks/define-check.js'
import { type OptionValues, optionsOf } from '../../src/checks/options.js'
import { surveyBook } from '../../src/checks/survey.js'
import { compileTerms } from '../../src/glossary/compile-terms.js'
import { groupRows, type TermRow } from '../../src/glossary/term.js'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { type JudgedUse, judgeReferences } from '../../src/references/judge-references.js'
import { createReferenceMap } from '../../src/references/reference-map.js'
import { bookOf, linkInOrder } from '../references/books.js'

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
  const links = linkInOrder(from, to)
  const map = createReferenceMap({ source: from, target: to, links })
  const judged = judgeReferences({ source: from, target: to, map, links })
  return judged.filter(({ chapter }) => chapter === 'page.md').flatMap(({ uses }) => uses)
}

/** What must agree of a block. */
function signatureOf(text: string): string {
  const [part] = parseChapter(text, { comments: 'all' }).parts
  return part?.type === 'block' ? part.signature : ''
}
