import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { MemoryProject } from '../../test/helpers/project.js'

const CONFIG = '{"source": {"dir": "source-zh"}, "target": {"dir": "target-en"}}\n'

/** Where the files of each side lie on disk. */
const FOLDERS: Readonly<Record<string, readonly [folder: string, ending: string]>> = {
  source: ['source-zh', ''],
  target: ['target-en', ''],
  ledger: ['target-en/.zhen', '.jsonl'],
}

/** A project on disk that follows one in memory, through the command line, to see that both come to the same ledgers. */
export class DiskTwin {
  readonly #folder = mkdtempSync(join(tmpdir(), 'zhen-twin-'))
  readonly #main: string
  #started = false
  syncs = 0
  /** Ledgers that were not the same, by path. */
  readonly differences: string[] = []

  /** @param main the command line's script */
  constructor(main: string) {
    this.#main = main
    writeFileSync(join(this.#folder, 'zhen.config.json'), CONFIG)
  }

  /** Takes everything over, ledgers included. */
  start({ workspace }: MemoryProject): void {
    for (const side of Object.keys(FOLDERS)) this.#write(workspace.files, side)
    this.#started = true
  }

  /** Takes the chapters over, syncs, and compares the ledgers. Nothing before {@link start}. */
  follow({ workspace: { files } }: MemoryProject): void {
    if (!this.#started) return
    this.#write(files, 'source')
    this.#write(files, 'target')
    const { status, stderr } = spawnSync(process.execPath, [this.#main, 'sync', '--quiet'], { cwd: this.#folder })
    if (status !== 0) throw new Error(`zhen sync: ${stderr}`)
    this.syncs++
    const expected = new Map([...files].filter(([key]) => key.startsWith('ledger:')))
    const found = this.#read('ledger')
    for (const path of new Set([...expected.keys(), ...found.keys()])) {
      if (expected.get(path) !== found.get(path)) this.differences.push(path)
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #write(files: ReadonlyMap<string, string>, side: string): void {
    for (const [key] of this.#read(side)) if (!files.has(key)) rmSync(this.#placeOf(key))
    for (const [key, text] of files) {
      if (!key.startsWith(`${side}:`)) continue
      mkdirSync(dirname(this.#placeOf(key)), { recursive: true })
      writeFileSync(this.#placeOf(key), text)
    }
  }

  #placeOf(key: string): string {
    const [side = '', path = ''] = key.split(/:(.*)/s)
    const [folder, ending] = FOLDERS[side] as readonly [string, string]
    return join(this.#folder, folder, path + ending)
  }

  #read(side: string): Map<string, string> {
    const [folder, ending] = FOLDERS[side] as readonly [string, string]
    const root = join(this.#folder, folder)
    mkdirSync(root, { recursive: true })
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    const wanted = names.filter(
      (name) => name.endsWith(ending || '.md') && (side === 'ledger' || !name.startsWith('.')),
    )
    return new Map(
      wanted.map((name) => [
        `${side}:${name.slice(0, name.length - ending.length)}`,
        readFileSync(join(root, name), 'utf8'),
      ]),
    )
  }
}
