import * as v from 'valibot'

const ENTRY = v.object({
  id: v.union([v.number(), v.pipe(v.string(), v.regex(/^\s*\d+\s*$/), v.transform(Number))]),
  text: v.string(),
})
const ANSWER = v.object({ translations: v.array(v.unknown()) })
/** Objects that are looked for in an answer that is not JSON alone. */
const ATTEMPTS = 200
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

/** JSON objects that stand in prose: from a brace to the one that closes it, strings left aside. */
function objectsIn(prose: string): unknown[] {
  const objects: unknown[] = []
  let start = prose.indexOf('{')
  for (let attempt = 0; start >= 0 && attempt < ATTEMPTS; attempt++) {
    const end = closingBrace(prose, start)
    const object = end === null ? undefined : parseJson(prose.slice(start, end))
    if (object !== undefined) objects.push(object)
    start = prose.indexOf('{', object === undefined || end === null ? start + 1 : end)
  }
  return objects
}

function closingBrace(prose: string, start: number): number | null {
  let depth = 0
  for (const { 0: mark, index } of prose.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    depth += mark === '{' ? 1 : mark === '}' ? -1 : 0
    if (depth === 0) return start + index + 1
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
