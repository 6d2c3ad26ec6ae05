// Makes terminal.svg: `zhen review` on the sample book, as it stands in a terminal. Run it from anywhere, after
// `npm run build`; it needs tmux.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBook, must, ZHEN } from './sample-book.js'

const SIZE = { columns: 108, rows: 30 }

/** Where a screen is whole: this stands on it. */
const SHOWN = '1 of '
const PATIENCE_MS = 20_000

const CELL = { width: 8.4, height: 19 }
const PADDING = 14

const COLOURS = {
  background: '#1c2128',
  text: '#d6dce3',
  dim: '#8b96a3',
  31: '#ff8b81',
  32: '#7fd88f',
  33: '#eac55f',
  34: '#83b8ff',
  35: '#dba6f5',
  36: '#6fd3d8',
}

const book = mkdtempSync(join(tmpdir(), 'zhen-picture-'))
try {
  writeFileSync(join(import.meta.dirname, 'terminal.svg'), svgOf(photograph()))
} finally {
  rmSync(book, { recursive: true, force: true })
}

/** The lines of the screen, with escapes for what they look like. */
function photograph() {
  makeBook(book)
  const tmux = (...argv) => must('tmux', ['-u', '-S', join(book, 'tmux'), '-f', '/dev/null', ...argv])
  const review = [process.execPath, ZHEN, 'review', '-C', book, 'resilience', '--status', 'stale']
  const env = ['env', 'LC_ALL=C.UTF-8', 'TERM=screen-256color', 'FORCE_COLOR=1']
  tmux('new-session', '-d', '-x', String(SIZE.columns), '-y', String(SIZE.rows), ...env, ...review)
  try {
    tmux('set-option', '-g', 'status', 'off')
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      const lines = tmux('capture-pane', '-p', '-e', '-N').split('\n').slice(0, SIZE.rows)
      const text = lines.join('\n')
      if (text.includes(SHOWN) && /zh\b/.test(text)) return lines
      if (Date.now() > end) throw new Error(`nothing to be seen:\n${text}`)
    }
  } finally {
    tmux('kill-server')
  }
}

function svgOf(lines) {
  const width = Math.ceil(SIZE.columns * CELL.width + 2 * PADDING)
  const height = SIZE.rows * CELL.height + 2 * PADDING
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="zhen review on a terminal">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${COLOURS.background}"/>`,
    `<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="14">`,
    ...lines.flatMap((line, row) => piecesOf(line).flatMap((piece) => draw(piece, row))),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Stretches of a line that look the same and are of characters equally wide, each with the column it begins at. */
function piecesOf(line) {
  const pieces = []
  let look = {}
  let column = 0
  for (const [, codes, character] of line.matchAll(/\u001b\[([\d;]*)m|([^\u001b])/gu)) {
    if (character === undefined) {
      look = changed(look, codes)
      continue
    }
    const cells = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f]/.test(character) ? 2 : 1
    const last = pieces.at(-1)
    if (last && last.look === look && last.cells === cells) last.text += character
    else pieces.push({ text: character, look, cells, column })
    column += cells
  }
  return pieces
}

function changed(look, codes) {
  let next = look
  for (const code of codes === '' ? [0] : codes.split(';').map(Number)) {
    if (code === 0) next = {}
    else if (code === 1) next = { ...next, bold: true }
    else if (code === 2) next = { ...next, dim: true }
    else if (code === 4) next = { ...next, underline: true }
    else if (code === 7) next = { ...next, inverse: true }
    else if (code === 9) next = { ...next, struck: true }
    else if (code === 22) next = { ...next, bold: false, dim: false }
    else if (code === 24) next = { ...next, underline: false }
    else if (code === 27) next = { ...next, inverse: false }
    else if (code === 29) next = { ...next, struck: false }
    else if (code === 39) next = { ...next, colour: undefined }
    else if (code in COLOURS) next = { ...next, colour: code }
  }
  return next
}

function draw({ text, look, cells, column }, row) {
  const x = PADDING + column * CELL.width
  const y = PADDING + row * CELL.height
  const width = round([...text].length * cells * CELL.width)
  const colour = look.colour ? COLOURS[look.colour] : look.dim ? COLOURS.dim : COLOURS.text
  const behind = `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${CELL.height}" fill="${colour}"/>`
  if (text.trim() === '') return look.inverse ? [behind] : []
  const lines = [look.underline && 'underline', look.struck && 'line-through'].filter(Boolean).join(' ')
  const style = [
    ` fill="${look.inverse ? COLOURS.background : colour}"`,
    look.bold ? ' font-weight="bold"' : '',
    lines === '' ? '' : ` text-decoration="${lines}"`,
  ].join('')
  const words = [...text.matchAll(/\S+(?: \S+)*/gu)].map(({ 0: shown, index }) => {
    // Blanks at the ends are not drawn by all, so each stretch without two of them has a place of its own.
    const start = x + [...text.slice(0, index)].length * cells * CELL.width
    return `<text ${placed([...shown].length, cells, start)} y="${round(y + 14)}"${style}>${escaped(shown)}</text>`
  })
  return [...(look.inverse ? [behind] : []), ...words]
}

/** Fonts differ in how wide they are: each Chinese character is put in its cells, other text is drawn to its width. */
function placed(length, cells, start) {
  if (cells === 1) return `x="${round(start)}" textLength="${round(length * CELL.width)}"`
  const places = Array.from({ length }, (_, index) => round(start + index * cells * CELL.width))
  return `font-size="16" x="${places.join(' ')}"`
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function round(length) {
  return Math.round(length * 10) / 10
}
