import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { JOBS } from '../../bench/hard-use/jobs.js'
import { createTrial, type Programs } from '../../bench/hard-use/kills.js'
import { createRandom } from '../../src/evaluate/random.js'
import { startDeeplServer } from '../engines/servers/deepl-server.js'
import { type Build, build } from '../helpers/build.js'
import { compileScript } from '../helpers/compiled.js'

let zhen: Build
let reviewAll: ReturnType<typeof compileScript>

beforeAll(() => {
  zhen = build()
  reviewAll = compileScript(join('..', 'bench', 'review-all.ts'))
}, 60_000)

afterAll(() => {
  zhen.remove()
  reviewAll.remove()
})

/** The others take longer: `bench/hard-use.ts` kills them all. */
const QUICK = JOBS.filter(({ name }) => ['sync', 'accept', 'adopt', 'follow'].includes(name))

describe('zhen, killed while it writes', () => {
  it.each(QUICK.map((job) => [job.name, job] as const))(
    'should have lost nothing, and go on: %s',
    async (name, job) => {
      const server = await startDeeplServer({ characterLimit: 100_000_000 })
      onTestFinished(() => server.close())
      const env = { DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url }
      const programs: Programs = { zhen: zhen.main, reviewAll: reviewAll.path, env }
      const trial = await createTrial(job, programs)
      onTestFinished(() => trial.remove())
      expect(trial.steps).toBeGreaterThan(10)
      const { died, faults } = await trial.kill({ atStep: Math.floor(createRandom(name.length)() * trial.steps) })
      expect(died).toBe(true)
      expect(faults).toEqual([])
    },
    120_000,
  )
})
