import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'
import { copySampleBook } from '../helpers/sample-book.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const WIDTHS = [390, 1280, 2560]

/** Browsers take their time where others work too. */
const SLOW = 240_000

let browser: Browser
beforeAll(async () => {
  const executablePath = process.env.ZHEN_CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(() => browser?.close())

/** The sample book with some of everything a report can show, as a site. */
async function writeSampleSite(language: string): Promise<string> {
  const cwd = await copySampleBook()
  await runCli(['draft', '--engine', 'memory'], { cwd })
  await runCli(['approve', '--final', '--chapter', 'envoy/listeners.md', '--by', '王芳'], { cwd })
  expect(await runCli(['report', '--out', 'site', '--lang', language], { cwd })).toMatchObject({ exitCode: 0 })
  return join(cwd, 'site')
}

function pagesIn(site: string): string[] {
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
  return names.sort().map((name) => join(site, name))
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** A page of each sort. */
const SORTS = ['index', 'stale', 'terms', 'findings', 'people', 'chapters/resilience/retries-and-timeouts.md']

const sortsIn = (site: string) => SORTS.map((name) => join(site, `${name}.html`))

describe('the site in a browser', () => {
  it.each([
    ['en', 'light', 1280],
    ['zh-CN', 'dark', 390],
  ] as const)(
    'should have nothing that axe objects to, in %s, %s, %i pixels wide',
    async (language, colorScheme, width) => {
      const site = await writeSampleSite(language)
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } })
      const page = await context.newPage()
      const found: string[] = []
      for (const file of sortsIn(site)) {
        await page.goto(pathToFileURL(file).href)
        await page.evaluate(AXE)
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults
        found.push(...violations.map(({ id, nodes }) => `${file} ${id}: ${nodes[0]?.html}`))
      }
      await context.close()
      expect(found).toEqual([])
    },
    SLOW,
  )

  it(
    'should fit every screen, without scripts and without the network',
    async () => {
      const context = await browser.newContext({ javaScriptEnabled: false })
      const page = await context.newPage()
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      const site = await writeSampleSite('zh-CN')
      const frame = (width: number) => ({ width, height: 900 })
      for (const file of sortsIn(site)) {
        for (const width of WIDTHS) {
          await page.setViewportSize(frame(width))
          await page.goto(pathToFileURL(file).href)
          const body = await page.locator('body').boundingBox()
          const edges = await page
            .locator('main *')
            .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().right))
          expect([file, width, Math.max(...edges) <= width, (body?.width ?? 0) <= width]).toEqual([
            file,
            width,
            true,
            true,
          ])
        }
      }
      await context.close()
      expect(asked.filter((url) => !url.startsWith(pathToFileURL(site).href))).toEqual([])
    },
    SLOW,
  )

  it(
    'should link to pages that are there',
    async () => {
      const site = await writeSampleSite('en')
      const context = await browser.newContext()
      const page = await context.newPage()
      const known = new Set(pagesIn(site).map((file) => pathToFileURL(file).href))
      const dead: string[] = []
      for (const file of pagesIn(site)) {
        await page.goto(pathToFileURL(file).href)
        const links = await page
          .locator('a:not(.place)')
          .evaluateAll((nodes) => nodes.map((node) => (node as unknown as { href: string }).href))
        dead.push(...links.filter((link) => !known.has(link.replace(/#.*$/, ''))))
      }
      await context.close()
      expect(dead).toEqual([])
    },
    SLOW,
  )

  it('should show what a hostile book says, and do nothing of it', async () => {
    const attack = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>" onload="x' </svg></title>`
    const book = await makeBook({
      'source-zh/a.md': `# 标题 ${attack}\n\n端口 15001 ${attack}\n\n没有译文 ${attack}\n`,
      'target-en/a.md': `# Title ${attack}\n\nPort 15001 ${attack}\n`,
      'glossary/t.csv': `source,target,status\n端口,"port<script>document.title='hit'</script>",preferred\n`,
    })
    await book.must('sync')
    book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
    await book.must('report', '--out', 'site')
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    for (const file of pagesIn(book.path('site'))) {
      await page.goto(pathToFileURL(file).href)
      expect(await page.title()).not.toBe('hit')
      expect(await page.locator('script, img, iframe, [onerror], [onload]').count()).toBe(0)
    }
    await page.goto(pathToFileURL(book.path('site/stale.html')).href)
    expect(await page.locator('main').textContent()).toContain(`document.title='hit'`)
    await context.close()
  })

  it('should print its pictures, dark screen or not, without the navigation', async () => {
    const site = await writeSampleSite('en')
    const context = await browser.newContext({ colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(site, 'index.html')).href)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('.map svg').first().isVisible()).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(255, 255, 255)')
    await context.close()
  })
})
