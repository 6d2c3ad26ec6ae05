import { parentPort, workerData } from 'node:worker_threads'
import { type ChapterTexts, type PlanKnowledge, planAlone, takeApart } from '../app/sync/plan-alone.js'
import { ZhenError } from '../core/errors.js'
import type { PlanAnswer } from './plan-pool.js'

/** What a thread of the pool does: plans what it is sent, one chapter after the other. */
const knowledge = workerData as PlanKnowledge

parentPort?.on('message', (texts: ChapterTexts) => {
  parentPort?.postMessage(answerTo(texts))
})

function answerTo(texts: ChapterTexts): PlanAnswer {
  try {
    return { plan: planAlone(takeApart(texts), knowledge) }
  } catch (error) {
    if (error instanceof ZhenError) return { failure: { code: error.code, values: error.values } }
    throw error
  }
}
