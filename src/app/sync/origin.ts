import type { Entry } from './entry.js'
import type { Group } from './groups.js'

/** English of which chapters and ledger do not say from which version of its source it was made. */
export interface OriginQuestion {
  readonly key: string
  readonly source: readonly PartPlace[]
  readonly target: readonly PartPlace[]
}

/** A part of a chapter as it is today. */
export interface PartPlace {
  readonly chapter: string
  readonly part: number
}

/** What history answers. */
export interface TextOrigin {
  /** The source that stood there when the English was written; `null` where history does not know, so today's. */
  readonly source: string | null
  /** 0..1, a factor: how far history can be relied upon. */
  readonly confidence: number
}

/** Answers that are there, and questions that are still open. */
export class Origins {
  readonly questions: OriginQuestion[] = []
  readonly #answers: ReadonlyMap<string, TextOrigin>

  constructor(answers: ReadonlyMap<string, TextOrigin> = new Map()) {
    this.#answers = answers
  }

  /** What is known of the English of `group`. Text without a place in a file has no history. */
  of({ members, targets }: Group, target: string): TextOrigin | null {
    const key = `${members.map(({ id }) => id).join()}\0${target}`
    const known = this.#answers.get(key)
    if (known) return known
    if (members.every(({ unit }) => unit?.place)) {
      const places = targets.map(({ path, part }) => ({ chapter: path, part }))
      this.questions.push({ key, source: members.map(placeOf), target: places })
    }
    return null
  }
}

function placeOf({ chapter, unit }: Entry): PartPlace {
  return { chapter, part: unit?.part ?? -1 }
}
