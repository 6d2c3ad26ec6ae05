// Takes random hostile documents through all that reads them: `hostile-documents.js [DOCUMENTS [SEED [SECONDS]]]`.
import { createRandom } from '../src/evaluate/random.js'
import { bookFaults, type HostileFault, hostileDocument, textFaults } from './hard-use/hostile-documents.js'

/** Every document is read alone; of so many one is a chapter with the document after it as its English. */
const BOOK_EVERY = 50

const [, , documents = '100000', seed = '1', seconds = 'Infinity'] = process.argv
const random = createRandom(Number(seed))
const begin = performance.now()
const broken = new Map<string, number>()
const longest = { text: 0, book: 0 }
let [done, books, characters] = [0, 0, 0]
let last = ''
while (done < Number(documents) && performance.now() - begin < Number(seconds) * 1000) {
  const document = hostileDocument(random)
  await judge('text', document, async () => textFaults(document))
  if (done % BOOK_EVERY === 0) {
    await judge('book', document, () => bookFaults(document, last))
    books++
  }
  characters += document.length
  last = document
  done++
}
const total = (performance.now() - begin) / 1000
console.log(`${done} documents of ${Math.round(characters / done)} characters, ${books} books, seed ${seed}`)
console.log(`Node.js ${process.versions.node}, ${total.toFixed(0)} s`)
console.log(`the slowest: ${longest.text.toFixed(0)} ms for a document, ${longest.book.toFixed(0)} ms for a book`)
for (const law of ['throws', 'identity', 'shape', 'coverage', 'codes', 'sync', 'exchange'])
  console.log(`| ${law} | ${broken.get(law) ?? 0} |`)

async function judge(what: 'text' | 'book', document: string, work: () => Promise<readonly HostileFault[]>) {
  const start = performance.now()
  const faults = await work().catch((error: Error) => [{ law: 'throws', detail: error.stack ?? error.message }])
  longest[what] = Math.max(longest[what], performance.now() - start)
  for (const { law, detail } of faults) {
    broken.set(law, (broken.get(law) ?? 0) + 1)
    console.error(JSON.stringify({ law, detail, document, last }))
  }
}
