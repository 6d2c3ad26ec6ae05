import { describe, expect, it } from 'vitest'
import type { ChangeBatch, ChangedFile, ChangeSource } from '../../src/app/change-source.js'
import type { WatchInput } from '../../src/app/input.js'
import type { ProjectDeps } from '../../src/app/project.js'
import type { WatchEvent } from '../../src/app/report.js'
import { syncProject } from '../../src/app/sync-project.js'
import { type WatchDeps, watchProject } from '../../src/app/watch-project.js'
import { ZhenError } from '../../src/core/errors.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

const BOOK: readonly (readonly [string, string])[] = [
  ['source:a.md', '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n'],
  ['target:a.md', '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n'],
  ['source:b.md', '# 熔断\n'],
  ['target:b.md', '# Circuit breaking\n'],
]

const ALL: WatchInput = { chapters: [], only: [] }

interface Save {
  /** What the disk looks like then. */
  readonly files?: Readonly<Record<string, string | null>>
  readonly kind?: ChangedFile['kind']
  /** In the middle of the look at it something is saved. */
  readonly interrupted?: boolean
}

/** A synced project, what people save to it, and what a watch tells of that. */
async function watch(
  saves: readonly Save[],
  { input = ALL, deps = {}, open }: { input?: WatchInput; deps?: Partial<ProjectDeps>; open?: () => void } = {},
) {
  const project = createMemoryProject(BOOK)
  await syncProject(project, { chapters: [], locked: false, dryRun: false })
  const stop = new AbortController()
  const pauses: number[] = []
  const opened = { count: 0, closed: 0 }
  const queue = [...saves]
  const changes = createScript(project, queue)
  const watchDeps: WatchDeps = {
    async open() {
      if (opened.count > 0) open?.()
      opened.count++
      return { deps: { ...project, ...deps }, changes, close: () => void opened.closed++ }
    },
    now: () => Date.UTC(2026, 0, 1),
    pause: async (milliseconds) => void pauses.push(milliseconds),
  }
  const before = ledgersOf(project)
  const events: WatchEvent[] = []
  for await (const event of watchProject(watchDeps, input, stop.signal)) events.push(event)
  return { events, pauses, opened, ledgersKept: JSON.stringify(before) === JSON.stringify(ledgersOf(project)) }
}

/** Saves one after the other, each once the one before was told. It ends when nothing is left to save. */
function createScript({ workspace }: MemoryProject, queue: Save[]): ChangeSource {
  return {
    async *changes() {
      yield batchOf({}, [])
      for (let save = queue.shift(); save; save = queue.shift()) {
        const files = Object.entries(save.files ?? {})
        for (const [name, text] of files) {
          if (save.kind !== undefined) continue
          if (text === null) workspace.files.delete(name)
          else workspace.files.set(name, text)
        }
        yield batchOf(
          save,
          files.map(([name]) => ({ kind: save.kind ?? (name.split(':')[0] as ChangedFile['kind']), path: name })),
        )
      }
    },
  }
}

function batchOf({ interrupted = false }: Save, files: readonly ChangedFile[]): ChangeBatch {
  return { files, notices: [], holds: () => !interrupted }
}

function ledgersOf({ workspace }: MemoryProject) {
  return [...workspace.files].filter(([name]) => /^(?:ledger|notes):/.test(name))
}

/** The gist of what was told. */
function gist(events: readonly WatchEvent[]) {
  return events.map((event) => {
    if (event.event === 'start') return `start ${event.chapters} ${event.open.map(({ check }) => check)}`
    if (event.event === 'failure') return `failure ${event.code} ${event.files.map(({ path }) => path)}`
    const segments = event.segments.map(({ from, to, place }) => `${from}>${to}@${place.path}:${place.startLine}`)
    const issues = [...event.came.map(({ check }) => `+${check}`), ...event.gone.map(({ check }) => `-${check}`)]
    return ['change', ...event.files.map(({ path }) => path), ...segments, ...issues].join(' ')
  })
}

const STALE = '# 监听器\n\n监听器绑定 15006 端口。\n\n连接池限制并发请求。\n'
const WRONG = '# Listeners\n\nThe listener binds port 15002.\n\nA connection pool limits concurrent requests.\n'
const RIGHT = BOOK[1]?.[1] ?? ''

describe('watchProject', () => {
  it('should tell where the book stands, and at each save what it changed', async () => {
    const { events } = await watch([
      { files: { 'source:a.md': STALE } },
      { files: { 'source:a.md': BOOK[0]?.[1] ?? '' } },
      { files: { 'target:a.md': WRONG } },
      { files: { 'target:a.md': RIGHT } },
    ])
    expect(gist(events)).toEqual([
      'start 2 ',
      'change source:a.md translated>stale@target/a.md:3',
      'change source:a.md stale>translated@target/a.md:3',
      'change target:a.md +number-mismatch',
      'change target:a.md -number-mismatch',
    ])
    expect(events[0]).toMatchObject({ total: { segments: { translated: 4 } }, summary: { errors: 0 } })
  })

  it('should tell of segments that came, went and moved', async () => {
    const { events } = await watch([
      { files: { 'source:b.md': '# 熔断\n\n熔断器保护上游。\n' } },
      { files: { 'source:b.md': '# 熔断\n' } },
      { files: { 'target:a.md': null } },
      { files: { 'target:a.md': RIGHT } },
    ])
    expect(gist(events)).toEqual([
      'start 2 ',
      'change source:b.md null>untranslated@source/b.md:3',
      'change source:b.md untranslated>null@source/b.md:3',
      'change target:a.md translated>untranslated@source/a.md:1 translated>untranslated@source/a.md:3 translated>untranslated@source/a.md:5',
      'change target:a.md untranslated>translated@target/a.md:1 untranslated>translated@target/a.md:3 untranslated>translated@target/a.md:5',
    ])
  })

  it('should not take moved lines for a change', async () => {
    const { events } = await watch([
      { files: { 'target:a.md': WRONG } },
      { files: { 'target:a.md': WRONG.replace('\n', '\n\n\n\n') } },
    ])
    expect(gist(events).at(-1)).toBe('change target:a.md')
  })

  it('should write nothing, whatever is half typed', async () => {
    const typed = 'A connection pool limits concurrent'
    const halves = Array.from({ length: typed.length }, (_, length) => ({
      files: { 'target:a.md': `# Listeners\n\nThe listener binds port 15001.\n\n${typed.slice(0, length)}` },
    }))
    const { ledgersKept, events } = await watch([...halves, { files: { 'target:a.md': RIGHT } }])
    expect(ledgersKept).toBe(true)
    expect(events.at(-1)).toMatchObject({ total: { segments: { translated: 4 } } })
  })

  it('should tell nothing of a look in the middle of which somebody saved, and the rest with the next', async () => {
    const { events } = await watch([
      { files: { 'target:a.md': null }, interrupted: true },
      { files: { 'target:a.md': RIGHT, 'target:b.md': '# Breakers\n' } },
    ])
    expect(gist(events)).toEqual(['start 2 ', 'change target:a.md target:b.md'])
  })

  it('should tell something at last of a file that is saved without a pause', async () => {
    const { events } = await watch(
      Array.from({ length: 10 }, () => ({ files: { 'target:a.md': WRONG }, interrupted: true })),
    )
    expect(gist(events)).toEqual(['start 2 ', 'change target:a.md +number-mismatch', 'change target:a.md'])
  })

  it('should say that a chapter was saved even if nothing changed, and keep silent about pictures', async () => {
    const { events } = await watch([{ files: { 'target:a.md': RIGHT } }, { files: { 'x.png': 'p' }, kind: 'other' }])
    expect(gist(events)).toEqual(['start 2 ', 'change target:a.md'])
  })

  it('should tell of a broken glossary once, after a second look, and go on', async () => {
    const broken = { 'glossary:t.csv': 'no,such\ncolumns,here\n' }
    const { events, pauses } = await watch([
      { files: broken },
      { files: { ...broken, 'target:a.md': WRONG } },
      { files: { 'glossary:t.csv': null } },
    ])
    expect(gist(events)).toEqual([
      'start 2 ',
      'failure glossary-invalid glossary:t.csv',
      'change glossary:t.csv target:a.md +number-mismatch',
    ])
    expect(pauses).toHaveLength(2)
  })

  it('should wait for other zhens, however long they take', async () => {
    let busy = 7
    const project = createMemoryProject(BOOK)
    const { events, pauses } = await watch([{ files: { 'target:a.md': WRONG } }], {
      deps: {
        index: {
          ...createMemoryProject(project.workspace).index,
          async loadState() {
            if (busy-- > 0) throw new ZhenError('locked', { path: 'zhen.db', seconds: 5 })
            return { files: [], chapters: [] }
          },
        },
      },
    })
    expect(events[0]).toMatchObject({ event: 'start' })
    expect(pauses).toHaveLength(7)
  })

  it('should open the project anew when its configuration changes, and keep the old one while that is broken', async () => {
    let broken = true
    const open = () => {
      if (broken) throw new ZhenError('config-syntax', { path: 'zhen.config.json' })
    }
    const { events, opened } = await watch(
      [
        { files: { 'zhen.config.json': '{' }, kind: 'config' },
        { files: { 'target:a.md': WRONG } },
        {
          get files() {
            broken = false
            return { 'zhen.config.json': '{}' }
          },
          kind: 'config',
        },
      ],
      { open },
    )
    expect(gist(events)).toEqual([
      'start 2 ',
      'failure config-syntax zhen.config.json',
      'change target:a.md +number-mismatch',
      'change zhen.config.json',
    ])
    expect(opened).toEqual({ count: 2, closed: 2 })
  })

  it('should tell nothing of a chapter that git has left in conflict but that it is', async () => {
    const conflict = '# Listeners\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n'
    const history = { isUnmerged: async () => true } as unknown as NonNullable<ProjectDeps['history']>
    const { events } = await watch([{ files: { 'target:a.md': conflict } }, { files: { 'target:a.md': WRONG } }], {
      deps: { history, refusesConflicts: true },
    })
    expect(gist(events).slice(0, 2)).toEqual(['start 2 ', 'failure merge-unfinished target:a.md'])
    expect(events[1]).toMatchObject({ values: { path: 'target/a.md', line: 3 } })
  })

  it('should look at the chapters and checks that were asked for, and refuse those there are not', async () => {
    const saves = [{ files: { 'target:a.md': WRONG } }, { files: { 'source:a.md': STALE } }]
    expect(gist((await watch(saves, { input: { chapters: ['b.md'], only: [] } })).events)).toEqual([
      'start 1 ',
      'change target:a.md',
      'change source:a.md',
    ])
    const unchecked = (await watch(saves, { input: { chapters: [], only: null } })).events
    expect(gist(unchecked)[1]).toBe('change target:a.md')
    expect(unchecked[0]).toMatchObject({ summary: null })
    await expect(watch([], { input: { chapters: ['c.md'], only: [] } })).rejects.toThrow('chapter-unknown')
    await expect(watch([], { input: { chapters: [], only: ['no-such-check'] } })).rejects.toThrow('usage')
  })
})
