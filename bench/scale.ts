/**
 * Times what a large book takes, beside what other programs take for the same files and beside the bare floors.
 *
 * `npm run bench:build`, then `node dist-bench/bench/scale.js [--pages 1200] [--english] [--times 3] [--one-core]
 * [--floors] [--peers po4a,sphinx,omegat] [--minutes 10]`. 1,200 pages are about 11 MB of Chinese, 12,000 ten times that. `--english`
 * puts their translation beside them. Peers are po4a, Sphinx's gettext builder with MyST, and OmegaT, as Debian has them;
 * each starts with nothing and is then run again with nothing changed, once. Every run is a process of its own, ended
 * after so many minutes; medians, and the highest memory of all its processes. Prints a table in Markdown.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPages } from './corpora.js'
import { makePages } from './make-pages.js'
import { MAIN, median } from './measure.js'

const { values: asked } = parseArgs({
  options: {
    pages: { type: 'string', default: '1200' },
    times: { type: 'string', default: '3' },
    english: { type: 'boolean', default: false },
    peers: { type: 'string', default: '' },
    minutes: { type: 'string', default: '10' },
    'one-core': { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
  },
})
const times = Number(asked.times)
/** What `timeout` exits with when time is up. */
const TIME_IS_UP = 124
const FLOOR = join(import.meta.dirname, 'floor.js')

/** By the name that asks for it: the program, and what is measured of it. */
const PEERS: Readonly<Record<string, { readonly program: string; measure(): void }>> = {
  po4a: { program: 'po4a', measure: measurePo4a },
  sphinx: { program: 'sphinx-build', measure: measureSphinx },
  omegat: { program: 'omegat', measure: measureOmegat },
}
const peers = asked.peers.split(',').flatMap((name) => {
  if (name === '') return []
  const peer = PEERS[name]
  if (!peer) throw new Error(`Unexpected peer ${name}, expected some of ${Object.keys(PEERS).join()}`)
  return [peer]
})

for (const program of ['/usr/bin/time', 'timeout', 'taskset', ...peers.map(({ program }) => program)])
  execFileSync('sh', ['-c', `command -v ${program} >/dev/null || { echo "${program} is not there" >&2; exit 1; }`])

const root = mkdtempSync(join(tmpdir(), 'zhen-scale-'))
const book = join(root, 'book')
mkdirSync(join(book, 'target-en'), { recursive: true })
const target = asked.english ? join(book, 'target-en') : null
const { files, bytes } = makePages(Number(asked.pages), join(book, 'source-zh'), target)
writeFileSync(join(book, 'zhen.config.json'), '{}\n')
const first = join(book, 'source-zh', [...readPages(join(book, 'source-zh')).keys()][0] ?? '')

const size = `${files.toLocaleString('en')} pages, ${(bytes / 1e6).toFixed(1)} MB of Chinese`
console.log(
  `${size}${asked.english ? ' and their English' : ''}; medians of ${times}; Node.js ${process.version}, ${availableParallelism()} cores\n`,
)
console.log('| what | seconds | CPU seconds | peak MB |\n|---|--:|--:|--:|')

const forget = () => {
  rmSync(join(book, '.zhen'), { recursive: true, force: true })
  rmSync(join(book, 'target-en/.zhen'), { recursive: true, force: true })
}
if (asked['one-core'])
  row(
    'zhen sync, for the first time, on one core',
    ['taskset', '-c', '0', process.execPath, MAIN, 'sync', '-q'],
    forget,
  )
row('zhen sync, for the first time', ['node', MAIN, 'sync', '-q'], forget)
row('zhen, index made anew from the ledgers', ['node', MAIN, 'status', '-q'], () =>
  rmSync(join(book, '.zhen'), { recursive: true, force: true }),
)
row('zhen sync, nothing changed', ['node', MAIN, 'sync', '-q'])
row('zhen sync, one paragraph edited', ['node', MAIN, 'sync', '-q'], () =>
  appendFileSync(first, `\n第 ${performance.now()} 次修改的段落。\n`),
)
row('zhen status', ['node', MAIN, 'status', '-q'])
row('zhen check, for the first time', ['node', MAIN, 'check', '-q'], () =>
  rmSync(join(book, '.zhen'), { recursive: true, force: true }),
)
row('zhen check, nothing changed', ['node', MAIN, 'check', '-q'])
row('zhen check, one paragraph edited', ['node', MAIN, 'check', '-q'], () =>
  appendFileSync(first, `\n第 ${performance.now()} 次修改的段落。\n`),
)
if (asked.floors) {
  for (const floor of ['hash', 'parse', 'remark']) row(`floor: ${floor} of the Chinese alone`, ['node', FLOOR, floor])
}
for (const { measure } of peers) measure()
rmSync(root, { recursive: true })

function row(what: string, command: readonly string[], prepare?: () => void): void {
  const runs: (Measured | string)[] = []
  for (let turn = 0; turn < times && typeof runs.at(-1) !== 'string'; turn++) {
    prepare?.()
    runs.push(run(command, book))
  }
  print(what, runs)
}

/** A peer's two rows. What it has not done the first time, of which false is told, it is not asked again. */
function peerRows(name: string, first: string, command: readonly string[], folder: string): boolean {
  const begun = run(command, folder)
  print(`${name}, ${first}`, [begun])
  const isDone = typeof begun !== 'string'
  if (isDone) print(`${name}, nothing changed`, [run(command, folder)])
  return isDone
}

function print(what: string, runs: readonly (Measured | string)[]): void {
  const done = runs.filter((each) => typeof each !== 'string')
  const failure = runs.find((each) => typeof each === 'string')
  if (failure !== undefined) console.log(`| ${what} | ${failure} | | |`)
  else {
    const [seconds, cpu] = [median(done.map((each) => each.seconds)), median(done.map((each) => each.cpu))]
    const peak = Math.max(...done.map(({ megabytes }) => megabytes))
    console.log(`| ${what} | ${seconds.toFixed(2)} | ${cpu.toFixed(2)} | ${peak.toFixed(0)} |`)
  }
}

interface Measured {
  readonly seconds: number
  readonly cpu: number
  readonly megabytes: number
}

/** A process with all it starts, as GNU time sees it; in words, why there is nothing to see. */
function run([program = '', ...args]: readonly string[], cwd: string): Measured | string {
  const report = join(root, 'time')
  const command = [program === 'node' ? process.execPath : program, ...args]
  const measured = ['-o', report, '-f', '%e %U %S %M', 'timeout', `${asked.minutes}m`, ...command]
  const { status, stderr } = spawnSync('/usr/bin/time', measured, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  })
  if (status === TIME_IS_UP) return `more than ${asked.minutes} minutes`
  // `zhen check` has found something.
  const isFine = status === 0 || (status === 1 && args.includes('check'))
  if (!isFine) {
    console.error(`${command.join(' ')} exited with ${status}: ${stderr}`)
    return `failed, exit code ${status}`
  }
  const last = readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? ''
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = last.split(' ').map(Number)
  return { seconds, cpu: user + system, megabytes: kilobytes / 1024 }
}

function measurePo4a(): void {
  const folder = join(root, 'po4a')
  const pages = [...readPages(join(book, 'source-zh')).keys()]
  mkdirSync(join(folder, 'po'), { recursive: true })
  cpSync(join(book, 'source-zh'), join(folder, 'source-zh'), { recursive: true })
  const lines = pages.map((page) => `[type: text] source-zh/${page} en:en/${page} opt:"-o markdown"`)
  writeFileSync(
    join(folder, 'po4a.cfg'),
    `[po4a_langs] en\n[po4a_paths] po/book.pot en:po/en.po\n${lines.join('\n')}\n`,
  )
  peerRows('po4a', 'first extraction', ['po4a', '--no-translations', '--quiet', 'po4a.cfg'], folder)
}

function measureSphinx(): void {
  const folder = join(root, 'sphinx')
  mkdirSync(folder)
  cpSync(join(book, 'source-zh'), join(folder, 'source'), { recursive: true })
  writeFileSync(join(folder, 'source/conf.py'), "extensions = ['myst_parser']\ngettext_compact = False\n")
  writeFileSync(join(folder, 'source/index.md'), '# Index\n')
  const command = ['sphinx-build', '-q', '-b', 'gettext', 'source', 'out']
  peerRows('Sphinx gettext', 'first extraction', command, folder)
}

function measureOmegat(): void {
  const folder = join(root, 'omegat')
  mkdirSync(folder)
  // Its Markdown is plain text, a paragraph at a blank line.
  for (const [path, text] of readPages(join(book, 'source-zh'))) {
    const file = join(folder, 'source', `${path}.txt`)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
  }
  for (const name of ['target', 'tm', 'glossary', 'dictionary', 'omegat']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'omegat.project'), omegatProject())
  const options = ['--mode=console-translate', '--quiet', `--config-dir=${join(root, 'omegat-config')}`]
  const isDone = peerRows('OmegaT', 'a project read and written', ['omegat', folder, ...options], folder)
  if (isDone && !existsSync(join(folder, 'omegat/project_stats.txt'))) throw new Error('OmegaT has read nothing')
}

function omegatProject(): string {
  const folders = ['source_dir', 'target_dir', 'tm_dir', 'glossary_dir', 'dictionary_dir']
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
${folders.map((name) => `<${name}>__DEFAULT__</${name}>`).join('\n')}
<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang>
<sentence_seg>false</sentence_seg>
</project></omegat>
`
}
