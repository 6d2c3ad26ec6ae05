import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { refuse } from './refuse.js'

/** What the page may do: load what came with it, and talk to where it came from. Nothing inline, nothing foreign. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/** Puts the headers that browsers keep the page safe by on every answer. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value)
  if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store')
}

/**
 * Answers only those who call the server by its own name, and only pages that came from it: a name that somebody has
 * pointed at this machine is not ours, and other sites' pages have no business here.
 */
export function onlyOwn(isOwnHost: (host: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('Host') ?? ''
    if (!isOwnHost(host)) return refuse(context, 403, 'host-foreign', { found: host })
    const origin = context.req.header('Origin')
    if (origin !== undefined && origin !== `http://${host}`) {
      return refuse(context, 403, 'origin-foreign', { found: origin })
    }
    const site = context.req.header('Sec-Fetch-Site')
    const isNavigation = context.req.header('Sec-Fetch-Mode') === 'navigate' && context.req.method === 'GET'
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) {
      return refuse(context, 403, 'origin-foreign', { found: site })
    }
    return next()
  }
}

/** Lets through who has the token, in a header that no other page can set and no browser adds by itself. */
export function onlyWithToken(token: string): MiddlewareHandler {
  const expected = digest(token)
  return async (context, next) => {
    const given = /^Bearer (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? ''
    return timingSafeEqual(digest(given), expected) ? next() : refuseUnknown(context)
  }
}

function refuseUnknown(context: Context): Response {
  context.header('WWW-Authenticate', 'Bearer')
  return refuse(context, 401, 'token-missing')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** True for what a browser calls a server that listens at `address`: never a name, which others could have made up. */
export function ownHosts(address: { readonly host: string; readonly port: number }): (host: string) => boolean {
  const loopback = ['127.0.0.1', 'localhost', '[::1]']
  const bare = address.host.includes(':') ? `[${address.host}]` : address.host
  const names = isLoopback(address.host) ? loopback : [...loopback, bare]
  const own = new Set(
    names.flatMap((name) => (address.port === 80 ? [name, `${name}:80`] : [`${name}:${address.port}`])),
  )
  const isAnywhere = address.host === '0.0.0.0' || address.host === '::'
  const anyAddress = new RegExp(String.raw`^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]):${address.port}$`, 'i')
  return (host) => own.has(host.toLowerCase()) || (isAnywhere && anyAddress.test(host))
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
