import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Engine, EngineTerm } from '../../src/app/engine-port.js'
import type { Waiting } from '../../src/engines/backoff.js'
import { createDeeplEngine, type DeeplOptions } from '../../src/engines/deepl.js'
import { allTextOf } from './all-text-of.js'
import { describeEngineContract } from './contract.js'
import {
  type DeeplServer,
  type DeeplServerOptions,
  type SeenRequest,
  startDeeplServer,
} from './servers/deepl-server.js'
import { chapterTexts, engineText } from './texts.js'

const NEVER = new AbortController().signal
const TERMS = [term('监听器', 'listener'), term('连接池', 'connection pool')]

interface Subject {
  readonly engine: Engine
  readonly server: DeeplServer
  readonly pauses: readonly number[]
}

async function start(options: Partial<DeeplOptions> = {}, ofServer: DeeplServerOptions = {}): Promise<Subject> {
  const server = await startDeeplServer(ofServer)
  onTestFinished(() => server.close())
  return { server, ...connect(server, options) }
}

function connect({ key, url }: DeeplServer, options: Partial<DeeplOptions> = {}): Omit<Subject, 'server'> {
  return createEngine({ key, serverUrl: url, ...options })
}

/** An engine that waits for nothing between attempts, and tells for how long it would have. */
function createEngine(options: Partial<DeeplOptions> & Pick<DeeplOptions, 'key'>): Omit<Subject, 'server'> {
  const pauses: number[] = []
  const pause = async (milliseconds: number) => void pauses.push(milliseconds)
  const waiting: Waiting = { pause, random: () => 0.5, now: () => Date.UTC(2026, 0, 1) }
  const all: DeeplOptions = {
    model: '',
    glossaryName: 'book',
    sourceLanguage: 'zh',
    targetLanguage: 'en-US',
    concurrency: 4,
    timeoutMs: 1000,
    maxRetries: 2,
    price: null,
    contextParagraphs: 2,
    ...options,
  }
  return { engine: createDeeplEngine(all, waiting), pauses }
}

function term(source: string, target: string): EngineTerm {
  return { source, target, note: '' }
}

const last = (server: DeeplServer): SeenRequest => server.requests.at(-1) ?? fail('no request')
const fail = (words: string): never => {
  throw new Error(words)
}
const routes = (server: DeeplServer) =>
  server.requests.map(({ method, path }) => `${method} ${path.replace(/0000.*\d/, 'ID')}`)
const errorOf = (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => fail('went well'),
    (error) => error,
  )

describe('deepl', () => {
  describeEngineContract(async () => {
    const { engine, server } = await start()
    await engine.prepare(TERMS, NEVER)
    return { engine, server, key: server.key, maxRetries: 2 }
  })

  describe('requests', () => {
    it('should say how tags are to be taken, and leave the rest to the vendor', async () => {
      const { engine, server } = await start()
      await engine.translate([engineText({ text: '用 <x id="1"/> 配置。' })], NEVER)
      expect(Object.fromEntries(last(server).form)).toEqual({
        text: '用 <x id="1"/> 配置。',
        source_lang: 'zh',
        target_lang: 'en-US',
        tag_handling: 'xml',
        tag_handling_version: 'v2',
        outline_detection: '0',
        non_splitting_tags: 'g,x',
        split_sentences: 'nonewlines',
        show_billed_characters: '1',
      })
    })

    it('should say what the configuration says', async () => {
      const instructions = ['Address the reader as “you”', 'Be brief']
      const { engine, server } = await start({
        model: 'quality_optimized',
        formality: 'prefer_more',
        targetLanguage: 'en-GB',
        instructions,
      })
      await engine.translate([engineText({ text: '重启。' })], NEVER)
      const { form } = last(server)
      expect(form.get('model_type')).toBe('quality_optimized')
      expect(form.get('formality')).toBe('prefer_more')
      expect(form.get('target_lang')).toBe('en-GB')
      expect(form.getAll('custom_instructions')).toEqual(instructions)
    })

    it('should hand over the passage as context, for which nothing is billed', async () => {
      const { engine, server } = await start()
      const chapter = chapterTexts(['监听器。', '连接池。', '重启。', '熔断。'])
      const { billedCharacters } = await engine.translate(chapter.slice(1, 3), NEVER)
      expect(last(server).form.get('context')).toBe('监听器。\n连接池。\n重启。\n熔断。')
      expect(billedCharacters).toBe('连接池。重启。'.length)
      expect(server.counts.billedCharacters).toBe(billedCharacters)
    })

    it('should ask the older way, which keeps to the tags, for what came back damaged', async () => {
      const { engine, server } = await start()
      await engine.translate([engineText({ text: '用 <x id="1"/>。', complaint: 'code 1 is missing' })], NEVER)
      expect(last(server).form.get('tag_handling_version')).toBe('v1')
    })

    it('should not ask the fast model for what it does not have', async () => {
      const { engine, server } = await start({ model: 'latency_optimized' })
      await engine.translate([engineText({ text: '重启。' })], NEVER)
      expect(last(server).form.get('tag_handling_version')).toBe('v1')
    })

    it('should send no more than 128 KiB at once, instructions included', async () => {
      const { engine, server } = await start({ instructions: Array.from({ length: 10 }, () => '请'.repeat(300)) })
      const chapter = chapterTexts(Array.from({ length: 40 }, (_, index) => `${index}${'长'.repeat(900)}`))
      const { texts } = await engine.translate(chapter, NEVER)
      expect(texts).not.toContain(null)
      const bytes = server.requests.map((request) => request.bytes)
      expect(Math.max(...bytes)).toBeLessThan(128 * 1024)
      expect(Math.max(...bytes)).toBeGreaterThan(64 * 1024)
    })

    it('should give nothing for a text that no request holds, and translate its neighbours', async () => {
      const { engine, server } = await start()
      const texts = ['甲。', '长'.repeat(15_000), '', '乙。'].map((text) => engineText({ text }))
      const answers = await engine.translate(texts, NEVER)
      expect(answers.texts).toEqual([expect.stringMatching(/\w/), null, '', expect.stringMatching(/\w/)])
      expect(server.requests.flatMap(({ form }) => form.getAll('text'))).toEqual(['甲。', '乙。'])
    })

    it('should follow no redirection with the key', async () => {
      const { engine, server } = await start()
      const other = await startDeeplServer()
      onTestFinished(() => other.close())
      server.fail({ status: 307, location: `${other.url}/v2/translate` })
      await expect(engine.translate([engineText({ text: '重启。' })], NEVER)).rejects.toMatchObject({
        code: 'engine-unavailable',
        values: { found: expect.stringContaining('307') },
      })
      expect(other.requests).toEqual([])
    })
  })

  describe('glossary', () => {
    it('should be created when it is missing, and be used', async () => {
      const { engine, server } = await start()
      await engine.prepare(TERMS, NEVER)
      expect(routes(server)).toEqual(['GET /v3/glossaries', 'POST /v3/glossaries'])
      const { texts } = await engine.translate([engineText({ text: '连接池与监听器' })], NEVER)
      expect(texts[0]).toMatch(/^Connection pool \w+ listener$/)
      expect(last(server).form.get('glossary_id')).toBe([...server.glossaries.keys()][0])
    })

    it('should be found again by its name, and left alone when it says the same', async () => {
      const { engine, server } = await start()
      await engine.prepare(TERMS, NEVER)
      const other = connect(server)
      await other.engine.prepare([...TERMS].reverse(), NEVER)
      expect(routes(server).slice(2)).toEqual(['GET /v3/glossaries', 'GET /v3/glossaries/ID/entries'])
      await other.engine.translate([engineText({ text: '重启。' })], NEVER)
      expect(last(server).form.get('glossary_id')).toBe([...server.glossaries.keys()][0])
    })

    it.each([
      ['a term more', [...TERMS, term('熔断', 'circuit breaking')]],
      ['another translation', [term('监听器', 'listener'), term('连接池', 'pool of connections')]],
      ['another term', [term('监听器', 'listener'), term('连接', 'connection')]],
    ])('should be replaced where it differs: %s', async (_, terms) => {
      const { engine, server } = await start()
      await engine.prepare(TERMS, NEVER)
      const [[id = '', { dictionaries }] = fail('no glossary')] = server.glossaries
      const german = { source: 'zh', target: 'de', entries: new Map([['监听器', 'Listener']]) }
      server.glossaries.set(id, {
        id,
        name: 'book',
        created: '2026-01-01T00:00:00Z',
        dictionaries: [...dictionaries, german],
      })
      await engine.prepare(terms, NEVER)
      const entries = new Map(terms.map(({ source, target }) => [source, target]))
      expect(server.glossaries.get(id)?.dictionaries).toEqual([german, { source: 'zh', target: 'en', entries }])
      expect(server.glossaries.size).toBe(1)
    })

    it('should get its Chinese part where it has other languages only', async () => {
      const { engine, server } = await start()
      const german = { source: 'zh', target: 'de', entries: new Map([['监听器', 'Listener']]) }
      server.glossaries.set('an-id', {
        id: 'an-id',
        name: 'book',
        created: '2026-01-01T00:00:00Z',
        dictionaries: [german],
      })
      await engine.prepare(TERMS, NEVER)
      expect(server.glossaries.get('an-id')?.dictionaries.map(({ target }) => target)).toEqual(['de', 'en'])
    })

    it('should be the oldest of those with its name', async () => {
      const { engine, server } = await start()
      for (const [id, year] of [
        ['b', 2026],
        ['a', 2025],
        ['c', 2027],
      ]) {
        const created = `${year}-01-01T00:00:00Z`
        server.glossaries.set(`${id}`, { id: `${id}`, name: 'book', created, dictionaries: [] })
      }
      await engine.prepare(TERMS, NEVER)
      expect(
        [...server.glossaries.values()].flatMap(({ id, dictionaries }) => (dictionaries.length ? [id] : [])),
      ).toEqual(['a'])
    })

    it('should leave out what the server or its client cannot take', async () => {
      const { engine, server } = await start()
      const unusable = [
        term('监听器', 'a second one'),
        term('制\t表', 'tab'),
        term('换行', 'new\nline'),
        term(' ', 'blank'),
        term('空', ''),
      ]
      const odd = [term('constructor', 'constructor'), term('__proto__', 'prototype'), term('长', 'l'.repeat(1025))]
      const terms = [...TERMS, ...unusable, ...odd, term(' 熔断 ', ' circuit breaking ')]
      await engine.prepare(terms, NEVER)
      const [
        {
          dictionaries: [dictionary],
        } = fail('no glossary'),
      ] = server.glossaries.values()
      expect([...(dictionary?.entries ?? [])]).toEqual([
        ['监听器', 'listener'],
        ['连接池', 'connection pool'],
        ['熔断', 'circuit breaking'],
      ])
      await connect(server).engine.prepare(terms, NEVER)
      expect(routes(server).filter((route) => !route.startsWith('GET'))).toEqual(['POST /v3/glossaries'])
    })

    it('should not be asked for without terms or without a name', async () => {
      const { engine, server } = await start()
      await engine.prepare([], NEVER)
      await connect(server, { glossaryName: '' }).engine.prepare(TERMS, NEVER)
      expect(server.requests).toEqual([])
    })

    it('should no longer be used when its terms are gone', async () => {
      const { engine, server } = await start()
      await engine.prepare(TERMS, NEVER)
      await engine.prepare([], NEVER)
      await engine.translate([engineText({ text: '重启。' })], NEVER)
      expect(last(server).form.has('glossary_id')).toBe(false)
    })

    it('should say which one is in the way where the account has room for one only', async () => {
      const { engine, server } = await start({}, { glossaryLimit: 1 })
      await connect(server, { glossaryName: 'website' }).engine.prepare(TERMS, NEVER)
      await expect(engine.prepare(TERMS, NEVER)).rejects.toMatchObject({
        code: 'engine-refused',
        values: { engine: 'deepl', found: expect.stringContaining('“website”') },
      })
    })

    it('should be taken as it is when the answer to its creation got lost', async () => {
      const { engine, server } = await start({}, { glossaryLimit: 1 })
      server.loseAnswerTo('POST /v3/glossaries')
      await engine.prepare(TERMS, NEVER)
      await engine.translate([engineText({ text: '监听器' })], NEVER)
      expect(last(server).form.get('glossary_id')).toBe([...server.glossaries.keys()][0])
    })

    it.each([
      ['key-refused', 'engine-auth'],
      ['outage', 'engine-unavailable'],
      ['no-json', 'engine-unavailable'],
      ['request-refused', 'engine-refused'],
    ] as const)('should fail by remedy: %s is %s', async (fault, code) => {
      const { engine, server } = await start()
      server.failOther(fault, 10)
      await expect(engine.prepare(TERMS, NEVER)).rejects.toMatchObject({ code })
    })
  })

  describe('usage', () => {
    it('should be what the account says', async () => {
      const { engine } = await start({}, { characterLimit: 1000 })
      await engine.translate([engineText({ text: '重启 <x id="1"/>。' })], NEVER)
      expect(await engine.usage(NEVER)).toEqual({ used: 4, limit: 1000, unit: 'characters' })
    })

    it('should know an account without a limit', async () => {
      const { engine } = await start({}, { characterLimit: 1_000_000_000_000 })
      expect(await engine.usage(NEVER)).toEqual({ used: 0, limit: null, unit: 'characters' })
    })

    it('should run out', async () => {
      const { engine } = await start({}, { characterLimit: 5 })
      await engine.translate([engineText({ text: '重启。' })], NEVER)
      await expect(engine.translate([engineText({ text: '重启。' })], NEVER)).rejects.toMatchObject({
        code: 'engine-quota',
      })
    })
  })

  describe('failures', () => {
    const translate = ({ engine }: Pick<Subject, 'engine'>) => engine.translate([engineText({ text: '重启。' })], NEVER)

    it.each([
      [401, 'engine-auth', 0],
      [403, 'engine-auth', 0],
      [456, 'engine-quota', 0],
      [400, 'engine-refused', 0],
      [404, 'engine-refused', 0],
      [413, 'engine-refused', 0],
      [429, 'engine-unavailable', 2],
      [500, 'engine-unavailable', 2],
      [503, 'engine-unavailable', 2],
      [504, 'engine-unavailable', 2],
      [529, 'engine-unavailable', 2],
    ] as const)('should take %s for %s', async (status, code, retries) => {
      const subject = await start()
      subject.server.fail({ status }, 10)
      const { host } = new URL(subject.server.url)
      await expect(translate(subject)).rejects.toMatchObject({
        code,
        values: {
          engine: 'deepl',
          server: host,
          variable: 'DEEPL_AUTH_KEY',
          found: expect.stringContaining(`HTTP ${status}`),
        },
      })
      expect(subject.pauses).toHaveLength(retries)
    })

    it('should wait for as long as the server asks', async () => {
      const subject = await start()
      subject.server.fail({ status: 429, retryAfter: '7' })
      subject.server.fail({ status: 503, retryAfter: 'Thu, 01 Jan 2026 00:00:30 GMT' })
      await translate(subject)
      expect(subject.pauses).toEqual([7000, 30_000])
    })

    it('should not wait for an hour', async () => {
      const subject = await start()
      subject.server.fail({ status: 429, retryAfter: '3600' })
      await expect(translate(subject)).rejects.toMatchObject({ code: 'engine-unavailable' })
      expect(subject.pauses).toEqual([])
    })

    it.each([
      ['{"message":"Value for \'x\' not supported."}', "Value for 'x' not supported."],
      ['{"Message":"Tag handling parsing failed, please check input."}', 'Tag handling parsing failed'],
      ['{"error":{"message":"Bad Gateway."}}', 'Bad Gateway.'],
      ['<html>no</html>', 'Bad Request'],
      ['', 'Bad Request'],
      [`{"message":"${'long '.repeat(1000)}"}`, 'long long'],
    ])('should tell what the server said: %s', async (body, words) => {
      const subject = await start()
      subject.server.fail({ status: 400, body })
      const error = await errorOf(translate(subject))
      expect(error).toMatchObject({ values: { found: expect.stringContaining(words) } })
      expect((error as Error).message.length).toBeLessThan(600)
    })

    it('should say so when nobody is there', async () => {
      const subject = await start()
      await subject.server.close()
      await expect(translate(subject)).rejects.toMatchObject({
        code: 'engine-unavailable',
        values: { found: expect.stringContaining('ECONNREFUSED') },
      })
      expect(subject.pauses).toHaveLength(2)
    })

    it.each([
      ['no good:fx', 'api-free.deepl.com'],
      ['no good', 'api.deepl.com'],
    ])('should choose the server by the key, and send nothing with one that cannot be: %s', async (key, host) => {
      const { engine } = createEngine({ key })
      await expect(translate({ engine })).rejects.toMatchObject({ code: 'engine-auth', values: { server: host } })
    })
  })

  it('should drop the connection when it is told to stop', async () => {
    const { engine, server } = await start({ timeoutMs: 600_000 })
    server.fail('silence')
    const controller = new AbortController()
    const outcome = expect(engine.translate([engineText({ text: '重启。' })], controller.signal)).rejects.toThrow(
      'enough',
    )
    await vi.waitUntil(() => server.underWay === 1, 20_000)
    controller.abort(new Error('enough'))
    await outcome
    await vi.waitUntil(() => server.underWay === 0, 20_000)
  })

  describe('the key', () => {
    const KEYS = ['9f0c1d2e-secret-key:fx', 'with\nline', 'schlüssel', '']

    it.each(KEYS)('should be in no error: %j', async (key) => {
      const { engine, server } = await start({ key, maxRetries: 0, timeoutMs: 200 }, { key })
      const text = [engineText({ text: '重启。' })]
      const errors: unknown[] = []
      const body = JSON.stringify({ message: `“${key}” is no key`, detail: `DeepL-Auth-Key ${key}` })
      for (const fault of [
        { status: 403, body },
        { status: 400, body: key },
        'silence',
        'cut-off',
        'no-json',
      ] as const) {
        server.fail(fault)
        server.failOther(fault, 2)
        errors.push(await errorOf(engine.translate(text, NEVER)))
        errors.push(await errorOf(engine.usage(NEVER)), await errorOf(engine.prepare(TERMS, NEVER)))
      }
      await server.close()
      errors.push(await errorOf(engine.translate(text, NEVER)))
      for (const error of errors) {
        expect(error).toMatchObject({ name: 'ZhenError' })
        if (key !== '') expect(allTextOf(error)).not.toContain(key)
      }
      if (key === KEYS[0])
        expect(errors[0]).toMatchObject({ values: { found: 'HTTP 403: “…” is no key: DeepL-Auth-Key …' } })
    })
  })

  it('should name all that its answers depend on', async () => {
    const server = await startDeeplServer()
    onTestFinished(() => server.close())
    const settings = [
      {},
      { formality: 'prefer_more' },
      { instructions: ['Be brief'] },
      { glossaryName: '' },
      { targetLanguage: 'en-GB' },
      { contextParagraphs: 0 },
    ] as const
    const named = settings.map((options) => connect(server, options).engine.setting)
    expect(new Set(named).size).toBe(settings.length)
    expect(connect(server, { model: 'quality_optimized' }).engine.model).toBe('quality_optimized')
  })

  it('should foretell no tokens', async () => {
    const { engine } = await start()
    expect(engine.expectedTokens([engineText({ text: '重启。' })])).toEqual({ input: 0, output: 0 })
  })
})
