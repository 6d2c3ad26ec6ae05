import type {
  QueueInput,
  QueueRow,
  Review,
  ReviewComment,
  ReviewInput,
  ReviewIssue,
  ReviewOutcome,
  ReviewQueue,
  ReviewSegment,
  ReviewTerm,
  Seen,
  TextView,
} from '../../../src/app/review/view.js'
import { BY_DEFAULT, REVIEW_ACTIONS } from '../../../src/app/review/view.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { ZhenError } from '../../../src/core/errors.js'
import { STATUSES, type Status } from '../../../src/core/status.js'
import { diffWords } from '../../../src/match/diff-words.js'

/** A segment of a book that is made up. */
export interface Scripted {
  readonly id: string
  readonly chapter: string
  readonly source: string
  target: string
  status: Status
  readonly kind?: ReviewSegment['kind']
  readonly from?: string
  readonly suggestions?: readonly string[]
  readonly memory?: readonly (readonly [source: string, target: string])[]
  comments?: ReviewComment[]
  steps?: ReviewSegment['history'][number][]
}

export interface ScriptedReview extends Review {
  readonly segments: Scripted[]
  /** What was written, in order. */
  readonly applied: ReviewInput[]
  /** Somebody else saves a text. */
  edit(id: string, target: string): void
}

const NOTHING = {
  obsolete: 0,
  added: 0,
  misplaced: 0,
  sourceCharacters: 10,
  blocks: { total: 0, differing: 0, missing: 0 },
}

const DECIDED: Readonly<Record<string, Status>> = {
  accept: 'translated',
  approve: 'reviewed',
  finalise: 'final',
  'still-valid': 'translated',
  omit: 'omitted',
  reopen: 'draft',
}

/** A review of a book in memory, which keeps to the contract as far as the page can tell. */
export function createScriptedReview(
  segments: Scripted[],
  { terms = [] as readonly (readonly [zh: string, en: string])[] } = {},
): ScriptedReview {
  const applied: ReviewInput[] = []
  const undo: { readonly id: string; readonly target: string; readonly status: Status; now: string }[] = []
  const find = (id: string): Scripted => {
    const found = segments.find((segment) => segment.id === id)
    if (!found) throw new ZhenError('segment-unknown', { id })
    return found
  }
  const seenOf = ({ source, target }: Scripted): Seen => ({ source, targets: target === '' ? [] : [target] })
  const viewOf = (segment: Scripted, text: string): TextView => ({
    terms: termsIn(segment.source, text, terms),
    issues: issuesIn(segment, text, terms),
  })

  const read = (id: string): ReviewSegment => {
    const segment = find(id)
    const { chapter, source, target, status, kind = 'paragraph', from } = segment
    const own = segments.filter((other) => other.chapter === chapter)
    const at = own.indexOf(segment)
    const neighbour = (other: Scripted) => ({ ...other, kind: other.kind ?? ('paragraph' as const) })
    return {
      id,
      chapter,
      status,
      state: 'initial',
      kind,
      written: null,
      block: null,
      section: ['熔断', '阈值'],
      source: {
        text: source,
        path: `zh/${chapter}`,
        startLine: 3 + at * 2,
        endLine: 3 + at * 2,
        coded: encodeCodes(source),
      },
      targets: target === '' ? [] : [{ path: `en/${chapter}`, text: target, startLine: 3, endLine: 3 }],
      group: null,
      translatedFrom: from ?? null,
      change: status === 'stale' ? 'number' : null,
      gap: status === 'untranslated' ? 'new' : null,
      basis: 'stated',
      targetEdited: false,
      misplaced: false,
      origin: target === '' ? null : { type: 'person', name: 'Li Wei' },
      confidence: null,
      groupSource: null,
      seen: seenOf(segment),
      words: from === undefined ? [] : diffWords(from, source),
      suggestions: (segment.suggestions ?? []).map((text, index) => ({
        number: index + 1,
        text,
        origin: { type: 'engine', name: 'deepl' },
        from: null,
        score: null,
        words: [],
        changes: diffWords(target, text),
      })),
      view: viewOf(segment, target),
      memory: (segment.memory ?? []).map(([zh, en]) => ({
        source: zh,
        target: en,
        similarity: 0.86,
        kind: 'fuzzy',
        quality: 'translated',
        chapter: 'intro.md',
        origin: 'Li Wei',
        words: diffWords(zh, source),
      })),
      before: own.slice(Math.max(0, at - 2), at).map(neighbour),
      after: own.slice(at + 1, at + 3).map(neighbour),
      comments: segment.comments ?? [],
      history: segment.steps ?? [],
      authors: target === '' ? [] : ['Li Wei'],
      actions: target === '' ? ['edit', 'omit'] : REVIEW_ACTIONS,
    } as ReviewSegment
  }

  const apply = (input: ReviewInput): ReviewOutcome => {
    const segment = find(input.id)
    const { id, status: fromStatus, target: before } = segment
    const seen = seenOf(segment)
    if (JSON.stringify(seen) !== JSON.stringify(input.seen)) {
      return { kind: 'conflict', id, base: input.seen, theirs: seen, mine: input.text, isGone: false }
    }
    const text = input.suggestion === null ? input.text : (segment.suggestions?.[input.suggestion - 1] ?? null)
    if (text?.includes('\n\n')) return { kind: 'refused', id, reason: 'shape-broken', detail: '' }
    applied.push(input)
    if (text !== null) segment.target = text
    segment.status = input.decision === null ? 'translated' : (DECIDED[input.decision] ?? 'translated')
    undo.push({ id, target: before, status: fromStatus, now: segment.target })
    segment.steps = [...(segment.steps ?? []), step(input, segment.target)]
    return { kind: 'done', id, from: fromStatus, to: segment.status, written: [`en/${segment.chapter}`] }
  }

  return {
    segments,
    applied,
    edit(id, target) {
      find(id).target = target
    },
    queue: async (input) => queueOf(segments, input, viewOf),
    check: async () => false,
    segment: async (id) => read(id),
    look: async (id, text) => viewOf(find(id), text),
    apply: async (input) => apply(input),
    async comment(id, text, by) {
      const segment = find(id)
      const key = String((segment.comments ?? []).length + 1)
      const at = '2026-03-01T08:00:00Z'
      segment.comments = [...(segment.comments ?? []), { key, text, by: by ?? 'Chen Jing', at, isOld: false }]
      return read(id)
    },
    async settleComment(id, key) {
      const segment = find(id)
      segment.comments = (segment.comments ?? []).filter((comment) => comment.key !== key)
      return read(id)
    },
    async undo() {
      const last = undo.pop()
      if (!last) return null
      const segment = find(last.id)
      if (segment.target !== last.now) {
        undo.push(last)
        const base = { source: segment.source, targets: [last.now] }
        return { kind: 'conflict', id: last.id, base, theirs: seenOf(segment), mine: null, isGone: false }
      }
      segment.target = last.target
      segment.status = last.status
      return { id: last.id, chapter: segment.chapter, to: last.status }
    },
  }
}

function step({ decision, reason, by }: ReviewInput, target: string): ReviewSegment['history'][number] {
  const what =
    decision === 'accept' || decision === null ? 'translated' : decision === 'approve' ? 'approved' : 'still-valid'
  return { what, by: by ?? 'Chen Jing', at: '2026-03-01T08:00:00Z', reason, target, isOfToday: true, isAssumed: false }
}

function termsIn(source: string, text: string, terms: readonly (readonly [string, string])[]): ReviewTerm[] {
  return terms.flatMap(([zh, en]) => {
    const at = source.indexOf(zh)
    const found = text.toLowerCase().indexOf(en.toLowerCase())
    if (at === -1) return []
    const target = found === -1 ? [] : [[found, found + en.length] as const]
    return [
      {
        term: zh,
        source: [[at, at + zh.length] as const],
        expected: [en],
        note: '',
        target,
        isUsed: found !== -1,
        doNotTranslate: false,
      },
    ]
  })
}

function issuesIn({ source }: Scripted, text: string, terms: readonly (readonly [string, string])[]): ReviewIssue[] {
  if (text === '') return []
  const missing = termsIn(source, text, terms).filter(({ isUsed }) => !isUsed)
  const doubled = /\b(\w+) \1\b/.exec(text)
  return [
    ...missing.map(({ term, expected, source: [range] }): ReviewIssue => {
      const values = { term, expected: `“${expected[0]}”` }
      return { check: 'term-missing', severity: 'error', values, target: null, source: range ?? null }
    }),
    ...(doubled
      ? [
          {
            check: 'word-doubled',
            severity: 'warning' as const,
            values: { found: doubled[1] ?? '' },
            target: [doubled.index, doubled.index + doubled[0].length] as const,
            source: null,
          },
        ]
      : []),
  ]
}

function queueOf(
  segments: readonly Scripted[],
  { chapters, queues, check, search }: QueueInput,
  viewOf: (segment: Scripted, text: string) => TextView,
): ReviewQueue {
  const wanted = queues.length === 0 ? BY_DEFAULT : queues
  const rowOf = (segment: Scripted): QueueRow => {
    const { id, chapter, status, kind = 'paragraph', source, target, suggestions = [], comments = [] } = segment
    const [issue] = viewOf(segment, target).issues
    return {
      id,
      chapter,
      status,
      kind,
      change: status === 'stale' ? 'number' : null,
      gap: status === 'untranslated' ? 'new' : null,
      source: source.slice(0, 120),
      target: target.slice(0, 120),
      suggested: suggestions.length,
      gravest: issue?.severity ?? null,
      comments: comments.length,
    }
  }
  const isIn = (row: QueueRow) =>
    wanted.some((name) => {
      if (name === 'suggested') return row.suggested > 0
      if (name === 'issues') return row.gravest !== null
      return name === 'commented' ? row.comments > 0 : row.status === name
    })
  const rows = segments
    .filter(({ chapter }) => chapters.length === 0 || chapters.includes(chapter))
    .filter(
      ({ id, source, target }) =>
        search === null || id.startsWith(search) || `${source}\n${target}`.toLowerCase().includes(search.toLowerCase()),
    )
    .filter(
      (segment) => check === null || viewOf(segment, segment.target).issues.some((issue) => issue.check === check),
    )
    .map(rowOf)
    .filter(isIn)
  const names = [...new Set(segments.map(({ chapter }) => chapter))]
  return {
    sourceAvailable: true,
    notices: [],
    chapters: names.map((chapter) => ({
      ...progressOf(segments.filter((segment) => segment.chapter === chapter)),
      chapter,
      title: chapter.replace('.md', ''),
      suggested: 0,
      issues: 0,
      comments: 0,
    })),
    total: progressOf(segments),
    rows,
    checks: [{ check: 'term-missing', segments: 1 }],
  }
}

function progressOf(segments: readonly Scripted[]) {
  const counts = STATUSES.map(
    (status) => [status, segments.filter((segment) => segment.status === status).length] as const,
  )
  const done = segments.filter(({ status }) => /^(?:translated|reviewed|final)$/.test(status)).length
  return {
    ...NOTHING,
    segments: { ...(Object.fromEntries(counts) as Record<Status, number>), total: segments.length },
    percentTranslated: segments.length === 0 ? 100 : (100 * done) / segments.length,
  }
}
