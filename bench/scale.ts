/**
 * Times what a large book takes, beside what other programs take for the same files and beside the bare floors.
 *
 * `npm run bench:build`, then `node dist-bench/bench/scale.js [--pages 1200] [--english] [--times 3] [--peers] [--floors]`.
 * 1,200 pages are about 11 MB of Chinese, 12,000 ten times that. `--english` puts their translation beside them. Peers
 * are po4a, Sphinx's gettext builder with MyST, and OmegaT, as Debian has them; each starts with nothing and is then run
 * again with nothing changed. Every run is a process of its own; medians, and the highest memory of all its processes.
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
import { tmpdir } from 'node:os'
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
    peers: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
  },
})
const times = Number(asked.times)
const FLOOR = join(import.meta.dirname, 'floor.js')

for (const program of ['/usr/bin/time', ...(asked.peers ? ['po4a', 'sphinx-build', 'omegat'] : [])])
  execFileSync('sh', ['-c', `command -v ${program} >/dev/null || { echo "${program} is not there" >&2; exit 1; }`])

const root = mkdtempSync(join(tmpdir(), 'zhen-scale-'))
const book = join(root, 'book')
mkdirSync(join(book, 'target-en'), { recursive: true })
const target = asked.english ? join(book, 'target-en') : null
const { files, bytes } = makePages(Number(asked.pages), join(book, 'source-zh'), target)
writeFileSync(join(book, 'zhen.config.json'), '{}\n')
const first = join(book, 'source-zh', [...readPages(join(book, 'source-zh')).keys()][0] ?? '')

console.log(
  `${files} pages, ${(bytes / 1e6).toFixed(1)} MB of Chinese${asked.english ? ' and their English' : ''}; medians of ${times}; Node ${process.version}\n`,
)
console.log('| what | seconds | CPU seconds | peak MB |\n|---|--:|--:|--:|')

row('zhen, first sync', ['node', MAIN, 'sync', '-q'], () => {
  rmSync(join(book, '.zhen'), { recursive: true, force: true })
  rmSync(join(book, 'target-en/.zhen'), { recursive: true, force: true })
})
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
if (asked.peers) {
  measurePo4a()
  measureSphinx()
  measureOmegat()
}
rmSync(root, { recursive: true })

function row(what: string, [program = '', ...args]: readonly string[], prepare?: () => void, cwd = book): void {
  const runs = Array.from({ length: times }, () => {
    prepare?.()
    return run(program === 'node' ? process.execPath : program, args, cwd)
  })
  const [seconds, cpu] = [median(runs.map((each) => each.seconds)), median(runs.map((each) => each.cpu))]
  const peak = Math.max(...runs.map(({ megabytes }) => megabytes))
  console.log(`| ${what} | ${seconds.toFixed(2)} | ${cpu.toFixed(2)} | ${peak.toFixed(0)} |`)
}

/** A process with all it starts, as GNU time sees it. */
function run(program: string, args: readonly string[], cwd: string) {
  const report = join(root, 'time')
  const { status, stderr } = spawnSync('/usr/bin/time', ['-o', report, '-f', '%e %U %S %M', program, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  })
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(' ')} exited with ${status}: ${stderr}`)
  const last = readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? ''
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = last.split(' ').map(Number)
  return { seconds, cpu: user + system, megabytes: kilobytes / 1024 }
}

function measurePo4a(): void {
  const folder = join(root, 'po4a')
  const pages = [...readPages(join(book, 'source-zh')).keys()]
  const prepare = () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'po'), { recursive: true })
    cpSync(join(book, 'source-zh'), join(folder, 'source-zh'), { recursive: true })
    const lines = pages.map((page) => `[type: text] source-zh/${page} en:en/${page} opt:"-o markdown"`)
    writeFileSync(
      join(folder, 'po4a.cfg'),
      `[po4a_langs] en\n[po4a_paths] po/book.pot en:po/en.po\n${lines.join('\n')}\n`,
    )
  }
  const args = ['po4a', '--no-translations', '--quiet', 'po4a.cfg']
  row('po4a, first extraction', args, prepare, folder)
  row('po4a, nothing changed', args, undefined, folder)
}

function measureSphinx(): void {
  const folder = join(root, 'sphinx')
  const prepare = () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    cpSync(join(book, 'source-zh'), join(folder, 'source'), { recursive: true })
    writeFileSync(join(folder, 'source/conf.py'), "extensions = ['myst_parser']\ngettext_compact = False\n")
    writeFileSync(join(folder, 'source/index.md'), '# Index\n')
  }
  const args = ['sphinx-build', '-q', '-b', 'gettext', 'source', 'out']
  row('sphinx gettext, first extraction', args, prepare, folder)
  row('sphinx gettext, nothing changed', args, undefined, folder)
}

function measureOmegat(): void {
  const folder = join(root, 'omegat')
  const prepare = () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    // Its Markdown is plain text, a paragraph at a blank line.
    for (const [path, text] of readPages(join(book, 'source-zh'))) {
      const file = join(folder, 'source', `${path}.txt`)
      mkdirSync(join(file, '..'), { recursive: true })
      writeFileSync(file, text)
    }
    for (const name of ['target', 'tm', 'glossary', 'dictionary', 'omegat']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'omegat.project'), omegatProject())
  }
  const args = ['omegat', folder, '--mode=console-translate', '--quiet', `--config-dir=${join(root, 'omegat-config')}`]
  row('OmegaT, a project read and written', args, prepare, folder)
  row('OmegaT, nothing changed', args, undefined, folder)
  if (!existsSync(join(folder, 'omegat/project_stats.txt'))) throw new Error('OmegaT has read nothing')
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
