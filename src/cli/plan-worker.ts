import { parentPort, workerData } from 'node:worker_threads'
import { type ChapterTexts, type PlanKnowledge, planAlone } from '../app/sync/plan-alone.js'
import type { WrittenChapter } from '../app/sync/written-chapter.js'
import { ZhenError } from '../core/errors.js'
import { packChapter } from '../store/packed-segments.js'
import type { PlanAnswer } from './plan-pool.js'

/** What a thread of the pool does: plans what it is sent, one chapter after the other, and writes the plans down. */
const knowledge = workerData as PlanKnowledge

parentPort?.on('message', (texts: ChapterTexts) => {
  parentPort?.postMessage(answerTo(texts))
})

function answerTo(texts: ChapterTexts): PlanAnswer {
  try {
    const { written, changes, ...plan } = planAlone(texts, knowledge)
    return { plan: { ...plan, written: written && withPacked(written), changes: JSON.stringify(changes) } }
  } catch (error) {
    if (error instanceof ZhenError) return { failure: { code: error.code, values: error.values } }
    throw error
  }
}

function withPacked(written: WrittenChapter): WrittenChapter {
  const { chapter, segments } = written
  return 'packed' in segments ? written : { ...written, segments: packChapter(chapter, segments) }
}
