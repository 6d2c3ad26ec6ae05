/** Replays the book's Chinese history over a made-up English edition: `npm run bench:replay`; see docs/replay.md. */
import { join } from 'node:path'
import { FAULTS } from './replay/judge.js'
import { replay } from './replay/replay.js'
import { Resemblance } from './replay/resemblance.js'
import { corporaFolder, readRevisions } from './replay/revisions.js'

const BUNDLE = join(corporaFolder(process.cwd()), 'istio-insider/zh.bundle')
const revisions = readRevisions(BUNDLE, 'docs/source', true)
const limit = Number(process.env.ZHEN_COMMITS ?? revisions.length)
const resemblance = new Resemblance()
for (const habit of ['tidy', 'lazy'] as const) {
  const start = performance.now()
  const { tally, findings, refused } = await replay(revisions.slice(0, limit), habit, resemblance)
  console.log(habit, Math.round(performance.now() - start), 'ms', JSON.stringify(tally), refused.size)
  if (process.env.ZHEN_LIST) for (const [text, why] of refused) console.log('refused', why, JSON.stringify(text))
  for (const fate of ['same', 'moved', 'copy', 'changed', 'unclear', 'new'] as const) {
    const outcomes = ['kept', 'lost', 'followed', 'followed-wrong', 'alone'].map((o) => `${o} ${tally.count(fate, o)}`)
    console.log(fate, outcomes.join(', '))
  }
  console.log('median', tally.percentile(0.5), 'p95', tally.percentile(0.95), 'max', tally.percentile(1))
  for (const fault of FAULTS) console.log(fault, findings.filter((finding) => finding.fault === fault).length)
  if (process.env.ZHEN_LIST) {
    for (const finding of findings) console.log(`${habit} ${JSON.stringify(finding)}`)
  }
}
