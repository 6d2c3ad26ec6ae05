import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { OpenSegment, ProjectReport, ReportedChapter } from '../../src/app/report/project-report.js'
import type { Issue } from '../../src/app/report.js'
import { STATUSES } from '../../src/core/status.js'
import { createTranslate, UI_LANGUAGES, type UiLanguage } from '../../src/i18n/index.js'
import { createLook } from '../../src/reporters/look.js'
import { reportMarkdown } from '../../src/reporters/report-markdown.js'
import { renderSite } from '../../src/reporters/site/site.js'
import { hostile, issue } from './reports.js'

const ones = Object.fromEntries(STATUSES.map((status) => [status, 1])) as ReportedChapter['characters']
const progress = {
  segments: { total: 8, ...ones },
  ...{ obsolete: 0, added: 0, misplaced: 0, sourceCharacters: 8, percentTranslated: 50 },
  blocks: { total: 0, differing: 0, missing: 0 },
}
const PLACE = { path: 'en/a.md', line: 3 }

/** A report with the same text wherever a book, a name or a path can put one. */
function reportOf(text: string, issues: readonly Issue[]): ProjectReport {
  const place = { path: text, line: 3 }
  const segment = (status: OpenSegment['status']): OpenSegment => ({
    ...{ id: `id-${status}`, chapter: text, status, state: 'initial', kind: 'paragraph', block: null, section: [text] },
    source: { text, startLine: 1, endLine: 1 },
    targets: [{ path: text, text, startLine: 3, endLine: 3 }],
    ...{ group: null, translatedFrom: text, change: 'number', gap: null, basis: null, targetEdited: false },
    ...{ misplaced: false, origin: null, confidence: null },
    since: { at: '2026-01-15T12:00:00Z', commit: 'abcdef0123456789', by: 'git' },
    words:
      status === 'stale'
        ? [
            { op: 'removed', text },
            { op: 'added', text },
            { op: 'same', text },
          ]
        : [],
  })
  const block = (line: number): OpenSegment => ({
    ...segment('stale'),
    ...{ id: `id-block-${line}`, kind: 'block' },
    targets: [{ path: text, text, startLine: line, endLine: line }],
  })
  const point = { segments: progress.segments, characters: ones, percentTranslated: 50 }
  return {
    ...{ sourceAvailable: true, notices: [], title: text, date: '2026-01-15', total: progress, characters: ones },
    commits: { source: 'abcdef0123456789', target: null },
    chapters: [
      {
        ...{
          ...progress,
          chapter: text,
          title: { source: text, target: text },
          hasSource: true,
          hasTarget: true,
          characters: ones,
        },
        ...{ path: { source: text, target: text }, cells: STATUSES },
        open: [segment('stale'), block(5), block(9), segment('untranslated'), segment('draft')],
      },
    ],
    history: {
      points: [
        { commit: 'abcdef0123456789', at: '2025-01-15T12:00:00Z', ...point },
        { commit: null, at: '2026-01-15T12:00:00Z', ...point },
      ],
      ...{ commits: 1, unreadable: 0, reach: 'complete' },
    },
    sourceHistory: 'complete',
    terms: [
      {
        ...{ term: text, preferred: text, count: 2, consistency: 0.5 },
        renderings: [
          { text, status: null, count: 1, places: [{ id: 'i', chapter: text, source: place, target: place }] },
        ],
        unexplained: { count: 1, places: [{ id: 'i', chapter: text, source: PLACE, target: PLACE }] },
      },
    ],
    findings: { issues, waived: 1, summary: { errors: 1, warnings: 0, infos: 0, segments: 8 } },
    people: [
      {
        ...{ name: text, translated: 1, characters: 1, reviewed: 1, last: '2026-01-15T12:00:00Z' },
        decisions: { accepted: 1, approved: 1, final: 1, 'still-valid': 1, omitted: 1, reopened: 1 },
      },
    ],
    decisions: [
      {
        ...{ decision: 'omitted', by: text, at: '2026-01-15T12:00:00Z', reason: text, id: 'i', chapter: text },
        ...{ source: place, target: place },
      },
    ],
    changed: {
      revision: text,
      commit: 'abcdef0123456789',
      before: point,
      segments: [segment('stale'), block(5), block(9)],
      issues,
    },
  }
}

const lookIn = (language: UiLanguage) =>
  createLook({ t: createTranslate(language), language, columns: 80, colour: false })

/** What a page consists of: its elements with their attributes, but for those that hold words. */
function markupOf(page: string): string[] {
  const parser = new SaxesParser()
  const found: string[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    found.push(`${name} ${Object.keys(attributes).join(' ')} ${attributes.class ?? ''}`)
  })
  parser.write(page).close()
  return found
}

describe('the site', () => {
  it.each(UI_LANGUAGES)('should have the same elements whatever the book says, well-formed, in %s', (language) => {
    const look = lookIn(language)
    const pagesOf = (text: string) =>
      renderSite({ report: reportOf(text, []), look, version: '1.2.3', addressOf: () => 'https://example.org/a.md#L3' })
        .filter(({ path }) => path !== 'style.css')
        .map((file) => file.text)
    const plain = pagesOf('中').map(markupOf)
    fc.assert(
      fc.property(hostile, (text) => {
        expect(pagesOf(`中${text}`).map(markupOf)).toEqual(plain)
      }),
    )
  })

  it('should load nothing and lead nowhere but where it was told to', () => {
    const look = lookIn('en')
    fc.assert(
      fc.property(hostile, fc.array(issue, { maxLength: 3 }), (text, issues) => {
        const files = renderSite({ report: reportOf(text, issues), look, version: '1', addressOf: () => null })
        for (const { path, text } of files.filter(({ path }) => path.endsWith('.html'))) {
          const up = '../'.repeat(path.split('/').length - 1)
          const addresses = Array.from(text.matchAll(/ (?:href|src)="([^"]*)"/g), ([, address = '']) => address)
          const strays = addresses.filter(
            (address) => !(address.startsWith('#') || (address.startsWith(up) && /^[^:/]*(?:\/|$)/.test(address))),
          )
          expect(strays).toEqual([])
        }
        expect(files.find(({ path }) => path === 'style.css')?.text).not.toMatch(/url\((?!#)|@import|https?:/)
      }),
    )
  })

  it('should say the same every time', () => {
    const site = { report: reportOf('中', []), look: lookIn('en'), version: '1', addressOf: () => null }
    expect(renderSite(site)).toEqual(renderSite(site))
  })
})

interface Node {
  readonly type: string
  readonly url?: string
  readonly value?: string
  readonly children?: readonly Node[]
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)]
}

/** What forges make links of in the text that is left once Markdown is done. */
const LINKED = /[@#!$&%~][\w\p{L}]|:\/\/|:[a-z][a-z_]+:|www\.[a-z]|\bGH-\d|\b[0-9a-f]{7,40}\b/iu

describe('reportMarkdown', () => {
  it.each(UI_LANGUAGES)('should hold nothing but our own tables, bold words and links, in %s', (language) => {
    const look = lookIn(language)
    const address = 'https://example.org/blob/main/a.md#L3'
    const pieces = fc.constantFrom(
      '@someone',
      'x#12',
      'GH-12',
      'https://example.org',
      'www.example.org',
      'a@example.org',
      '0123456789abcdef',
      '!3',
      '$4',
      ':tada:',
      '- [x](y)',
      '1. ',
      '/close',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, pieces), { maxLength: 6 }),
        fc.array(issue, { maxLength: 3 }),
        (texts, issues) => {
          const markdown = reportMarkdown(reportOf(texts.join(' '), issues), look, () => address)
          const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node
          const nodes = nodesOf(tree)
          const kinds = new Set(nodes.map(({ type }) => type))
          for (const kind of [
            'root',
            'heading',
            'text',
            'table',
            'tableRow',
            'tableCell',
            'paragraph',
            'strong',
            'link',
          ])
            kinds.delete(kind)
          expect([...kinds]).toEqual([])
          expect([...new Set(nodes.flatMap(({ url }) => url ?? []))]).toEqual([address])
          const rows = nodes.filter(({ type }) => type === 'tableRow')
          expect(rows.filter(({ children = [] }) => children.length !== 7 && children.length !== 2)).toEqual([])
          const linked = nodes.filter(({ type, value = '' }) => type === 'text' && LINKED.test(value))
          expect(linked.map(({ value }) => value)).toEqual([])
        },
      ),
    )
  })

  it('should be short, and say what it leaves out', () => {
    const [one] = fc.sample(issue, 1)
    const issues = Array.from({ length: 40 }, () => one as Issue)
    const markdown = reportMarkdown({ ...reportOf('中', issues), changed: null }, lookIn('en'), () => null)
    expect(markdown.split('\n').filter((line) => line.startsWith('| ')).length).toBeLessThan(22)
    expect(markdown).toContain('**Findings: 40**')
    expect(markdown).toContain('30 more are not listed.')
  })

  it('should have a row for each stale text of a chapter, and one for all its code and paths', () => {
    const report = { ...reportOf('中', []), changed: null }
    const rowsOf = (some: ProjectReport, address: string | null) =>
      reportMarkdown(some, lookIn('en'), (_side, _path, line) => address && `${address}#L${line}`)
        .split('\n')
        .filter((line) => line.includes(' – '))
        .map((line) => line.replace(/ – .*/, ''))
    const blocks = '2 pieces of code, pictures and paths'
    expect(rowsOf(report, null)).toEqual(['| 中:3 | 中', `| 中:5 | ${blocks}, lines 5, 9`])
    const lines = 'lines [5](a.md#L5), [9](a.md#L9)'
    expect(rowsOf(report, 'a.md')).toEqual(['| [中:3](a.md#L3) | 中', `| [中:5](a.md#L5) | ${blocks}, ${lines}`])

    const [chapter] = report.chapters
    const [text, block] = chapter?.open ?? []
    const made = (one: OpenSegment | undefined, count: number) => new Array<OpenSegment>(count).fill(one as OpenSegment)
    const withOpen = (open: OpenSegment[]) => ({ ...report, chapters: [{ ...(chapter as ReportedChapter), open }] })
    expect(rowsOf(withOpen(made(block, 1)), null)).toEqual(['| 中:5 | 中'])
    expect(rowsOf(withOpen(made(block, 13)), null)).toEqual([
      `| 中:5 | 13 pieces of code, pictures and paths, lines ${new Array(12).fill('5').join(', ')} …`,
    ])
    const long = reportMarkdown(withOpen([...made(text, 12), ...made(block, 13)]), lookIn('en'), () => null)
    expect(long).toContain('**Stale: 25**')
    expect(long).toContain('15 more are not listed.')
  })
})
