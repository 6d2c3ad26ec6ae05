import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { ZhenError } from '../../core/errors.js'
import { ownHosts } from './guard.js'
import { createReviewApp, type ReviewAppDeps } from './review-app.js'

/** Where a review is looked for first, so that a page that was open finds it again. */
const USUAL_PORT = 4860

export interface ServeInput {
  readonly host: string
  /** `null`: the usual one, or any other that is free. */
  readonly port: number | null
}

export interface ServedReview {
  /** Where the page is, with the token behind `#`, which browsers keep to themselves. */
  readonly address: string
  /** An address that works once, for where others might read it. */
  onceAddress(): string
  /** Ends every connection, those that wait for events included. */
  close(): Promise<void>
}

/**
 * Serves a review until it is closed.
 *
 * @throws ZhenError `address-unusable`
 */
export async function serveReview(
  deps: Omit<ReviewAppDeps, 'token' | 'takeOnce' | 'isOwnHost'>,
  { host, port }: ServeInput,
): Promise<ServedReview> {
  const token = randomBytes(24).toString('base64url')
  const once = new Set<string>()
  let isOwnHost = (_: string) => false
  const app = createReviewApp({
    ...deps,
    token,
    takeOnce: (code) => once.delete(code),
    isOwnHost: (name) => isOwnHost(name),
  })
  const listener = getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false })
  const server = createServer((request, response) => void listener(request, response))
  const bound = await listen(server, host, port)
  isOwnHost = ownHosts({ host, port: bound })
  const page = `http://${shownHost(host)}:${bound}/`
  return {
    address: `${page}#token=${token}`,
    onceAddress() {
      const code = randomBytes(24).toString('base64url')
      once.add(code)
      return `${page}#once=${code}`
    },
    close() {
      app.close()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** Where everybody may come, the page is still opened from here. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function listen(server: Server, host: string, port: number | null): Promise<number> {
  try {
    return await listenAt(server, host, port ?? USUAL_PORT)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (port === null && code === 'EADDRINUSE') return listenAt(server, host, 0)
    throw new ZhenError('address-unusable', { host, port: port ?? USUAL_PORT, reason: code }, { cause: error })
  }
}

function listenAt(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
