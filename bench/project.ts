import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOutBook } from './corpora.js'
import { type Run, repeat, runNode, runZhen } from './measure.js'

/**
 * Times the commands of every day on the book, each in a process of its own, beside the bare parse and the bare hash of
 * the same files. `npm run bench:build`, then `node dist-bench/bench/project.js [REPETITIONS]`. Large books are
 * `bench/scale.ts`'s.
 */
const REPETITIONS = Number(process.argv[2] ?? 5)
const FLOOR = join(import.meta.dirname, 'floor.js')

interface Project {
  readonly name: string
  readonly folder: string
}

function createBook(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-bench-'))
  cpSync(checkOutBook('zh'), join(folder, 'source-zh'), { recursive: true })
  cpSync(checkOutBook('en'), join(folder, 'target-en'), { recursive: true })
  runZhen(folder, ['init'])
  return { name: 'the book, 61 chapters in both languages', folder }
}

function forget({ folder }: Project): void {
  rmSync(join(folder, '.zhen'), { recursive: true, force: true })
  rmSync(join(folder, 'target-en/.zhen'), { recursive: true, force: true })
}

function editOneParagraph({ folder }: Project, turn: number): void {
  const file = join(folder, 'source-zh', firstChapter(folder))
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n第 ${turn} 次修改的段落。\n`)
}

function firstChapter(folder: string): string {
  const [first] = JSON.parse(execZhenStatus(folder)).chapters as { chapter: string }[]
  return first?.chapter ?? ''
}

function execZhenStatus(folder: string): string {
  const file = join(folder, 'status.json')
  runNode(folder, [
    '-e',
    `require('node:fs').writeFileSync(${JSON.stringify(file)}, require('node:child_process').execFileSync(process.execPath, [${JSON.stringify(join(import.meta.dirname, '../../dist/cli/main.js'))}, 'status', '--format', 'json'], {maxBuffer: 1 << 30}))`,
  ])
  return readFileSync(file, 'utf8')
}

function row(what: string, { seconds, megabytes }: Run): void {
  console.log(`| ${what} | ${seconds.toFixed(3)} s | ${megabytes.toFixed(0)} MB |`)
}

function measure(project: Project): void {
  console.log(`\n| ${project.name} | median of ${REPETITIONS} | peak memory |\n|---|---|---|`)
  row(
    'first sync',
    repeat(
      REPETITIONS,
      () => runZhen(project.folder, ['sync', '-q']),
      () => forget(project),
    ),
  )
  row(
    'sync, nothing changed',
    repeat(REPETITIONS, () => runZhen(project.folder, ['sync', '-q'])),
  )
  let turn = 0
  row(
    'sync, one paragraph edited',
    repeat(
      REPETITIONS,
      () => runZhen(project.folder, ['sync', '-q']),
      () => editOneParagraph(project, ++turn),
    ),
  )
  row(
    'status',
    repeat(REPETITIONS, () => runZhen(project.folder, ['status', '-q'])),
  )
  row(
    'list',
    repeat(REPETITIONS, () => runZhen(project.folder, ['list', '-q'])),
  )
  row(
    'check',
    repeat(REPETITIONS, () => runZhen(project.folder, ['check', '-q'], [0, 1])),
  )
  for (const floor of ['hash', 'parse', 'remark']) {
    row(
      `floor: ${floor} of the Chinese files alone`,
      repeat(Math.min(3, REPETITIONS), () => runNode(project.folder, [FLOOR, floor])),
    )
  }
}

console.log(`Node.js ${process.version}\n\n| start-up | median of ${REPETITIONS} | peak memory |\n|---|---|---|`)
row(
  'node -e 0',
  repeat(REPETITIONS * 3, () => runNode('.', ['-e', '0'])),
)
row(
  'zhen --help',
  repeat(REPETITIONS * 3, () => runZhen('.', ['--help'])),
)
const book = createBook()
measure(book)
rmSync(book.folder, { recursive: true })
