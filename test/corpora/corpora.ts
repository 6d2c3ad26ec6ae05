import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the corpora are: beside the checkout, or where `ZHEN_CORPORA` says. */
export const corpora = process.env.ZHEN_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora')

/** A Markdown file by its path or its git object id. */
export interface CorpusText {
  readonly name: string
  readonly text: string
}

const MARKDOWN = /\.mdx?b?$/

/** All Markdown files below a folder of the corpora. */
export function* filesBelow(folder: string): Generator<CorpusText> {
  const root = join(corpora, folder)
  if (!existsSync(root)) throw new Error(`${root} is missing: set ZHEN_CORPORA`)
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (MARKDOWN.test(name)) yield { name: join(folder, name), text: readFileSync(join(root, name), 'utf8') }
  }
}

/** Every Markdown file of every revision in a bundle, each text once. */
export function* revisionsIn(bundle: string): Generator<CorpusText> {
  const clone = mkdtempSync(join(tmpdir(), 'zhen-bundle-'))
  try {
    execFileSync('git', ['clone', '-q', '--bare', '-b', 'main', join(corpora, bundle), clone])
    const objects = git(clone, ['rev-list', '--all', '--objects']).toString().split('\n')
    const blobs = new Map<string, string>()
    for (const line of objects) if (MARKDOWN.test(line)) blobs.set(line.slice(0, 40), line.slice(41))
    const packed = git(clone, ['cat-file', '--batch'], `${[...blobs.keys()].join('\n')}\n`)
    yield* readBatch(packed, blobs)
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

function git(directory: string, argv: readonly string[], input = ''): Buffer {
  return execFileSync('git', ['-C', directory, ...argv], { input, maxBuffer: 2 ** 30 })
}

/** Takes the answer of `git cat-file --batch` apart: a header line, the bytes, a line feed. */
function* readBatch(packed: Buffer, names: ReadonlyMap<string, string>): Generator<CorpusText> {
  for (let at = 0; at < packed.length; ) {
    const end = packed.indexOf(10, at)
    const [id = '', , size = '0'] = packed.toString('latin1', at, end).split(' ')
    const text = packed.toString('utf8', end + 1, end + 1 + Number(size))
    yield { name: `${names.get(id)}@${id.slice(0, 8)}`, text }
    at = end + 2 + Number(size)
  }
}

/** Where segments are taken from, and how many different ones there are at least. */
export const SEGMENT_PLACES: readonly (readonly [name: string, texts: () => Iterable<CorpusText>, least: number])[] = [
  ['every revision of istio-insider/zh.bundle', () => revisionsIn('istio-insider/zh.bundle'), 3000],
  ['every revision of istio-insider/en.bundle', () => revisionsIn('istio-insider/en.bundle'), 3000],
  ['juicefs', () => filesBelow('juicefs'), 5000],
  ['kubernetes', () => filesBelow('kubernetes'), 5000],
]
