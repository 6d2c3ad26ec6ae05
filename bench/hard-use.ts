// Kills zhen without warning, at random moments and at as many steps of writing, and looks what is left:
// `hard-use.js [KILLS [SEED [COMMAND…]]]`.
import { join } from 'node:path'
import { createRandom } from '../src/evaluate/random.js'
import { startDeeplServer } from '../test/engines/servers/deepl-server.js'
import { JOBS } from './hard-use/jobs.js'
import { createTrial, type Programs, type Trial, type Verdict } from './hard-use/kills.js'
import { MAIN } from './measure.js'

const [, , kills = '100', seed = '1', ...names] = process.argv
const server = await startDeeplServer({ latencyMs: 10, characterLimit: 100_000_000 })
const programs: Programs = {
  zhen: MAIN,
  reviewAll: join(import.meta.dirname, 'review-all.js'),
  env: { DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url },
}

console.log(`Node.js ${process.versions.node}, seed ${seed}`)
console.log('| command | s | steps | kills at random | of these alive | kills while writing | left over | faults |')
console.log('|---|---|---|---|---|---|---|---|')
for (const job of JOBS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const trial = await createTrial(job, programs)
  const random = await killAtRandom(trial, Number(kills))
  const writing = await killWhileWriting(trial, Number(kills))
  const all = [...random, ...writing]
  const faults = all.flatMap((verdict) => verdict.faults)
  const cells = [
    job.name,
    (trial.durationMs / 1000).toFixed(2),
    trial.steps,
    random.length,
    random.filter(({ died }) => died).length,
    writing.length,
    all.filter(({ leftovers }) => leftovers > 0).length,
    faults.length,
  ]
  console.log(`| ${cells.join(' | ')} |`)
  for (const fault of new Set(faults)) console.error(`${job.name}: ${fault}`)
  trial.remove()
}
await server.close()

/** Uniformly over the whole run, from the start of the process to a little beyond its end. */
async function killAtRandom(trial: Trial, times: number): Promise<Verdict[]> {
  const random = createRandom(Number(seed))
  const verdicts: Verdict[] = []
  for (let at = 0; at < times; at++) verdicts.push(await trial.kill({ afterMs: random() * trial.durationMs }))
  return verdicts
}

/** Evenly over all steps, or at each where there are no more. */
async function killWhileWriting(trial: Trial, times: number): Promise<Verdict[]> {
  const count = Math.min(times, trial.steps)
  const verdicts: Verdict[] = []
  for (let at = 0; at < count; at++) verdicts.push(await trial.kill({ atStep: Math.floor((at * trial.steps) / count) }))
  return verdicts
}
