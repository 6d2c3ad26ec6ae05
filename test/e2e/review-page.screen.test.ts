import { type ChildProcess, spawn } from 'node:child_process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Book, makeSyncedBook } from '../helpers/book.js'
import { type Build, build } from '../helpers/build.js'
import { launchBrowser, openWindow } from '../review/page/open-page.js'

/** Browsers take their time where others work too. */
const SLOW = 120_000

let built: Build
let browser: Browser
beforeAll(async () => {
  built = build()
  browser = await launchBrowser()
}, SLOW)
afterAll(async () => {
  await browser?.close()
  built?.remove()
})

interface Served {
  readonly address: string
  readonly server: ChildProcess
  readonly ended: Promise<number | null>
}

/** `zhen review --web`, as it is installed. */
function serve({ root }: Book, ...argv: string[]): Promise<Served> {
  const server = spawn(process.execPath, [
    built.main,
    '-C',
    root,
    'review',
    '--web',
    '--by',
    'Li Wei',
    '--lang',
    'en',
    ...argv,
  ])
  onTestFinished(() => void server.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve))
  return new Promise((resolve, reject) => {
    let told = ''
    server.stdout.on('data', (text: Buffer) => {
      told += text
      const address = /http:\S+/.exec(told)?.[0]
      if (address !== undefined) resolve({ address, server, ended })
    })
    server.stderr.on('data', (text: Buffer) => reject(new Error(String(text))))
  })
}

const english = (page: Page) => page.getByRole('textbox', { name: 'English translation' })

describe('the page of a real book', () => {
  it(
    'should write what is accepted, see what an editor saves, overwrite nothing, and end by Ctrl-C',
    async () => {
      const book = await makeSyncedBook()
      const { address, server, ended } = await serve(book, 'a.md', '--status', 'translated')
      const { page, context, problems } = await openWindow(browser, address)
      await page.keyboard.press('j')
      await expect.poll(() => english(page).innerText()).toBe('The listener binds port 15001.')
      // Somebody saves the chapter in an editor: the page follows.
      book.write('target-en/a.md', book.read('target-en/a.md').replace('binds port', 'listens on port'))
      await expect
        .poll(() => english(page).innerText(), { timeout: 20_000 })
        .toBe('The listener listens on port 15001.')
      await page.keyboard.press('e')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('A listener takes port 15001.')
      // And once more, while one types here.
      book.write('target-en/a.md', book.read('target-en/a.md').replace('listens on port', 'owns port'))
      await page.keyboard.press('Control+s')
      await page.getByRole('dialog', { name: 'Changed meanwhile' }).waitFor()
      expect(book.read('target-en/a.md')).toContain('The listener owns port 15001.')
      await page.getByRole('button', { name: 'Take mine' }).press('Enter')
      await expect
        .poll(() => book.read('target-en/a.md'), { timeout: 20_000 })
        .toContain('A listener takes port 15001.')
      await page.keyboard.press('Escape')
      await page.locator('.unsaved').waitFor({ state: 'detached' })
      await page.keyboard.press('p')
      await expect
        .poll(() => book.read('target-en/.zhen/a.md.jsonl'), { timeout: 20_000 })
        .toMatch(/"by":"Li Wei".*"fact":"approved"/)
      expect(problems).toEqual([])
      server.kill('SIGINT')
      expect(await ended).toBe(0)
      await context.close()
    },
    SLOW,
  )

  it(
    'should refuse what it cannot serve before it says where it is',
    async () => {
      const book = await makeSyncedBook()
      await expect(serve(book, 'no-such-chapter')).rejects.toThrow('no-such-chapter')
      await expect(serve(book, '--port', '70000')).rejects.toThrow('65535')
      await expect(serve(book, '--check', 'no-such-check')).rejects.toThrow('no-such-check')
    },
    SLOW,
  )
})
