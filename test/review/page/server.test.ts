import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ZhenError } from '../../../src/core/errors.js'
import { readCatalogue } from '../../../src/i18n/index.js'
import { isLoopback, ownHosts } from '../../../src/review/server/guard.js'
import { type ServedReview, serveReview } from '../../../src/review/server/serve-review.js'
import { sampleSegments } from './sample-segments.js'
import { createScriptedReview, type ScriptedReview } from './scripted-review.js'

const html = { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html; charset=utf-8', isForever: false }

let review: ScriptedReview
let served: ServedReview
let origin: string
let token: string
const bugs: unknown[] = []

beforeAll(async () => {
  review = createScriptedReview(sampleSegments())
  served = await serve()
  origin = new URL(served.address).origin
  token = new URL(served.address).hash.slice('#token='.length)
})

afterAll(() => served.close())

function serve(port = 0): Promise<ServedReview> {
  return serveReview(
    {
      review,
      page: new Map([['/', html]]),
      changes: { subscribe: () => () => {} },
      hello: {
        project: 'A book',
        version: '0.0.0',
        language: 'en',
        person: 'Chen Jing',
        queue: { chapters: [], queues: [], check: null, search: null },
      },
      by: null,
      words: readCatalogue,
      root: '/home/someone/book',
      onBug: (error) => void bugs.push(error),
    },
    { host: '127.0.0.1', port },
  )
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** As a program would ask that says whatever it likes. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}${path}`, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const withToken = (headers: Record<string, string> = {}) => ({ Authorization: `Bearer ${token}`, ...headers })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: withToken(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const errorOf = ({ body }: Answer) => JSON.parse(body).error

describe('the server', () => {
  it('should listen on this machine alone, and keep the token out of what is sent', () => {
    expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/)
  })

  it('should put headers on every answer that keep the page safe', async () => {
    for (const path of ['/', '/api/hello', '/nothing']) {
      const { headers } = await ask(path)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("require-trusted-types-for 'script'")
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
      expect(headers).not.toHaveProperty('access-control-allow-origin')
      expect(headers).not.toHaveProperty('set-cookie')
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  })

  it.each([{}, { Authorization: 'Bearer x' }, { Authorization: 'Basic eDp5' }, { Cookie: 'token=x' }])(
    'should tell nothing without the token: %j',
    async (headers) => {
      for (const path of [
        '/api/hello',
        '/api/queue',
        '/api/segments/aaaa1',
        '/api/events',
        '/api/words/en',
        '/api/nothing',
      ]) {
        const answer = await ask(path, { headers })
        expect(answer.status).toBe(401)
        expect(errorOf(answer)).toEqual({ code: 'token-missing', values: {} })
      }
      expect((await ask('/api/undo', { method: 'POST', headers, body: '{}' })).status).toBe(401)
    },
  )

  it('should give the token for a code once, and for no other', async () => {
    const once = new URL(served.onceAddress()).hash.slice('#once='.length)
    const give = (code: string) => ask('/token', { method: 'POST', body: JSON.stringify({ once: code }) })
    expect((await give('guessed')).status).toBe(401)
    expect(JSON.parse((await give(once)).body)).toEqual({ token })
    expect((await give(once)).status).toBe(401)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example'])(
    'should not answer to the name %j, as a name pointed at this machine has it',
    async (host) => {
      const answer = await ask('/', { headers: { Host: host } })
      expect(answer.status).toBe(403)
      expect(errorOf(answer).code).toBe('host-foreign')
    },
  )

  it('should answer to its own names', async () => {
    const { port } = new URL(origin)
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect((await ask('/', { headers: { Host: host } })).status).toBe(200)
    }
  })

  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://127.0.0.1:1' },
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' },
    { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' },
  ] as Record<string, string>[])('should not answer pages of others: %j', async (headers) => {
    const answer = await post('/api/undo', {}, headers)
    expect(answer.status).toBe(403)
    expect(errorOf(answer).code).toBe('origin-foreign')
  })

  it('should take no preflight for a permission', async () => {
    const answer = await ask('/api/undo', { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } })
    expect(answer.status).toBe(401)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('should refuse bodies that are no paragraphs, whether or not they say how long they are', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_100_000) })
    const told = await ask('/api/segments/aaaa1/look', { method: 'POST', headers: withToken(), body })
    expect([told.status, errorOf(told).code]).toEqual([413, 'body-too-large'])
    const looked = vi.spyOn(review, 'look')
    const untold = ask('/api/segments/aaaa1/look', {
      method: 'POST',
      headers: withToken({ 'Transfer-Encoding': 'chunked' }),
      body,
    })
    // The rest of it is not waited for: whoever goes on sending may find the line cut before the answer is read.
    expect(
      await untold.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413)
    expect(looked).not.toHaveBeenCalled()
  })

  it.each([
    ['/api/segments/aaaa1/look', 'not json', { where: '', found: 'undefined' }],
    ['/api/segments/aaaa1/look', { text: 5 }, { where: 'text', expected: 'string', found: '5' }],
    ['/api/segments/aaaa1/look', { text: 'x', more: 1 }, { where: 'more', expected: 'never' }],
    ['/api/segments/aaaa1/comments', { text: ' ' }, { where: 'text' }],
    ['/api/segments/aaaa1/apply', { seen: { source: '', targets: [] } }, { where: 'text' }],
    ['/token', { once: ['x'] }, { where: 'once', expected: 'string' }],
    [
      '/api/segments/aaaa1/apply',
      {
        seen: { source: '', targets: [] },
        text: null,
        passage: -1,
        suggestion: null,
        decision: 'delete',
        reason: null,
      },
      { where: 'passage' },
    ],
  ])('should say what %s should have been', async (path, body, values) => {
    const answer = await post(path, body)
    expect(answer.status).toBe(400)
    expect(errorOf(answer)).toMatchObject({ code: 'body-invalid', values })
  })

  it('should not take unknown statuses or keys for a queue', async () => {
    const answer = await ask('/api/queue?queue=everything', { headers: withToken() })
    expect([answer.status, errorOf(answer).values.where]).toEqual([400, 'queue.0'])
    expect((await ask('/api/queue?whatever=1', { headers: withToken() })).status).toBe(400)
  })

  it('should know no other paths, files of the disk least of all', async () => {
    for (const path of [
      '/index.html',
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/x.js',
      '/api',
      '/api/nothing',
    ]) {
      const answer = await ask(path, { headers: withToken() })
      expect([path, answer.status, errorOf(answer).code]).toEqual([path, 404, 'not-found'])
    }
    expect((await ask('/', { method: 'PUT', headers: withToken() })).status).toBe(404)
  })

  it('should say which known failure there was, without the paths of the machine', async () => {
    const { segment } = review
    review.segment = async (path) => {
      throw new ZhenError('file-unreadable', { path: `/home/someone/book/${path}`, reason: 'EACCES' })
    }
    const answer = await ask('/api/segments/a.md', { headers: withToken() })
    review.segment = segment
    expect(answer.status).toBe(422)
    expect(errorOf(answer)).toEqual({ code: 'file-unreadable', values: { path: 'a.md', reason: 'EACCES' } })
    expect((await ask('/api/segments/nobody', { headers: withToken() })).status).toBe(404)
  })

  it('should say that the disk is full, and go on', async () => {
    const { comment } = review
    review.comment = async () => {
      throw new ZhenError('disk-full', { path: 'target-en/.zhen/a.md.notes.jsonl', reason: 'ENOSPC' })
    }
    const answer = await post('/api/segments/aaaa1/comments', { text: 'Why?' })
    review.comment = comment
    expect([answer.status, errorOf(answer).code]).toEqual([507, 'disk-full'])
    expect((await post('/api/segments/aaaa1/comments', { text: 'Why?' })).status).toBe(200)
  })

  it('should keep to itself what a bug says', async () => {
    const { segment } = review
    review.segment = async () => {
      throw new Error('secret of /home/someone')
    }
    const answer = await ask('/api/segments/aaaa1', { headers: withToken() })
    review.segment = segment
    expect([answer.status, answer.body]).toEqual([500, '{"error":{"code":"bug","values":{}}}'])
    expect(bugs.map(String)).toEqual(['Error: secret of /home/someone'])
  })

  it('should send book text as text that no browser reads as markup', async () => {
    review.edit('aaaa6', '<script>alert(1)</script>')
    const { headers, body } = await ask('/api/segments/aaaa6', { headers: withToken() })
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body).seen.targets).toEqual(['<script>alert(1)</script>'])
  })

  it('should end at once, with pages that wait for events', async () => {
    const other = await serve()
    const { origin: at, hash } = new URL(other.address)
    const events = await fetch(`${at}/api/events`, { headers: { Authorization: `Bearer ${hash.slice(7)}` } })
    expect(events.headers.get('content-type')).toBe('text/event-stream')
    const reader = events.body?.getReader()
    await reader?.read()
    await other.close()
    const end = reader?.read().catch(() => ({ done: true }))
    expect(await end).toMatchObject({ done: true })
  })

  it('should say where it cannot listen', async () => {
    const { port } = new URL(origin)
    const taken = serve(Number(port))
    await expect(taken).rejects.toMatchObject({ code: 'address-unusable', values: { reason: 'EADDRINUSE' } })
  })
})

describe('own names', () => {
  it('should be the one it was told to have, and those of this machine', () => {
    const own = ownHosts({ host: '192.168.1.5', port: 80 })
    expect(['192.168.1.5', '192.168.1.5:80', 'localhost', 'book.example'].map(own)).toEqual([true, true, true, false])
  })

  it('should be any address where everybody may come, and no made-up name', () => {
    const own = ownHosts({ host: '0.0.0.0', port: 4860 })
    expect(['10.0.0.7:4860', '[fe80::1]:4860', '10.0.0.7:80', 'rebound.example:4860'].map(own)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('should tell this machine from others', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost', '0.0.0.0', '10.0.0.1'].map(isLoopback)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
