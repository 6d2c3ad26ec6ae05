/**
 * Terms in running text: 10,000 of them over Chinese prose, beside one big alternation as the peer.
 *
 * Any TypeScript runner will do. Text and terms are made up from a fixed seed.
 */
import { compileTerms } from '../src/glossary/compile-terms.js'
import { parseGlossary } from '../src/glossary/parse-glossary.js'

const TERMS = 10_000
const PARAGRAPHS = 20_000
const RUNS = 7

/** Mulberry32: the same numbers in every run. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const random = makeRandom(1)
/** Frequent characters far more often than rare ones, as in prose. */
const character = () => String.fromCharCode(0x4e00 + Math.floor(random() ** 3 * 3000))
const word = (length: number) => Array.from({ length }, character).join('')

/** Median of CPU time, in ms: a busy machine does not change it much. */
function median(run: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }).sort((a, b) => a - b)
  return times[Math.floor(RUNS / 2)] ?? 0
}

const sources = [...new Set(Array.from({ length: TERMS }, () => word(2 + Math.floor(random() * 4))))]
const paragraphs = Array.from({ length: PARAGRAPHS }, () => {
  const pieces = Array.from({ length: 12 }, () =>
    random() < 0.2 ? (sources[Math.floor(random() * sources.length)] ?? '') : `${word(10)}，Envoy `,
  )
  return `${pieces.join('')}。`
})
const megabytes = Buffer.byteLength(paragraphs.join('')) / 1e6

const csv = ['source,target,status', ...sources.map((source, index) => `${source},term ${index},preferred`)].join('\n')
const { terms } = parseGlossary(csv, 'bench.csv')
const compiling = median(() => void compileTerms(terms))
const matcher = compileTerms(terms)
let found = 0
const finding = median(() => {
  found = 0
  for (const paragraph of paragraphs) found += matcher.find(paragraph).length
})
const joined = paragraphs.join('\n')
const inOne = median(() => void matcher.find(joined))

const alternation = new RegExp([...sources].sort((a, b) => b.length - a.length).join('|'), 'g')
const sample = paragraphs.slice(0, 200)
let peerFound = 0
const peer = median(() => {
  peerFound = 0
  for (const paragraph of sample) peerFound += paragraph.match(alternation)?.length ?? 0
})
const sampleMegabytes = Buffer.byteLength(sample.join('')) / 1e6

const speed = (size: number, time: number) => `${(size / (time / 1000)).toPrecision(3)} MB/s`
console.log(
  `${sources.length} terms, ${paragraphs.length} paragraphs, ${megabytes.toFixed(1)} MB; medians of ${RUNS} runs, CPU time`,
)
console.log(`compile           ${compiling.toFixed(0)} ms`)
console.log(`find, paragraphs  ${speed(megabytes, finding)} (${found} terms)`)
console.log(`find, one text    ${speed(megabytes, inOne)}`)
console.log(`one big regex     ${speed(sampleMegabytes, peer)} (${peerFound} terms in the first ${sample.length})`)
