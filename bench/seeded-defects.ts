/**
 * Plants one defect of each kind into correct pairs of the corpora, 50 each, and tells which checks find it.
 *
 * `node dist-bench/bench/seeded-defects.js [tune]`: pairs and seed for measuring, or those for tuning; they share none.
 */
import type { Check } from '../src/checks/define-check.js'
import { checks } from '../src/checks/registry.js'
import { type CheckedSegment, type Issue, runChecks } from '../src/checks/run-checks.js'
import { type BookTexts, surveyBook } from '../src/checks/survey.js'
import type { SurveyedPair } from '../src/checks/tally.js'
import { createRandom, drawOf } from '../src/evaluate/random.js'
import { compileTerms } from '../src/glossary/compile-terms.js'
import { DEFECT_KINDS, type DefectKind } from './defects/kinds.js'
import { pairsOf, readChapters } from './defects/pairs.js'
import { plantShapes } from './defects/shapes.js'

const PER_KIND = 50
const SPLIT_SEED = 20
const tuning = process.argv.includes('tune')
const seed = tuning ? 1 : 2

const chapters = readChapters()
const book = chapters.flatMap(pairsOf)
const mine = book.filter(({ source }) => drawOf(source, SPLIT_SEED) < 0.5 === tuning)
const active = checks.filter(({ release, wholeBook }) => !release && !wholeBook)
const survey = surveyBook(book)
const before = new Map(mine.map((pair) => [pair, issuesOf(pair, survey)]))

console.log(`${book.length} pairs, ${mine.length} of them for ${tuning ? 'tuning' : 'measuring'}, seed ${seed}\n`)
console.log('| defect | check | planted | found | also reported by |')
console.log('| --- | --- | --- | --- | --- |')
for (const kind of DEFECT_KINDS) console.log(row(kind.name, kind.check, measure(kind)))
console.log(row('an item or row left out', 'shape-mismatch', plantShapes(chapters, PER_KIND, seed)))

interface Outcome {
  readonly planted: number
  readonly found: number
  readonly others: ReadonlyMap<string, number>
  readonly missed: readonly SurveyedPair[]
}

function row(name: string, check: string, { planted, found, others }: Omit<Outcome, 'missed'>): string {
  const also = [...others].sort((a, b) => b[1] - a[1]).map(([other, count]) => `${other} ${count}`)
  return `| ${name} | \`${check}\` | ${planted} | ${planted === 0 ? '–' : Math.round((found / planted) * 100)} % | ${also.join(', ')} |`
}

function measure(kind: DefectKind): Outcome {
  const random = createRandom(seed)
  const shuffled = mine.map((pair) => ({ pair, at: random() })).sort((a, b) => a.at - b.at)
  const others = new Map<string, number>()
  const missed: SurveyedPair[] = []
  let [planted, found] = [0, 0]
  for (const [index, { pair }] of shuffled.entries()) {
    if (planted === PER_KIND) break
    const other = shuffled[(index + 1) % shuffled.length]?.pair ?? pair
    const broken = kind.plant(pair, random, other)
    if (!broken || (broken.source === pair.source && broken.target === pair.target && !kind.twin)) continue
    planted++
    const fresh = newChecks(pair, broken, other, kind)
    if (fresh.has(kind.check)) found++
    else missed.push(broken)
    for (const id of fresh) if (id !== kind.check) others.set(id, (others.get(id) ?? 0) + 1)
  }
  if (process.argv.includes(kind.check)) {
    for (const { source, target } of missed) console.error(JSON.stringify([kind.name, source, target]))
  }
  return { planted, found, others, missed }
}

/** The checks that have more to say of the broken pair, or of the twin that came with it, than before. */
function newChecks(pair: SurveyedPair, broken: SurveyedPair, other: SurveyedPair, { twin }: DefectKind): Set<string> {
  const twins = twin ? [twin(broken)] : []
  // What the book does as a rule hardly changes with one pair; which texts are the same does.
  const { bySource, byTarget, pairOf } = surveyBook([...twins, broken, other])
  const changed = { ...survey, bySource, byTarget, pairOf }
  const was = (before.get(pair) ?? []).map(keyOf)
  const now = [broken, ...twins].flatMap((each) => issuesOf(each, changed))
  return new Set(now.filter((issue) => !was.includes(keyOf(issue))).map(({ check }) => check))
}

function keyOf({ check, values }: Issue): string {
  return JSON.stringify([check, values])
}

function issuesOf(pair: SurveyedPair, known: BookTexts, which: readonly Check[] = active): Issue[] {
  const place = { path: pair.chapter, startLine: 1, startColumn: 1, glue: [] }
  const segment: CheckedSegment = { ...pair, id: 'x', targetPlace: place, sourcePlace: null }
  return runChecks([segment], which, { terms: compileTerms([]), survey: known })
}
