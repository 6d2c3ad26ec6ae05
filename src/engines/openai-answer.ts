import * as v from 'valibot'

const ENTRY = v.object({
  id: v.union([v.number(), v.pipe(v.string(), v.regex(/^\s*\d+\s*$/), v.transform(Number))]),
  text: v.string(),
})
const ANSWER = v.object({ translations: v.array(v.unknown()) })
/** Where an answer may begin that is not JSON alone, and how many such places are looked at. */
const BEGINNING = /\{\s*"translations"\s*:/g
const MOST_BEGINNINGS = 8
/** What models think aloud before they answer. Some servers keep the opening tag to themselves. */
const THOUGHT = /^[\s\S]*<\/(?:think|thinking|reasoning)>|^\s*<(?:think|thinking|reasoning)>[\s\S]*$/

/**
 * The translations in what a model wrote, one for each of `ids`: `null` for an id that it did not give, or gave with two
 * texts. Only the answer's own form is taken, wherever it stands; where it stands twice, nothing is.
 */
export function readAnswer(content: string, ids: readonly number[]): (string | null)[] {
  const given = new Map<number, Set<string>>()
  for (const { id, text } of entriesIn(content)) given.set(id, (given.get(id) ?? new Set()).add(text))
  return ids.map((id) => {
    const [text, other] = given.get(id) ?? []
    return text?.trim() && other === undefined ? text : null
  })
}

function entriesIn(content: string): v.InferOutput<typeof ENTRY>[] {
  const answer = answerIn(parseJson(content)) ?? soleAnswer(content.replace(THOUGHT, ''))
  return (answer?.translations ?? []).flatMap((entry) => {
    const read = v.safeParse(ENTRY, entry)
    return read.success ? [read.output] : []
  })
}

function soleAnswer(content: string): v.InferOutput<typeof ANSWER> | null {
  const answers = objectsIn(content).flatMap((object) => answerIn(object) ?? [])
  return answers.length === 1 ? (answers[0] ?? null) : null
}

function answerIn(object: unknown): v.InferOutput<typeof ANSWER> | null {
  const read = v.safeParse(ANSWER, object)
  return read.success ? read.output : null
}

/** Answers that stand in prose, not inside of one another: from a brace to the one that closes it, strings left aside. */
function objectsIn(prose: string): unknown[] {
  const objects: unknown[] = []
  let reached = 0
  for (const { index } of [...prose.matchAll(BEGINNING)].slice(0, MOST_BEGINNINGS)) {
    const end = index < reached ? null : closingBrace(prose, index)
    if (end === null) continue
    objects.push(parseJson(prose.slice(index, end)))
    reached = end
  }
  return objects
}

function closingBrace(prose: string, start: number): number | null {
  let depth = 0
  const marks = /"(?:[^"\\]|\\.)*"|[{}]/gs
  marks.lastIndex = start
  for (let mark = marks.exec(prose); mark; mark = marks.exec(prose)) {
    depth += mark[0] === '{' ? 1 : mark[0] === '}' ? -1 : 0
    if (depth === 0) return marks.lastIndex
  }
  return null
}

/** What a JSON text says; `undefined` for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
