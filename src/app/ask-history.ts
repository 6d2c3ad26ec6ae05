import type { ParsedChapter, Part } from '../core/segment.js'
import { sameText } from '../core/text.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { matchTexts } from '../match/match-texts.js'
import type { CommitOrigin, HistoryPort, LineOrigin } from './history-port.js'
import { type ChapterInput, joinTexts } from './sync/entry.js'
import type { OriginQuestion, PartPlace, TextOrigin } from './sync/origin.js'
import { type Unit, unitsOf } from './sync/units.js'

/** How far a commit's date is relied upon: one made of several says less, one at which the clone ends hardly anything. */
const CONFIDENCE = { plain: 1, squashed: 0.7, boundary: 0.6 }

/** Answers from history which source each English text was made from. What history does not know is left out. */
export async function askHistory(
  history: HistoryPort,
  questions: readonly OriginQuestion[],
  chapters: readonly ChapterInput[],
): Promise<ReadonlyMap<string, TextOrigin>> {
  const inquiry = new Inquiry(history, chapters)
  const answers = new Map<string, TextOrigin>()
  for (const question of questions) {
    const answer = await inquiry.answer(question)
    if (answer) answers.set(question.key, answer)
  }
  return answers
}

class Inquiry {
  readonly #history: HistoryPort
  readonly #chapters: ReadonlyMap<string, ChapterInput>
  readonly #lines = new Map<string, Promise<readonly LineOrigin[] | null>>()
  readonly #past = new Map<string, Promise<readonly (readonly string[] | null)[] | null>>()

  constructor(history: HistoryPort, chapters: readonly ChapterInput[]) {
    this.#history = history
    this.#chapters = new Map(chapters.map((chapter) => [chapter.chapter, chapter]))
  }

  /** The latest line decides: only then was the English what it is. Uncommitted English was written for today's source. */
  async answer({ source, target }: OriginQuestion): Promise<TextOrigin | null> {
    const lines = (await Promise.all(target.map((place) => this.#linesOf(place)))).flat()
    if (lines.length === 0 || lines.some(({ commit }) => commit === null)) return null
    const last = lines.reduce((a, b) => ((b.commit?.at ?? 0) > (a.commit?.at ?? 0) ? b : a))
    const commit = last.commit as CommitOrigin
    const texts = await Promise.all(source.map((place) => this.#textAt(place, commit)))
    const confidence = CONFIDENCE[last.boundary ? 'boundary' : last.squashed ? 'squashed' : 'plain']
    const known = texts.filter((text) => text !== null)
    return { source: known.length === texts.length ? joinTexts([...new Set(known)]) : null, confidence }
  }

  async #linesOf({ chapter, part }: PartPlace): Promise<readonly LineOrigin[]> {
    const parsed = this.#chapters.get(chapter)?.target
    const span = parsed?.parts[part]
    if (!parsed || !span) return []
    const known = this.#lines.get(chapter) ?? this.#history.linesOf(chapter, parsed.text)
    this.#lines.set(chapter, known)
    const rows = parsed.text.split(/\r\n|\r|\n/)
    return ((await known) ?? []).filter((_, row) => isRowOf(span, row) && rows[row]?.trim() !== '')
  }

  async #textAt({ chapter, part }: PartPlace, commit: CommitOrigin): Promise<string | null> {
    const key = `${chapter}\0${commit.commit}`
    const known = this.#past.get(key) ?? this.#textsAt(chapter, commit)
    this.#past.set(key, known)
    const texts = (await known)?.[part] ?? null
    return texts && joinTexts([...texts])
  }

  /** For every part of today's chapter the texts it had then; `null` for parts that were not there. */
  async #textsAt(chapter: string, commit: CommitOrigin): Promise<readonly (readonly string[] | null)[] | null> {
    const today = this.#chapters.get(chapter)?.source
    const past = today && (await this.#history.sourceFor(chapter, commit))
    return today && typeof past === 'string' ? traceBack(unitsOf(parseChapter(past)), today) : null
  }
}

function isRowOf({ startLine, endLine }: Part, row: number): boolean {
  return row + 1 >= startLine && row < endLine
}

function traceBack(older: readonly Unit[], today: ParsedChapter): (readonly string[] | null)[] {
  const newer = unitsOf(today)
  const texts: (readonly string[] | null)[] = newer.map(() => null)
  for (const link of matchTexts(older, newer).links) {
    for (const at of link.newer) {
      const was = link.older.map((index) => older[index]?.text ?? '')
      const { text = '' } = newer[at] ?? {}
      texts[at] = was.length === 1 && sameText(was[0] ?? '', text) ? [text] : was
    }
  }
  return texts
}
