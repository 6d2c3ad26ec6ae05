/**
 * Medians of matching lists of paragraphs, following them across chapters, classifying and showing their changes.
 *
 * Compile with `tsc` and run with Node, or with any runner of TypeScript.
 */
import { classifyChange } from '../src/match/classify-change.js'
import { diffWords } from '../src/match/diff-words.js'
import { matchAcross } from '../src/match/match-across.js'
import { matchTexts } from '../src/match/match-texts.js'
import { paragraph } from '../test/match/edit-script.js'

const RUNS = 7

function units(count: number, first = 0) {
  return Array.from({ length: count }, (_, index) => ({
    text: paragraph(first + index),
    kind: 'paragraph',
    chapter: `${index % 50}`,
  }))
}

/** One unit in `every` edited, one dropped, one inserted, one moved. */
function edited<U extends { text: string }>(list: readonly U[], every: number): U[] {
  const result = list.flatMap((unit, index): U[] => {
    if (index % every === 1) return [{ ...unit, text: unit.text.replace('，', '之后，另外') }]
    if (index % every === 2) return []
    if (index % every === 3) return [unit, { ...unit, text: paragraph(1_000_000 + index) }]
    return [unit]
  })
  for (let index = 0; index < result.length; index += every * 2) result.push(...result.splice(index, 1))
  return result
}

function median(name: string, work: () => unknown): void {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  console.log(`${name.padEnd(58)} ${(times.sort((a, b) => a - b)[RUNS >> 1] ?? 0).toFixed(1)} ms`)
}

for (const count of [1_000, 10_000]) {
  const list = units(count)
  const some = edited(list, 20)
  const repeated = Array.from({ length: count }, () => list[0] as (typeof list)[number])
  const rewritten = list.map((unit) => ({ ...unit, text: unit.text.replace('，', '之后，另外') }))
  median(`matchTexts ${count}: the same`, () => matchTexts(list, [...list]))
  median(`matchTexts ${count}: one in five touched`, () => matchTexts(list, some))
  median(`matchTexts ${count}: every one edited`, () => matchTexts(list, rewritten))
  median(`matchTexts ${count}: nothing in common`, () => matchTexts(list, units(count, 2_000_000)))
  median(`matchTexts ${count}: one paragraph again and again`, () => matchTexts(repeated, repeated.slice(count / 10)))
  median(`matchTexts ${count}: reversed`, () => matchTexts(list, [...list].reverse()))
  median(`matchAcross ${count}: chapters renamed, one in five touched`, () =>
    matchAcross(
      list,
      some.map((unit) => ({ ...unit, chapter: `new $unit.chapter` })),
    ),
  )
  median(`matchAcross $count: every one edited`, () => matchAcross(list, rewritten))
  median(`matchAcross $count: nothing in common`, () => matchAcross(list, units(count, 2_000_000)))
}
const pairs = units(1_000).map(({ text }) => [text, text.replace('，', '之后，另外')] as const)
median('classifyChange 1000', () => pairs.map(([older, newer]) => classifyChange(older, newer)))
median('diffWords 1000', () => pairs.map(([older, newer]) => diffWords(older, newer)))
