import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SyncPlan } from '../app/sync/plan.js'
import type { ChapterTexts, PlanKnowledge, PlanPool } from '../app/sync/plan-alone.js'
import { type ErrorCode, type MessageValues, ZhenError } from '../core/errors.js'

/** What a thread answers: a plan, or why there is none. */
export type PlanAnswer =
  | { readonly plan: SyncPlan }
  | { readonly failure: { readonly code: ErrorCode; readonly values: MessageValues } }

/** More threads than this wait for the one that writes. */
const MOST_THREADS = 8

/** A thread has so many chapters at hand, so that it need not wait for the next. */
const AT_HAND = 2

interface Job {
  readonly texts: ChapterTexts
  resolve(plan: SyncPlan): void
  reject(error: unknown): void
}

const WORKER = new URL('./plan-worker.js', import.meta.url)

/**
 * Threads that plan chapters, one for each core. `null` where there is only one core, so that a thread more is no help,
 * and where zhen is not built.
 *
 * A thread that dies takes its jobs with it: they are rejected, as are all that come after.
 */
export function openPlanPool(knowledge: PlanKnowledge, cores = availableParallelism()): PlanPool | null {
  if (cores < 2 || !existsSync(WORKER)) return null
  const waiting: Job[] = []
  const threads = Array.from({ length: Math.min(cores, MOST_THREADS) }, () => openThread(knowledge, waiting))
  return {
    plan(texts) {
      return new Promise((resolve, reject) => {
        waiting.push({ texts, resolve, reject })
        for (const thread of threads) thread.next()
      })
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

function openThread(knowledge: PlanKnowledge, waiting: Job[]) {
  const worker = new Worker(WORKER, { workerData: knowledge })
  const atHand: Job[] = []
  let broken: Error | null = null
  const next = () => {
    while (atHand.length < AT_HAND) {
      const job = waiting.shift()
      if (!job) return
      if (broken) {
        job.reject(broken)
        continue
      }
      atHand.push(job)
      worker.postMessage(job.texts)
    }
  }
  worker.on('message', (answer: PlanAnswer) => {
    const job = atHand.shift()
    if ('plan' in answer) job?.resolve(answer.plan)
    else job?.reject(new ZhenError(answer.failure.code, answer.failure.values))
    next()
  })
  worker.on('error', (error) => {
    broken = error
    for (const job of atHand.splice(0)) job.reject(error)
    next()
  })
  return { next, close: () => worker.terminate() }
}
