/**
 * Preloaded into a process, has it die without warning at one of its steps of writing: where `ZHEN_DIE_AT` of them are
 * done, a write of bytes half done itself. `ZHEN_STEPS` names a file that is told at the end how many there were.
 *
 * What SQLite writes is not counted: it is not written through Node.js.
 */
const SCRIPT = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const dieAt = Number(process.env.ZHEN_DIE_AT ?? Infinity)
let steps = 0
const { writeSync, writeFileSync } = fs
const die = () => process.kill(process.pid, 'SIGKILL')
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'chmodSync', 'renameSync', 'rmSync', 'mkdirSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    const counts = name === 'openSync' ? args[1] === 'wx' : name === 'writeSync' ? args[0] > 2 : true
    if (counts && steps++ === dieAt) {
      if (name === 'writeSync') writeSync(args[0], args[1].subarray(0, args[1].length >> 1))
      die()
    }
    return real(...args)
  }
}
syncBuiltinESMExports()
const file = process.env.ZHEN_STEPS
if (file) process.on('exit', () => writeFileSync(file, String(steps)))
`

export const DIE_AT = `data:text/javascript,${encodeURIComponent(SCRIPT)}`
