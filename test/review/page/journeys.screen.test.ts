import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PageFile } from '../../../src/review/server/page-files.js'
import {
  buildPage,
  launchBrowser,
  type OpenOptions,
  openWindow,
  type Served,
  type ServeOptions,
  serveScripted,
} from './open-page.js'
import { SAMPLE_TERMS, sampleSegments } from './sample-segments.js'
import { createScriptedReview } from './scripted-review.js'

let browser: Browser
let built: Map<string, PageFile>
const opened: { close(): Promise<unknown> }[] = []
const problems: string[][] = []

beforeAll(async () => {
  ;[built, browser] = await Promise.all([buildPage(), launchBrowser()])
})
afterAll(() => browser.close())

/** Nothing may go wrong in a page, whatever the test looks at. */
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  expect(problems.splice(0).flat()).toEqual([])
})

async function serve(options: ServeOptions = {}, segments = sampleSegments()): Promise<Served> {
  const served = await serveScripted(createScriptedReview(segments, { terms: SAMPLE_TERMS }), built, options)
  opened.unshift(served)
  return served
}

async function open({ address }: Served, options: OpenOptions = {}): Promise<Page> {
  const { page, context, problems: own } = await openWindow(browser, address, options)
  opened.unshift(context)
  problems.push(own)
  return page
}

const textOf = (page: Page) => page.getByRole('textbox', { name: 'English translation' }).innerText()
const currentId = (page: Page) => page.locator('.id').innerText()
const remark = (page: Page) => page.locator('.remark')
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
async function until(page: Page, id: string): Promise<void> {
  await page.locator('.id', { hasText: id }).waitFor()
}
const find = ({ review }: Served, id: string) => review.segments.find((segment) => segment.id === id)

describe('with the keyboard alone', () => {
  it('should go through the queue and decide', async () => {
    const served = await serve()
    const page = await open(served)
    expect(await currentId(page)).toBe('aaaa2')
    await press(page, 'j')
    await until(page, 'aaaa3')
    // A stale one: what changed, word by word, and the suggestion that brings it up to date.
    expect(await page.locator('.changed del').innerText()).toBe('10')
    expect(await page.locator('.changed ins').innerText()).toBe('15')
    await press(page, 's')
    expect(await textOf(page)).toBe('The route timeout is 15 seconds by default.')
    await press(page, 'a')
    await until(page, 'aaaa4')
    // With its text: it is taken only if it still is what was seen.
    const text = 'The route timeout is 15 seconds by default.'
    expect(served.review.applied).toMatchObject([{ id: 'aaaa3', suggestion: 1, text, decision: 'accept' }])
    expect(find(served, 'aaaa3')).toMatchObject({
      target: 'The route timeout is 15 seconds by default.',
      status: 'translated',
    })
    await press(page, 'k')
    await until(page, 'aaaa3')
    await press(page, 'p')
    await until(page, 'aaaa4')
    expect(find(served, 'aaaa3')?.status).toBe('reviewed')
  })

  it('should write a translation with terms and placeholders, and go on writing in the next', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'e')
    await page.keyboard.type('The ')
    await press(page, 'Alt+i', '1')
    await page.keyboard.type(' opens when ')
    await press(page, 'Alt+i')
    await page.keyboard.type('max_')
    await press(page, 'Enter')
    await page.keyboard.type(' reaches its ')
    await press(page, 'Alt+i')
    await page.keyboard.type('emph')
    await press(page, 'Enter')
    await page.keyboard.type('limit')
    await press(page, 'ArrowRight')
    await page.keyboard.type(', see ')
    await press(page, 'Alt+i')
    await page.keyboard.type('role')
    await press(page, 'Enter')
    await page.keyboard.type('.')
    await page.locator('.issues li').first().waitFor({ state: 'detached' })
    await press(page, 'Control+Enter')
    await until(page, 'aaaa3')
    expect(find(served, 'aaaa2')).toMatchObject({
      target: 'The circuit breaker opens when `max_connections` reaches its **limit**, see {ref}`监听器`.',
      status: 'translated',
    })
    // The next one is being written already.
    await page.keyboard.type('X')
    expect(await textOf(page)).toContain('X')
  })

  it('should save without a decision, and tell', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'e')
    await page.keyboard.type('Written.')
    await press(page, 'Control+s')
    await remark(page).getByText('Saved').waitFor()
    expect(find(served, 'aaaa2')?.target).toBe('Written.')
    expect(await currentId(page)).toBe('aaaa2')
  })

  it('should omit with a reason, and take that back', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'o')
    await page.keyboard.type('Only of interest in China')
    await press(page, 'Enter')
    await until(page, 'aaaa3')
    expect(served.review.applied).toMatchObject([{ decision: 'omit', reason: 'Only of interest in China' }])
    await press(page, 'u')
    await until(page, 'aaaa2')
    expect(find(served, 'aaaa2')?.status).toBe('untranslated')
    await press(page, 'u')
    await remark(page).getByText('nothing to undo').waitFor()
  })

  it('should search, choose and go on', async () => {
    const page = await open(await serve())
    await press(page, '/')
    await page.keyboard.type('已译')
    await page.locator('.row', { hasText: 'Translated.' }).waitFor()
    expect(await page.locator('.row').count()).toBe(1)
    await press(page, 'Enter')
    await until(page, 'aaaa6')
    await press(page, 'Enter', 'J')
    await remark(page).getByText('end of the chapter').waitFor()
    await press(page, 'K')
    await until(page, 'aaaa5')
  })

  it('should go by the list with the arrows', async () => {
    const page = await open(await serve())
    await press(page, 'g', 'End')
    await until(page, 'aaaa5')
    await press(page, 'ArrowUp')
    await until(page, 'aaaa4')
    expect(await page.locator('#queue').getAttribute('aria-activedescendant')).toBe('row-aaaa4')
  })

  it('should comment, and settle it', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'n')
    await page.keyboard.type('Which limit?')
    await press(page, 'Enter')
    await page.locator('.comments', { hasText: 'Which limit?' }).waitFor()
    expect(find(served, 'aaaa2')?.comments).toMatchObject([{ text: 'Which limit?', by: 'Chen Jing' }])
    await page.getByRole('button', { name: 'Settled' }).press('Enter')
    await page.locator('.comments li').waitFor({ state: 'detached' })
  })

  it('should show its keys, and let letters be no keys', async () => {
    const page = await open(await serve())
    await press(page, '?')
    const dialog = page.getByRole('dialog', { name: 'Keys' })
    await dialog.waitFor()
    expect(await dialog.locator('tr').count()).toBeGreaterThan(20)
    // In a dialog no other key does anything.
    await press(page, 'j')
    await page.getByLabel('Single letters are keys').press('Space')
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })
    await press(page, 'j')
    expect(await currentId(page)).toBe('aaaa2')
    await press(page, 'Alt+ArrowDown')
    await until(page, 'aaaa3')
  })

  it('should leave letters alone while text is typed, and keys of the browser always', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'e')
    await page.keyboard.type('japvouefs?/123')
    expect(await textOf(page)).toBe('japvouefs?/123')
    expect(await currentId(page)).toBe('aaaa2')
    await press(page, 'Escape', 'Control+a', 'Control+p', 'Alt+ArrowLeft')
    expect(await currentId(page)).toBe('aaaa2')
    expect(served.review.applied).toEqual([])
  })
})

describe('the editor', () => {
  async function edit(markdown: string, source = '见 `a` 与 **乙** 及 [丙](https://c.example)。') {
    const served = await serve({ queue: { queues: ['translated'] } }, [
      { id: 'bbbb1', chapter: 'a.md', source, target: markdown, status: 'translated' },
    ])
    const page = await open(served)
    await press(page, 'e')
    return { served, page }
  }
  const saved = async ({ served, page }: Awaited<ReturnType<typeof edit>>) => {
    await press(page, 'Control+s')
    await page.locator('.remark p').waitFor()
    return served.review.segments[0]?.target
  }

  it('should choose a placeholder before it is deleted, and take the other half with it', async () => {
    const at = await edit('See `a` and **two**.')
    await press(at.page, 'End', 'Backspace')
    expect(await at.page.locator('.english .chip').count()).toBe(3)
    await press(at.page, 'Backspace')
    expect(await at.page.locator('.english .chip.is-chosen').count()).toBe(1)
    expect(await at.page.locator('.english .chip').count()).toBe(3)
    await press(at.page, 'Backspace')
    expect(await at.page.locator('.english .chip').count()).toBe(1)
    // What is gone is offered again.
    await at.page.getByRole('group', { name: 'Not in the English yet' }).waitFor()
    expect(await saved(at)).toBe('See `a` and two')
  })

  it('should undo and redo what was typed and what was deleted', async () => {
    const at = await edit('See `a`.')
    await press(at.page, 'Control+a', 'Backspace')
    expect(await textOf(at.page)).toBe('')
    await press(at.page, 'Control+z')
    expect(await at.page.locator('.english .chip').count()).toBe(1)
    await press(at.page, 'Control+Shift+z')
    expect(await textOf(at.page)).toBe('')
    await press(at.page, 'Control+z', 'End')
    await at.page.keyboard.type('!')
    expect(await saved(at)).toBe('See `a`.!')
  })

  it('should take what is typed for text, never for markup', async () => {
    const at = await edit('See.')
    await press(at.page, 'Control+a')
    await at.page.keyboard.type('# <b>*x*</b> `y` [z](javascript:alert(1)) {ref}`w`')
    expect(await at.page.locator('.preview .text').last().innerText()).toBe(
      '# <b>*x*</b> `y` [z](javascript:alert(1)) {ref}`w`',
    )
    expect(await saved(at)).toBe('\\# \\<b>\\*x*\\</b> \\`y\\` \\[z](javascript:alert(1)) \\{ref}\\`w`')
  })

  it('should paste plain text', async () => {
    const at = await edit('See.')
    await press(at.page, 'Control+a')
    await at.page.evaluate(`(() => {
      const transfer = new DataTransfer()
      transfer.setData('text/html', '<b onclick="alert(1)">bold</b>')
      transfer.setData('text/plain', 'bold\\r\\n\\r\\ntext')
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
    })()`)
    expect(await at.page.locator('.english *').count()).toBe(0)
    expect(await saved(at)).toBe('bold\ntext')
  })

  it('should let input methods compose, beside placeholders too', async () => {
    const at = await edit('`a`')
    const devtools = await at.page.context().newCDPSession(at.page)
    const compose = (text: string) =>
      devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await press(at.page, 'Home')
    for (const text of ['n', 'ni', 'ni h', '你好']) await compose(text)
    await devtools.send('Input.insertText', { text: '你好' })
    await press(at.page, 'End')
    for (const text of ['s', 'sh']) await compose(text)
    await devtools.send('Input.insertText', { text: '是' })
    expect(await saved(at)).toBe('你好`a`是')
  })

  it('should write plain Markdown for those who want it', async () => {
    const at = await edit('See `a`.')
    await press(at.page, 'Escape', 'w', 'e')
    const area = at.page.locator('textarea.english')
    expect(await area.inputValue()).toBe('See `a`.')
    await press(at.page, 'Control+End')
    await at.page.keyboard.type(' **Bold**.')
    await press(at.page, 'Escape', 'w')
    expect(await at.page.locator('.english .chip').count()).toBe(3)
    expect(await saved(at)).toBe('See `a`. **Bold**.')
  })

  it('should put a pair around what is chosen', async () => {
    const at = await edit('See two.')
    await press(at.page, 'Home')
    for (let i = 0; i < 4; i++) await press(at.page, 'ArrowRight')
    for (let i = 0; i < 3; i++) await press(at.page, 'Shift+ArrowRight')
    await press(at.page, 'Alt+i')
    await at.page.keyboard.type('link')
    await press(at.page, 'Enter')
    expect(await saved(at)).toBe('See [two](https://c.example).')
  })

  it('should check as one types, and point at it', async () => {
    const at = await edit('See.')
    await at.page.keyboard.type(' the the')
    await at.page.locator('.issue.is-warning', { hasText: 'word-doubled' }).waitFor()
    expect(await at.page.evaluate('CSS.highlights.get("zhen-warning").size')).toBe(1)
  })

  it('should put a term in by a click', async () => {
    const served = await serve()
    const page = await open(served)
    await page.locator('.source .term', { hasText: '熔断器' }).click()
    expect(await textOf(page)).toBe('circuit breaker')
    await page.locator('.source .code', { hasText: 'max_connections' }).click()
    expect(await page.locator('.english .chip').count()).toBe(1)
  })
})

describe('when something else changes', () => {
  it('should show what was saved elsewhere, while nothing is typed', async () => {
    const served = await serve()
    const page = await open(served)
    await until(page, 'aaaa2')
    served.review.edit('aaaa2', 'From an editor.')
    served.tell()
    await remark(page).getByText('changed elsewhere').waitFor()
    expect(await textOf(page)).toBe('From an editor.')
  })

  it('should show what became of the queue before it reads ahead', async () => {
    const served = await serve()
    const page = await open(served)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route(/api\/segments\/(?!aaaa2)/, async (route) => {
      await held
      await route.continue()
    })
    await page.reload()
    await until(page, 'aaaa2')
    served.review.edit('aaaa3', 'From an editor.')
    served.tell()
    await page.locator('#queue').getByText('From an editor.').waitFor()
    letGo()
    await page.unrouteAll({ behavior: 'wait' })
  })

  it('should miss nothing that is saved while it opens', async () => {
    const served = await serve()
    const page = await open(served)
    const editMeanwhile = async (route: Route) => {
      const response = await route.fetch()
      served.review.edit('aaaa2', 'From an editor.')
      served.tell()
      await route.fulfill({ response })
    }
    await page.route('**/api/segments/aaaa2', editMeanwhile, { times: 1 })
    await page.reload()
    await page.getByRole('textbox', { name: 'English translation' }).filter({ hasText: 'From an editor.' }).waitFor()
  })

  it('should keep what is typed, overwrite nothing, and let people choose', async () => {
    const served = await serve()
    const [first, second] = [await open(served), await open(served)]
    await press(first, 'e')
    await first.keyboard.type('Mine.')
    await press(second, 'e')
    await second.keyboard.type('Theirs.')
    await press(second, 'Control+s')
    await second.locator('.remark', { hasText: 'Saved' }).waitFor()
    await first.getByRole('alert').filter({ hasText: 'changed elsewhere' }).waitFor()
    expect(await textOf(first)).toBe('Mine.')
    await press(first, 'Control+s')
    const dialog = first.getByRole('dialog', { name: 'Changed meanwhile' })
    await dialog.waitFor()
    expect(await dialog.locator('.version').allInnerTexts()).toEqual([
      expect.stringContaining('none yet'),
      expect.stringContaining('Theirs.'),
      expect.stringContaining('Mine.'),
    ])
    expect(find(served, 'aaaa2')?.target).toBe('Theirs.')
    await press(first, 'Escape')
    expect(await textOf(first)).toBe('Mine.')
    await press(first, 'Control+s')
    await dialog.getByRole('button', { name: 'Merge by hand' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await press(first, 'End')
    await first.keyboard.type(' And theirs.')
    await press(first, 'Control+s')
    await first.locator('.remark', { hasText: 'Saved' }).waitFor()
    expect(find(served, 'aaaa2')?.target).toBe('Mine. And theirs.')
  })

  it.each([
    ['Keep what is there', 'From an editor.'],
    ['Take mine', 'Mine.'],
  ])('should “%s”', async (choice, target) => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'e')
    await page.keyboard.type('Mine.')
    served.review.edit('aaaa2', 'From an editor.')
    await press(page, 'Control+s')
    await page.getByRole('button', { name: choice }).press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => textOf(page)).toBe(target)
    expect(find(served, 'aaaa2')?.target).toBe(target)
    expect(await page.locator('.unsaved').count()).toBe(0)
  })

  it('should keep what is typed over a reload, and ask what of it where that has changed', async () => {
    const served = await serve()
    const page = await open(served)
    await press(page, 'e')
    await page.keyboard.type('Half a sen')
    await press(page, 'Escape', 'j')
    await until(page, 'aaaa3')
    expect(await page.locator('#row-aaaa2 .is-unsaved').count()).toBe(1)
    await page.reload()
    await until(page, 'aaaa3')
    await press(page, 'k')
    await until(page, 'aaaa2')
    expect(await textOf(page)).toBe('Half a sen')
    served.review.edit('aaaa2', 'From an editor.')
    await page.reload()
    await page.getByRole('alert').filter({ hasText: 'changed elsewhere' }).waitFor()
    expect(await textOf(page)).toBe('Half a sen')
    await press(page, 'Control+s')
    await page.getByRole('dialog', { name: 'Changed meanwhile' }).waitFor()
    expect(find(served, 'aaaa2')?.target).toBe('From an editor.')
  })

  it('should ask before a window with unsaved text is closed', async () => {
    const page = await open(await serve())
    await press(page, 'e')
    await page.keyboard.type('Half')
    const asked = page.waitForEvent('dialog')
    void page.close({ runBeforeUnload: true })
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
  })

  it('should outlive a restart of the server', async () => {
    const first = await serve()
    const page = await open(first)
    await press(page, 'e')
    await page.keyboard.type('Kept.')
    const port = Number(new URL(first.address).port)
    await first.close()
    await page.getByRole('alert').filter({ hasText: 'not running' }).waitFor()
    const again = await serve({ port })
    // Another window tells this one the new token.
    await page.getByRole('alert').filter({ hasText: 'new' }).or(page.locator('.gate')).first().waitFor()
    const other = await page.context().newPage()
    await other.goto(again.address)
    await page.locator('#segment').waitFor()
    await expect.poll(() => textOf(page), { timeout: 10_000 }).toBe('Kept.')
    await page.bringToFront()
    await press(page, 'Control+s')
    await remark(page).getByText('Saved').waitFor()
    expect(find(again, 'aaaa2')?.target).toBe('Kept.')
    problems.length = 0
  })
})

describe('book text', () => {
  const EVIL =
    '<img src=x onerror="alert(1)"><script>alert(2)</script> [click](javascript:alert(3)) `alert(4)` &lt;b&gt;'

  it('should never become markup, wherever it stands', async () => {
    const comments = [{ key: '1', text: EVIL, by: EVIL, at: 'yesterday', isOld: true }]
    const steps = [
      { what: 'machine' as const, by: EVIL, at: null, reason: EVIL, target: EVIL, isOfToday: true, isAssumed: true },
    ]
    const segments = sampleSegments().map((segment) => ({
      ...segment,
      chapter: `${EVIL.replaceAll('/', '')}.md`,
      source: `熔断器 ${EVIL}`,
      target: `English ${EVIL}`,
      from: EVIL,
      suggestions: [EVIL],
      memory: [[EVIL, EVIL]] as const,
      status: 'stale' as const,
      comments,
      steps,
    }))
    const served = await serveScripted(createScriptedReview(segments, { terms: [['熔断器', EVIL]] }), built)
    opened.unshift(served)
    const page = await open(served)
    const alerts: string[] = []
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message())
      void dialog.dismiss()
    })
    await press(page, 's', 'Alt+i')
    await page.waitForTimeout(300)
    await press(page, 'Escape')
    expect(await page.locator('img, #page script, iframe, a[href]').count()).toBe(0)
    expect(await page.locator('[onerror], [onclick], [style*="url"]').count()).toBe(0)
    expect(await page.locator('.panels').innerText()).toContain('<script>alert(2)</script>')
    expect(alerts).toEqual([])
  })

  it('should not run what somebody gets into the page all the same', async () => {
    const page = await open(await serve())
    const ran = await page.evaluate(`(() => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">')
      } catch {
        return 'refused'
      }
      return window.ran
    })()`)
    expect(ran).toBe('refused')
    problems.length = 0
  })
})

describe('languages', () => {
  it('should speak both, and remember which', async () => {
    const served = await serve({ language: 'zh-CN' })
    const page = await open(served)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page
      .getByRole('button', { name: /^采纳|不译/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'English', exact: true }).click()
    await page.getByRole('button', { name: /Omit/ }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /Omit/ }).waitFor()
  })
})

describe('a queue', () => {
  it('should be of a status, a chapter or a check', async () => {
    const page = await open(await serve({ queue: { queues: ['translated'] } }))
    expect(await page.locator('.row').count()).toBe(2)
    await page.locator('.filter summary').nth(1).press('Enter')
    await page.locator('.chapters button', { hasText: 'envoy.md' }).press('Enter')
    await page.getByText('1 segment', { exact: true }).waitFor()
    await page.getByRole('combobox', { name: 'Check' }).selectOption('term-missing')
    await page.getByText('0 segments').waitFor()
  })

  it('should not move while one works in it, and let one go back', async () => {
    const page = await open(await serve())
    await press(page, 'j')
    await until(page, 'aaaa3')
    await press(page, 'a')
    await until(page, 'aaaa4')
    await page.locator('#row-aaaa3.is-done').waitFor()
    expect(await page.locator('.row').count()).toBe(4)
    await press(page, 'k')
    await until(page, 'aaaa3')
  })

  it('should be worked in at 390 pixels', async () => {
    const served = await serve()
    const page = await open(served, { width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page
      .getByRole('button', { name: 'Queue' })
      .click()
      .catch(() => page.locator('.list-switch').click())
    await page.locator('#row-aaaa3').click()
    await until(page, 'aaaa3')
    await page.getByRole('toolbar').getByRole('button', { name: 'Accept' }).click()
    await until(page, 'aaaa4')
    expect(find(served, 'aaaa3')?.status).toBe('translated')
  })
})
