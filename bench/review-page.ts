/**
 * How the review page feels: from a key to what it shows, in a real browser, on the real server.
 *
 * `npm run build && npm run bench:build`, then `node dist-bench/bench/review-page.js [project]`. Without a project it makes
 * a book of 5,000 untranslated paragraphs. With one it reviews twenty segments of it and changes it: give it a copy.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { MAIN, median, runZhen } from './measure.js'

const PARAGRAPHS = 5_000
const A_CHAPTER = 100
const STEPS = 20

/** Runs in the page: how long after a key the segment is another one, and drawn. */
const WATCH = `
  window.steps = []
  let pressed = 0
  addEventListener('keydown', (event) => { pressed = event.timeStamp }, true)
  let shown = document.querySelector('.id').textContent
  new MutationObserver(() => {
    const id = document.querySelector('.id')?.textContent
    if (!id || id === shown) return
    shown = id
    const at = pressed
    requestAnimationFrame(() => setTimeout(() => window.steps.push(performance.now() - at)))
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
  window.typed = []
  document.addEventListener('beforeinput', (event) => {
    const at = event.timeStamp
    requestAnimationFrame(() => setTimeout(() => window.typed.push(performance.now() - at)))
  }, true)`

/** Runs in the page: scrolls the whole queue and tells how long frames took. */
const SCROLL = `new Promise((resolve) => {
  const list = document.getElementById('queue')
  const frames = []
  let last = performance.now()
  const step = () => {
    const now = performance.now()
    frames.push(now - last)
    last = now
    list.scrollTop += 2000
    if (frames.length < 120) requestAnimationFrame(step)
    else resolve(frames.slice(1))
  }
  requestAnimationFrame(step)
})`

const rows: [name: string, values: readonly number[]][] = []
const named = process.argv[2]
const project = named ?? makeProject()
const server = spawn(process.execPath, [MAIN, '-C', project, 'review', '--web', '--by', 'bench'])
const address = await new Promise<string>((resolve, reject) => {
  let told = ''
  server.stdout.on('data', (text: Buffer) => {
    told += text
    const found = /http:\S+/.exec(told)?.[0]
    if (found) resolve(found)
  })
  server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
})
const args = ['--no-sandbox', '--disable-gpu']
const browser = await chromium.launch({ executablePath: process.env.ZHEN_CHROMIUM ?? '/usr/bin/chromium', args })
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
const start = performance.now()
await page.goto(address)
await page.locator('#segment').waitFor()
rows.push(['the page, from opening to the first segment', [performance.now() - start]])
await page.locator('.row').first().waitFor()
await page.evaluate(WATCH)
await moveThrough(page)
await typeInto(page)
if (named === undefined) await lookThroughQueue(page)
await decideOn(page)
await browser.close()
server.kill('SIGINT')
for (const [name, values] of rows) {
  const slowest = Math.max(...values)
  console.log(
    `${name.padEnd(64)} median ${median(values).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms (${values.length})`,
  )
}

function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-page-bench-'))
  mkdirSync(join(folder, 'source-zh'))
  mkdirSync(join(folder, 'target-en'))
  for (let chapter = 0; chapter < PARAGRAPHS / A_CHAPTER; chapter++) {
    const paragraphs = Array.from({ length: A_CHAPTER }, (_, index) => {
      return `第 ${chapter} 章第 ${index} 段：监听器在 \`port_${index}\` 接受连接，集群在 **${chapter * 7 + index} 秒**之后关闭连接。`
    })
    writeFileSync(join(folder, `source-zh/c${chapter}.md`), `${paragraphs.join('\n\n')}\n`)
  }
  runZhen(folder, ['init'])
  runZhen(folder, ['sync'])
  return folder
}

async function times(of: Page, what: 'steps' | 'typed'): Promise<number[]> {
  const taken = await of.evaluate<number[]>(`window.${what}`)
  await of.evaluate(`window.${what} = []`)
  return taken
}

async function press(of: Page, key: string): Promise<void> {
  const before = await of.locator('.id').textContent()
  await of.keyboard.press(key)
  await of
    .locator('.id')
    .filter({ hasNotText: before ?? '' })
    .waitFor({ timeout: 10_000 })
  // As long as a fast reader needs at least.
  await of.waitForTimeout(700)
}

async function moveThrough(of: Page): Promise<void> {
  for (let step = 0; step < STEPS; step++) await press(of, 'j')
  rows.push(['from j to the next segment on the screen', await times(of, 'steps')])
}

async function typeInto(of: Page): Promise<void> {
  await of.keyboard.press('e')
  await of.keyboard.type('The listener accepts connections, and the cluster', { delay: 60 })
  rows.push(['from a key typed to its letter on the screen', await times(of, 'typed')])
  await of.keyboard.press('Control+a')
  await of.keyboard.press('Backspace')
  await of.keyboard.press('Escape')
  await times(of, 'typed')
}

async function lookThroughQueue(of: Page): Promise<void> {
  rows.push([`a frame while the queue of ${PARAGRAPHS} scrolls`, await of.evaluate<number[]>(SCROLL)])
  const before = performance.now()
  await of.keyboard.press('/')
  await of.keyboard.type('第 49 章第 99 段')
  await of.getByText('1 segment', { exact: true }).waitFor()
  rows.push(['a search of the whole book, typing included', [performance.now() - before]])
  await of.keyboard.press('Control+a')
  await of.keyboard.press('Backspace')
  await of.keyboard.press('Escape')
  await of.waitForTimeout(2_000)
  await times(of, 'steps')
}

/** Writes and accepts; what cannot be written is passed over. */
async function decideOn(of: Page): Promise<void> {
  let accepted = 0
  for (let step = 0; step < STEPS * 3 && accepted < STEPS; step++) {
    const isEditable = (await of.locator('.english').count()) > 0
    const isAcceptable = (await of.getByRole('button', { name: /^Accept/ }).count()) > 0
    if (isEditable && !isAcceptable) {
      await of.keyboard.press('e')
      await of.keyboard.type(`Written for segment ${step}.`)
    }
    if (!isEditable && !isAcceptable) {
      await press(of, 'j')
      await times(of, 'steps')
      continue
    }
    try {
      await press(of, isEditable && !isAcceptable ? 'Control+Enter' : 'a')
      accepted++
    } catch {
      console.log(`not accepted: ${await of.locator('.remark').textContent()}`)
      await press(of, 'Alt+ArrowDown')
      await of.evaluate('window.steps.pop()')
    }
  }
  rows.push(['from accept to the next segment on the screen', await times(of, 'steps')])
}
