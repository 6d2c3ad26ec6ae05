import { describe, expect, it } from 'vitest'
import type { Engine, EngineText } from '../../src/app/engine-port.js'
import type { ErrorCode } from '../../src/core/errors.js'
import { allTextOf } from './all-text-of.js'
import { readMarks } from './marks.js'
import { engineText } from './texts.js'

/** What a server under test can be told to do wrong. */
export type ContractFault =
  | 'key-refused'
  | 'quota'
  | 'overload'
  | 'outage'
  | 'silence'
  | 'cut-off'
  | 'no-json'
  | 'request-refused'
  | 'tags-dropped'
  | 'tags-doubled'
  | 'count-wrong'

export interface ContractServer {
  /** Requests for translations that came in so far, failed ones included. */
  requestCount(): number
  /** Answers the next `times` requests for translations this way. */
  fail(fault: ContractFault, times?: number): void
}

export interface ContractSubject {
  /** Prepared; waits next to nothing between attempts, and not for long for an answer. */
  readonly engine: Engine
  readonly server: ContractServer
  /** What no error may hold. */
  readonly key: string
  /** How often the engine tries again. At least 1. */
  readonly maxRetries: number
}

const NEVER = new AbortController().signal
const FOR_EVER = 1000

/**
 * Every engine behind a network passes this, through its real client, on a real server.
 *
 * @param create an engine and its server, both of which end with the test
 */
export function describeEngineContract(create: () => Promise<ContractSubject>): void {
  describe('answers', () => {
    it('should give one answer per text, in order', async () => {
      const { engine } = await create()
      const { texts } = await engine.translate(marked(7), NEVER)
      expect(texts.map(readMarks)).toEqual(marked(7).map(({ text }) => readMarks(text)))
    })

    it('should divide what is more than one request holds, in order, and leave nothing out', async () => {
      const { engine, server } = await create()
      const texts = marked(130)
      const requests = engine.divide(texts)
      expect(requests.length).toBeGreaterThan(1)
      expect(requests.flat()).toEqual(texts)
      expect(requests.flatMap((request) => engine.divide(request))).toEqual(requests)
      const before = server.requestCount()
      const answers = await engine.translate(texts, NEVER)
      expect(server.requestCount() - before).toBe(requests.length)
      expect(answers.texts.map(readMarks)).toEqual(texts.map(({ text }) => readMarks(text)))
    })

    it('should keep placeholders', async () => {
      const { engine } = await create()
      const text = '用 <x id="1"/> 配置<g id="2">监听器 <x id="3"/></g>，端口 &lt; 100。'
      const [answer] = (await engine.translate([engineText({ text })], NEVER)).texts
      expect(answer).toMatch(/<x id="1"\/>.*<g id="2">.*<x id="3"\/>.*<\/g>.*&lt; 100/)
    })

    it('should make no request for no text', async () => {
      const { engine, server } = await create()
      const before = server.requestCount()
      expect((await engine.translate([], NEVER)).texts).toEqual([])
      expect(engine.divide([])).toEqual([])
      expect(server.requestCount()).toBe(before)
    })

    it.each(['tags-dropped', 'tags-doubled'] as const)('should give back what came, unverified: %s', async (fault) => {
      const { engine, server } = await create()
      server.fail(fault)
      const [answer] = (await engine.translate([engineText({ text: '用 <x id="1"/> 配置。' })], NEVER)).texts
      expect(answer?.match(/<x id="1"\/>/g) ?? []).toHaveLength(fault === 'tags-dropped' ? 0 : 2)
    })

    it('should never take an answer for that to another text', async () => {
      const { engine, server } = await create()
      server.fail('count-wrong', FOR_EVER)
      const texts = marked(4)
      const outcome = await engine.translate(texts, NEVER).then(
        (answers) => answers.texts,
        (error: unknown) => error,
      )
      if (Array.isArray(outcome)) {
        expect(outcome).toHaveLength(texts.length)
        for (const [index, answer] of outcome.entries()) {
          if (answer !== null) expect(readMarks(answer)).toEqual(readMarks(texts[index]?.text ?? ''))
        }
      } else {
        expect(outcome).toMatchObject({ name: 'ZhenError', code: 'engine-unavailable' })
      }
    })
  })

  describe('failures', () => {
    const AT_ONCE: readonly (readonly [ContractFault, ErrorCode])[] = [
      ['key-refused', 'engine-auth'],
      ['quota', 'engine-quota'],
      ['request-refused', 'engine-refused'],
    ]

    it.each(AT_ONCE)('should not try again: %s is %s', async (fault, code) => {
      const subject = await create()
      const before = subject.server.requestCount()
      subject.server.fail(fault, FOR_EVER)
      await expectFailure(subject, code)
      expect(subject.server.requestCount() - before).toBe(1)
    })

    const PASSING = ['overload', 'outage', 'silence', 'cut-off'] as const

    it.each(PASSING)('should try again: %s', async (fault) => {
      const { engine, server } = await create()
      const before = server.requestCount()
      server.fail(fault)
      const { texts } = await engine.translate(marked(2), NEVER)
      expect(texts.map(readMarks)).toEqual(marked(2).map(({ text }) => readMarks(text)))
      expect(server.requestCount() - before).toBe(2)
    })

    it.each(PASSING)('should give up in the end, after the retries of one layer: %s', async (fault) => {
      const subject = await create()
      const before = subject.server.requestCount()
      subject.server.fail(fault, FOR_EVER)
      await expectFailure(subject, 'engine-unavailable')
      expect(subject.server.requestCount() - before).toBe(1 + subject.maxRetries)
    })

    it('should not take nonsense for an answer', async () => {
      const subject = await create()
      subject.server.fail('no-json', FOR_EVER)
      await expectFailure(subject, 'engine-unavailable')
    })
  })

  describe('abort', () => {
    it('should send nothing', async () => {
      const { engine, server } = await create()
      const before = server.requestCount()
      const reason = new Error('enough')
      await expect(engine.translate(marked(2), AbortSignal.abort(reason))).rejects.toBe(reason)
      expect(server.requestCount()).toBe(before)
    })

    it('should drop a request that is under way', async () => {
      const { engine, server } = await create()
      server.fail('silence', FOR_EVER)
      const before = server.requestCount()
      const controller = new AbortController()
      const reason = new Error('enough')
      const outcome = expect(engine.translate(marked(2), controller.signal)).rejects.toBe(reason)
      await waitFor(() => server.requestCount() > before)
      controller.abort(reason)
      await outcome
      expect(server.requestCount() - before).toBe(1)
    })
  })
}

/** Texts that can be told apart after translation, each a paragraph of its own place. */
function marked(count: number): EngineText[] {
  return Array.from({ length: count }, (_, index) =>
    engineText({ text: `第 ${1000 + index} 段：用 <x id="1"/> 配置。`, codes: [{ id: 1, shows: 'istioctl' }] }),
  )
}

async function expectFailure({ engine, key }: ContractSubject, code: ErrorCode): Promise<void> {
  const error: unknown = await engine.translate(marked(2), NEVER).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'ZhenError', code, values: { engine: engine.name, found: expect.any(String) } })
  expect(allTextOf(error)).not.toContain(key)
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
