// Makes review-page.png and review-page-dark.png: `zhen review --web` on the sample book. Run it from anywhere, after
// `npm run build`; it needs chromium and fonts-noto-cjk.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { makeBook, ZHEN } from './sample-book.js'

/** As far down the queue as a stale paragraph may be. */
const MOST_STEPS = 20
const SIZE = { width: 1320, height: 820 }

const parent = mkdtempSync(join(tmpdir(), 'zhen-picture-'))
const book = join(parent, 'Mesh by Example')
try {
  makeBook(book)
  const { address, end } = await serve()
  try {
    await photograph(address)
  } finally {
    await end()
  }
} finally {
  rmSync(parent, { recursive: true, force: true })
}

async function photograph(address) {
  const executablePath = process.env.ZHEN_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  for (const [colorScheme, name] of [
    ['light', 'review-page.png'],
    ['dark', 'review-page-dark.png'],
  ]) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme, locale: 'en-US' })
    await page.goto(address)
    await page.locator('#segment').waitFor()
    for (let step = 0; step < MOST_STEPS && (await page.locator('.changed').count()) === 0; step++) {
      await page.keyboard.press('j')
      await page.waitForTimeout(500)
    }
    await page.keyboard.press('s')
    await page.locator('.unsaved').first().waitFor()
    // What a pointer, a caret and the last remark leave behind.
    await page.keyboard.press('Escape')
    await page.waitForTimeout(1_000)
    await page.screenshot({ path: join(import.meta.dirname, name) })
    await page.close()
  }
  await browser.close()
}

/** The page's address, and what ends its server. */
function serve() {
  const argv = ['review', '-C', book, '--web', 'resilience', '--status', 'stale,draft', '--by', 'Li Wei', '--lang', 'en']
  const server = spawn(process.execPath, [ZHEN, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => server.on('exit', resolve))
  return new Promise((resolve, reject) => {
    let told = ''
    server.stdout.on('data', (text) => {
      told += text
      const address = /http:\S+/.exec(told)?.[0]
      if (address === undefined) return
      resolve({
        address,
        end() {
          server.kill('SIGINT')
          return ended
        },
      })
    })
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}
