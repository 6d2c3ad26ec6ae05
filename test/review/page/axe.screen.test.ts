import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageFile } from '../../../src/review/server/page-files.js'
import { buildPage, launchBrowser, type OpenOptions, openWindow, serveScripted } from './open-page.js'
import { SAMPLE_TERMS, sampleSegments } from './sample-segments.js'
import { createScriptedReview } from './scripted-review.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let built: Map<string, PageFile>
beforeAll(async () => {
  ;[built, browser] = await Promise.all([buildPage(), launchBrowser()])
})
afterAll(() => browser.close())

/** What axe finds against WCAG 2.2 AA, and that goes by good practice. */
async function findings(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[]
  }>(`axe.run({ runOnly: ${JSON.stringify(tags)} })`)
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html }) => `${impact} ${id}: ${html.slice(0, 160)}`),
  )
}

/** Every state of the page, by how one gets there from the one before. */
const STATES: readonly (readonly [state: string, reach: (page: Page) => Promise<unknown>])[] = [
  ['untranslated', async () => {}],
  [
    'filters',
    async (page) => {
      await page.evaluate(`for (const one of document.querySelectorAll('.filter')) one.open = true`)
    },
  ],
  [
    'stale',
    async (page) => {
      await page.keyboard.press('j')
      await page.locator('.changed').waitFor()
    },
  ],
  [
    'editing',
    async (page) => {
      await page.keyboard.press('e')
      await page.keyboard.type(' the the')
      await page.locator('.issue').first().waitFor()
    },
  ],
  [
    'plain',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('w')
      await page.locator('textarea.english').waitFor()
    },
  ],
  [
    'conflict',
    async (page) => {
      await page.keyboard.press('Control+s')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'banner',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('alert').first().waitFor()
    },
  ],
  [
    'help',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'omit',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('o')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'insert',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('i')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'comment',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('n')
      await page.keyboard.type('Which?')
      await page.keyboard.press('Enter')
      await page.locator('.comments li').waitFor()
    },
  ],
]

describe('what axe finds', () => {
  it.each([
    ['light', 'en', 1280],
    ['dark', 'zh-CN', 390],
    ['dark', 'en', 2560],
    ['light', 'zh-CN', 768],
  ] as const)(
    'should be nothing, in %s, %s, %i pixels wide',
    async (theme, language, width) => {
      const review = createScriptedReview(sampleSegments(), { terms: SAMPLE_TERMS })
      const served = await serveScripted(review, built, { language })
      const options: OpenOptions = { width, height: 844, isDark: theme === 'dark' }
      const { page, context } = await openWindow(browser, served.address, options, { bypassCSP: true })
      try {
        await page.evaluate(AXE)
        const found: Record<string, string[]> = {}
        for (const [state, reach] of STATES) {
          // Somebody else saves the same segment, so that saving it is a conflict.
          if (state === 'conflict') review.edit('aaaa3', 'From an editor.')
          await reach(page)
          found[state] = await findings(page)
        }
        expect(found).toEqual(Object.fromEntries(STATES.map(([state]) => [state, []])))
      } finally {
        await context.close()
        await served.close()
      }
    },
    120_000,
  )

  it('should be nothing without the token', async () => {
    const served = await serveScripted(createScriptedReview([]), built)
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    await page.goto(new URL(served.address).origin)
    await page.getByRole('alert').waitFor()
    await page.evaluate(AXE)
    expect(await findings(page)).toEqual([])
    await context.close()
    await served.close()
  })
})
