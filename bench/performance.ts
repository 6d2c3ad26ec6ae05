/**
 * Measures what `docs/performance.md` tells: runs the benchmarks that stand there as comments, one after the other, and
 * puts what each prints in place of what stood below it.
 *
 * `npm run bench:build`, then `node dist-bench/bench/performance.js [TEXT]`: only the benchmarks in whose line TEXT
 * stands. The file is written after each, so that what was measured stays when a later one fails.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = join(import.meta.dirname, '../../docs/performance.md')

/** A benchmark and what stands below it: `<!-- bench: scale --pages 60 -->` up to the next `<!-- end -->`. */
const PLACE = /<!-- bench: (.+?) -->\n.*?<!-- end -->/gs

const only = process.argv[2] ?? ''
const wanted = Array.from(readFileSync(PAGE, 'utf8').matchAll(PLACE), ([, line = '']) => line)
for (const line of wanted.filter((each) => each.includes(only))) {
  const [name = '', ...options] = line.split(' ')
  const command = `node dist-bench/bench/${line.replace(/^\S+/, `${name}.js`)}`
  console.log(command)
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, `${name}.js`), ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  })
  console.log(printed)
  put(line, `\`${command}\`: ${printed.trim()}`)
}

/** The page is read anew: somebody may write on it in the hour that this takes. */
function put(line: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const place = (whole: string, found: string) =>
    found === line ? `<!-- bench: ${line} -->\n${text}\n<!-- end -->` : whole
  writeFileSync(`${PAGE}.new`, page.replace(PLACE, place))
  renameSync(`${PAGE}.new`, PAGE)
}
