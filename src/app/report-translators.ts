import type { Fact } from '../core/fact.js'
import { countHan, sameText } from '../core/text.js'
import type { HistoryPort, LineOrigin } from './history-port.js'
import type { SegmentRecord } from './ports.js'
import type { TranslatorFigures } from './report.js'
import { joinTexts } from './sync/entry.js'

/** English that a person is responsible for. A draft is nobody's yet, and what is carried over was not translated. */
const TRANSLATED: ReadonlySet<string> = new Set(['stale', 'translated', 'reviewed', 'final'])

/** Chapters whose lines are looked up at a time. */
const AT_A_TIME = 4

/**
 * Says who translated and who reviewed: by the decisions in the ledger, else by the authors and co-authors of the lines.
 *
 * A segment that several people wrote counts for each of them. Most characters first.
 *
 * @param present the name of whoever wrote what is not committed
 */
export async function countTranslators(
  history: HistoryPort | undefined,
  segments: readonly SegmentRecord[],
  present: string | null,
): Promise<TranslatorFigures[]> {
  const translated = segments.filter(({ block, status }) => !block && TRANSLATED.has(status))
  const lines = await linesOf(history, new Set(translated.flatMap(({ targets }) => targets.map(({ path }) => path))))
  const figures = new Map<string | null, { translated: number; reviewed: number; characters: number }>()
  const of = (name: string | null) => {
    const known = figures.get(name) ?? { translated: 0, reviewed: 0, characters: 0 }
    figures.set(name, known)
    return known
  }
  for (const segment of translated) {
    const characters = countHan(segment.source?.text ?? '')
    for (const name of translatorsOf(segment, lines, present)) {
      const known = of(name)
      known.translated++
      known.characters += characters
    }
    for (const name of reviewersOf(segment)) of(name).reviewed++
  }
  return [...figures]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort(
      (a, b) => b.characters - a.characters || b.reviewed - a.reviewed || ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
    )
}

type Lines = ReadonlyMap<string, readonly LineOrigin[]>

async function linesOf(history: HistoryPort | undefined, paths: ReadonlySet<string>): Promise<Lines> {
  const lines = new Map<string, readonly LineOrigin[]>()
  const queue = [...paths]
  const work = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop())
      lines.set(path, (await history?.linesOf(path)) ?? [])
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return lines
}

/** Whoever accepted the text as it is; else those who wrote its lines. `null` where nobody is known. */
function translatorsOf(segment: SegmentRecord, lines: Lines, present: string | null): ReadonlySet<string | null> {
  const accepted = decisionsOn(segment, ['accepted'])
  if (accepted.size > 0) return accepted
  const origins = segment.targets.flatMap(({ path, startLine, endLine }) =>
    (lines.get(path) ?? []).slice(startLine - 1, endLine),
  )
  const authors = origins.flatMap(({ commit, authors }): readonly (string | null)[] =>
    commit === null ? [present] : authors,
  )
  return new Set(authors.length > 0 ? authors : [null])
}

function reviewersOf(segment: SegmentRecord): ReadonlySet<string> {
  const { status } = segment
  return status === 'reviewed' || status === 'final' ? decisionsOn(segment, ['approved', 'final']) : new Set()
}

/** Who decided so on the English as it is, and did not have it taken back. */
function decisionsOn({ facts, targets }: SegmentRecord, decisions: readonly Fact['fact'][]): ReadonlySet<string> {
  const target = joinTexts(targets.map(({ text }) => text))
  const onTarget = facts.filter((fact) => 'by' in fact && 'target' in fact && sameText(fact.target, target))
  const since = onTarget.slice(onTarget.findLastIndex(({ fact }) => fact === 'reopened') + 1)
  return new Set(since.flatMap((fact) => (decisions.includes(fact.fact) && 'by' in fact ? [fact.by] : [])))
}
