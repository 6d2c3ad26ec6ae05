import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import type { QueueInput } from '../../../src/app/review/view.js'
import { readCatalogue, type UiLanguage } from '../../../src/i18n/index.js'
import { type PageFile, readPageFiles } from '../../../src/review/server/page-files.js'
import { type ServedReview, serveReview } from '../../../src/review/server/serve-review.js'
import type { ScriptedReview } from './scripted-review.js'

const ROOT = join(import.meta.dirname, '../../..')

/** Builds the page as the package does. */
export async function buildPage(): Promise<Map<string, PageFile>> {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-page-'))
  try {
    const outDir = join(folder, 'page')
    await build({
      root: join(ROOT, 'src/review/page'),
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir },
    })
    return readPageFiles(outDir)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Where a browser is: `ZHEN_CHROMIUM`, else where Debian and others put it. Without one these tests fail. */
function chromiumPath(): string {
  const named = process.env.ZHEN_CHROMIUM
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = [...(named ? [named] : usual)].find((path) => existsSync(path))
  if (found) return found
  throw new Error(`no browser at ${named ?? usual.join(', ')}: install chromium, or name one by ZHEN_CHROMIUM`)
}

export function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']
  return chromium.launch({ executablePath: chromiumPath(), args })
}

export interface Served extends ServedReview {
  readonly review: ScriptedReview
  /** Says that files have changed, as watching them does. */
  tell(): void
}

export interface ServeOptions {
  readonly language?: UiLanguage
  readonly queue?: Partial<QueueInput>
  readonly port?: number
}

export async function serveScripted(
  review: ScriptedReview,
  page: ReadonlyMap<string, PageFile>,
  { language = 'en', queue = {}, port = 0 }: ServeOptions = {},
): Promise<Served> {
  const listeners = new Set<() => void>()
  const bugs: unknown[] = []
  const served = await serveReview(
    {
      review,
      page,
      changes: {
        subscribe(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      hello: {
        project: 'A book',
        version: '0.0.0',
        language,
        person: 'Chen Jing',
        queue: { chapters: [], queues: [], check: null, search: null, ...queue },
      },
      by: null,
      words: readCatalogue,
      root: ROOT,
      onBug: (error) => {
        bugs.push(error)
      },
    },
    { host: '127.0.0.1', port },
  )
  return {
    ...served,
    review,
    tell: () => tellAll(listeners),
    async close() {
      await served.close()
      if (bugs.length > 0) throw bugs[0]
    },
  }
}

function tellAll(listeners: Iterable<() => void>): void {
  for (const listener of listeners) listener()
}

export interface OpenOptions {
  readonly width?: number
  readonly height?: number
  readonly isDark?: boolean
}

/** A window of its own, as another person's would be. What goes wrong in it fails the test that closes it. */
export async function openWindow(
  browser: Browser,
  address: string,
  { width = 1280, height = 800, isDark = false }: OpenOptions = {},
  more: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    locale: 'en-US',
    ...more,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text())
  })
  await page.goto(address)
  await page.locator('#segment').waitFor()
  return { page, context, problems }
}
