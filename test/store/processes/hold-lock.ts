import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../../../src/store/lock.js'

/** `hold-lock.js LOCK LOG NAME MS`: holds the lock for that long and logs when it began and ended. */
const [path = '', log = '', name = '', ms = '0'] = process.argv.slice(2)
await withLock(path, { timeoutMs: 20_000 }, async () => {
  appendFileSync(log, `${name} begins\n`)
  await sleep(Number(ms))
  appendFileSync(log, `${name} ends\n`)
})
