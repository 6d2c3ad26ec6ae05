import type { QueueRow, Review, ReviewOutcome, ReviewQueue, ReviewSegment } from '../../../src/app/review/view.js'
import { encodeCodes } from '../../../src/core/codes/encode.js'
import { diffWords } from '../../../src/match/diff-words.js'

/** What a test says of a segment; the rest is as it is with most. */
export interface Made extends Partial<Omit<ReviewSegment, 'source' | 'targets'>> {
  readonly id: string
  readonly zh: string
  /** Passages; none for `null`. */
  readonly en?: string | readonly string[] | null
}

export function makeSegment({ id, zh, en = null, ...rest }: Made): ReviewSegment {
  const texts = en === null ? [] : typeof en === 'string' ? [en] : en
  const targets = texts.map((text, index) => ({
    path: 'target-en/proxy/listeners.md',
    text,
    startLine: 10 + index,
    endLine: 10 + index,
  }))
  return {
    id,
    chapter: 'proxy/listeners.md',
    status: texts.length === 0 ? 'untranslated' : 'draft',
    state: 'initial',
    kind: 'paragraph',
    block: null,
    section: ['监听器', '端口'],
    source: { text: zh, path: 'source-zh/proxy/listeners.md', startLine: 10, endLine: 10, coded: encodeCodes(zh) },
    targets,
    group: null,
    groupSource: null,
    written: null,
    seen: { source: zh, targets: texts },
    translatedFrom: null,
    change: null,
    gap: texts.length === 0 ? 'new' : null,
    basis: null,
    targetEdited: false,
    misplaced: false,
    origin: null,
    confidence: null,
    words: [],
    suggestions: [],
    view: { issues: [], terms: [] },
    memory: [],
    before: [],
    after: [],
    comments: [],
    history: [],
    authors: [],
    actions: texts.length === 0 ? ['edit', 'omit'] : ['edit', 'accept', 'approve', 'finalise', 'omit'],
    ...rest,
  }
}

/** A stale paragraph with everything a segment can have. */
export function makeFullSegment(): ReviewSegment {
  const zh = '监听器默认绑定 15006 端口，入站流量经过它的过滤器链，然后才到达应用。'
  const older = '监听器默认绑定 15001 端口，入站流量经过它的过滤器链，然后才到达应用。'
  const en = 'By default the monitor binds port 15001; inbound traffic passes its filter chain before the application.'
  const proposed = en.replace('15001', '15006')
  return makeSegment({
    id: 'tn4pn6g51m',
    zh,
    en,
    status: 'stale',
    change: 'number',
    translatedFrom: older,
    words: diffWords(older, zh),
    suggestions: [
      {
        number: 1,
        text: proposed,
        origin: { type: 'memory', name: 'memory' },
        from: older,
        score: 0.96,
        words: diffWords(older, zh),
        changes: diffWords(en, proposed),
      },
      {
        number: 2,
        text: 'The listener binds port 15006 unless told otherwise.',
        origin: { type: 'engine', name: 'deepl' },
        from: null,
        score: null,
        words: [],
        changes: diffWords(en, 'The listener binds port 15006 unless told otherwise.'),
      },
    ],
    view: {
      issues: [
        {
          check: 'number-mismatch',
          severity: 'error',
          values: { expected: '15006' },
          target: [en.indexOf('15001'), en.indexOf('15001') + 5],
          source: [zh.indexOf('15006'), zh.indexOf('15006') + 5],
        },
        {
          check: 'term-deprecated',
          severity: 'warning',
          values: { term: '监听器', found: 'monitor', expected: 'listener' },
          target: [en.indexOf('monitor'), en.indexOf('monitor') + 7],
          source: [0, 3],
        },
      ],
      terms: [
        {
          term: '监听器',
          source: [[0, 3]],
          expected: ['listener'],
          note: '',
          target: [],
          isUsed: false,
          doNotTranslate: false,
        },
        {
          term: '过滤器链',
          source: [[zh.indexOf('过滤器链'), zh.indexOf('过滤器链') + 4]],
          expected: ['filter chain', 'chain'],
          note: '',
          target: [[en.indexOf('filter chain'), en.indexOf('filter chain') + 12]],
          isUsed: true,
          doNotTranslate: false,
        },
      ],
    },
    memory: [
      {
        source: '监听器绑定 15001 端口。',
        target: 'The listener binds port 15001.',
        similarity: 0.62,
        kind: 'fuzzy',
        quality: 'reviewed',
        chapter: 'proxy/start.md',
        origin: 'person',
        words: diffWords('监听器绑定 15001 端口。', zh),
      },
    ],
    before: [
      { id: 'b1', kind: 'heading', status: 'translated', source: '端口', target: 'Ports' },
      {
        id: 'b2',
        kind: 'paragraph',
        status: 'translated',
        source: '每个工作负载旁边都有一个边车代理，它接管所有进出的连接，应用对此毫不知情。',
        target:
          'Beside each workload stands a sidecar proxy that takes over all connections, unknown to the application.',
      },
    ],
    after: [
      { id: 'a1', kind: 'block', status: 'carried', source: '```yaml\nport: 1\n```', target: '```yaml\nport: 1\n```' },
      { id: 'a2', kind: 'paragraph', status: 'untranslated', source: '出站流量另有一个监听器。', target: '' },
    ],
    comments: [{ key: 'k1', text: '端口要不要写成代码？', by: '小王', at: '2026-03-04T05:06:07Z', isOld: true }],
    history: [
      { what: 'machine', by: 'memory', at: null, reason: null, target: 'A draft.', isOfToday: false, isAssumed: false },
      {
        what: 'accepted',
        by: 'Ann',
        at: '2026-01-02T03:04:05Z',
        reason: 'reads well',
        target: en,
        isOfToday: false,
        isAssumed: false,
      },
    ],
    authors: ['Ann'],
    actions: ['edit', 'still-valid', 'omit'],
  })
}

export function makeQueue(segments: readonly ReviewSegment[]): ReviewQueue {
  const counts = { carried: 0, omitted: 0, untranslated: 0, stale: 0, final: 0, reviewed: 0, draft: 0, translated: 0 }
  const progress = {
    segments: { ...counts, total: segments.length },
    obsolete: 0,
    added: 0,
    misplaced: 0,
    sourceCharacters: 100,
    percentTranslated: 42,
    blocks: { total: 0, differing: 0, missing: 0 },
  }
  const chapters = [...new Set(segments.map(({ chapter }) => chapter))].map((chapter) => {
    return { ...progress, chapter, title: null, suggested: 0, issues: 0, comments: 0 }
  })
  return {
    sourceAvailable: true,
    notices: [],
    chapters,
    total: progress,
    rows: segments.map(rowOf),
    checks: [{ check: 'number-mismatch', segments: 1 }],
  }
}

function rowOf({
  id,
  chapter,
  status,
  kind,
  change,
  gap,
  source,
  targets,
  suggestions,
  view,
  comments,
}: ReviewSegment): QueueRow {
  return {
    id,
    chapter,
    status,
    kind,
    change,
    gap,
    source: source.text,
    target: targets[0]?.text ?? '',
    suggested: suggestions.length,
    gravest: view.issues[0]?.severity ?? null,
    comments: comments.length,
  }
}

/** A review of these segments that does what it is told, and notes it. */
export interface ScriptedReview extends Review {
  readonly calls: readonly (readonly unknown[])[]
  /** What the next `apply` answers, instead of that all went well. */
  answerNext(outcome: ReviewOutcome): void
  put(segment: ReviewSegment): void
}

export function createScriptedReview(segments: readonly ReviewSegment[]): ScriptedReview {
  const known = new Map(segments.map((segment) => [segment.id, segment]))
  const calls: unknown[][] = []
  const answers: ReviewOutcome[] = []
  const get = (id: string) => {
    const segment = known.get(id)
    if (!segment) throw new Error(`no segment ${id}`)
    return segment
  }
  return {
    calls,
    answerNext: (outcome) => void answers.push(outcome),
    put: (segment) => void known.set(segment.id, segment),
    async queue(input) {
      calls.push(['queue', input])
      return makeQueue([...known.values()])
    },
    async check() {
      return false
    },
    async segment(id) {
      calls.push(['segment', id])
      return get(id)
    },
    async look(id, text) {
      calls.push(['look', id, text])
      return { issues: [], terms: [] }
    },
    async apply(input) {
      calls.push(['apply', input])
      return answers.shift() ?? { kind: 'done', id: input.id, from: 'draft', to: 'translated', written: [] }
    },
    async comment(id, text) {
      calls.push(['comment', id, text])
      return get(id)
    },
    async settleComment(id, key) {
      calls.push(['settle', id, key])
      return get(id)
    },
    async undo() {
      calls.push(['undo'])
      return null
    },
  }
}
