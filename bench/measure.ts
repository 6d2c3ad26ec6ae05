import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Zhen as it is built. */
export const MAIN = join(import.meta.dirname, '../../dist/cli/main.js')

/** Writes the peak of resident memory, in KiB, as the last line of standard error. */
const REPORT_MEMORY = `data:text/javascript,${encodeURIComponent(
  "import{writeSync}from'node:fs';process.on('exit',()=>writeSync(2,'\\n'+process.resourceUsage().maxRSS))",
)}`

export interface Run {
  readonly seconds: number
  readonly megabytes: number
}

/** Runs zhen in a process of its own and takes its time and its peak memory. */
export function runZhen(cwd: string, args: readonly string[], expected: readonly number[] = [0]): Run {
  return runNode(cwd, [MAIN, ...args], expected)
}

export function runNode(cwd: string, args: readonly string[], expected: readonly number[] = [0]): Run {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT_MEMORY, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const seconds = (performance.now() - start) / 1000
  if (!expected.includes(status ?? -1)) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`)
  return { seconds, megabytes: Number(stderr.trimEnd().split('\n').at(-1)) / 1024 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Median time and highest memory of several runs; `prepare` is not timed. */
export function repeat(times: number, run: () => Run, prepare?: () => void): Run {
  const runs = Array.from({ length: times }, () => {
    prepare?.()
    return run()
  })
  return {
    seconds: median(runs.map((each) => each.seconds)),
    megabytes: Math.max(...runs.map((each) => each.megabytes)),
  }
}
