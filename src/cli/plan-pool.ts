import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { SyncedChange } from '../app/report.js'
import { type ChapterTexts, type PlanKnowledge, type PlanPool, planAlone } from '../app/sync/plan-alone.js'
import type { LonePlan } from '../app/sync/written-chapter.js'
import { type ErrorCode, type MessageValues, ZhenError } from '../core/errors.js'

/** What a thread answers: a plan, of which objects are JSON, since copying those takes several times as long; or why there is none. */
export type PlanAnswer =
  | { readonly plan: Omit<LonePlan, 'changes'> & { readonly changes: string } }
  | { readonly failure: { readonly code: ErrorCode; readonly values: MessageValues } }

/** More threads than this wait for the one that writes. */
const MOST_THREADS = 8

/** A thread has so many chapters at hand, so that it need not wait while this one plans a long one. */
const AT_HAND = 8

interface Job {
  readonly texts: ChapterTexts
  resolve(plan: LonePlan): void
  reject(error: unknown): void
}

const WORKER = new URL('./plan-worker.js', import.meta.url)

/**
 * Threads that plan chapters, one for each core but this one's, which plans as well where it would wait. `null` where
 * there is only one core, so that a thread more is no help, and where zhen is not built.
 *
 * A thread that dies takes its jobs with it: they are rejected, as are all that come after.
 */
export function openPlanPool(knowledge: PlanKnowledge, cores = availableParallelism()): PlanPool | null {
  if (cores < 2 || !existsSync(WORKER)) return null
  const waiting: Job[] = []
  const threads = Array.from({ length: Math.min(cores - 1, MOST_THREADS) }, () => openThread(knowledge, waiting))
  return {
    plan(texts) {
      return new Promise((resolve, reject) => {
        waiting.push({ texts, resolve, reject })
        for (const thread of threads) thread.next()
      })
    },
    async settle(plan) {
      let isThere = false
      const note = () => {
        isThere = true
      }
      plan.then(note, note)
      // What threads have sent is heard before anything is begun.
      for (await setImmediate(); !isThere && waiting.length > 0; await setImmediate()) planHere(waiting, knowledge)
      return plan
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

function planHere(waiting: Job[], knowledge: PlanKnowledge): void {
  const job = waiting.shift()
  if (!job) return
  try {
    job.resolve(planAlone(job.texts, knowledge))
  } catch (error) {
    job.reject(error)
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
    if ('plan' in answer) job?.resolve({ ...answer.plan, changes: JSON.parse(answer.plan.changes) as SyncedChange[] })
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
