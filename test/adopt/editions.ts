import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { AdoptFinding, AdoptReport } from '../../src/app/adopt/report.js'
import { runCli } from '../helpers/run-cli.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

/** What a commit does: texts by path, `null` to delete. */
export type Change = Readonly<Record<string, string | null>>

/** A book in two git repositories, and a project beside them. */
export class Editions {
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /** Commits to the Chinese repository at `day`, such as `2024-03-01` or `2024-03-01T10:00`. */
  zh(day: string, change: Change): this {
    return this.#commit('zh', day, change)
  }

  en(day: string, change: Change): this {
    return this.#commit('en', day, change)
  }

  move(side: 'zh' | 'en', day: string, from: string, to: string): this {
    mkdirSync(dirname(join(this.root, side, 'docs', to)), { recursive: true })
    this.git(side, day, 'mv', join('docs', from), join('docs', to))
    this.git(side, day, 'commit', '-q', '-m', 'bak')
    return this
  }

  async adopt(...options: string[]): Promise<AdoptReport> {
    const { stdout, stderr, exitCode } = await this.run('adopt', '--format', 'json', ...options)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    return JSON.parse(stdout) as AdoptReport
  }

  run(...argv: string[]) {
    return runCli(argv, { cwd: join(this.root, 'book') })
  }

  /** `[status, change or gap, basis]` of the segment whose source starts so. */
  async statusOf(beginning: string): Promise<(string | null)[]> {
    const all = 'untranslated,stale,draft,translated,reviewed,final,omitted,carried,obsolete'
    const { stdout } = await this.run('list', '--format', 'json', '--status', all)
    const { segments } = JSON.parse(stdout) as { segments: Record<string, string | null>[] }
    const found = segments.find(({ source }) => (source as { text?: string } | null)?.text?.startsWith(beginning))
    return [found?.status ?? null, found?.change ?? found?.gap ?? null, found?.basis ?? null]
  }

  git(side: 'zh' | 'en', day: string, ...args: string[]): void {
    const date = `${day.includes('T') ? day : `${day}T12:00`}:00Z`
    const person = { GIT_AUTHOR_NAME: 'Li Lei', GIT_AUTHOR_EMAIL: 'li@example.org', GIT_AUTHOR_DATE: date }
    const committer = { GIT_COMMITTER_NAME: 'Li Lei', GIT_COMMITTER_EMAIL: 'li@example.org', GIT_COMMITTER_DATE: date }
    execFileSync('git', ['-C', join(this.root, side), ...args], { env: { ...process.env, ...person, ...committer } })
  }

  #commit(side: 'zh' | 'en', day: string, change: Change): this {
    for (const [path, text] of Object.entries(change)) {
      const file = join(this.root, side, 'docs', path)
      mkdirSync(dirname(file), { recursive: true })
      if (text === null) rmSync(file)
      else writeFileSync(file, text)
    }
    this.git(side, day, 'add', '-A')
    this.git(side, day, 'commit', '-q', '-m', 'bak')
    return this
  }
}

export function createEditions(): Editions {
  const editions = new Editions(temporaryFolder())
  for (const side of ['zh', 'en'] as const) {
    mkdirSync(join(editions.root, side, 'docs'), { recursive: true })
    editions.git(side, '2024-01-01', 'init', '-q', '-b', 'main')
  }
  mkdirSync(join(editions.root, 'book'))
  const configuration = { source: { dir: '../zh/docs' }, target: { dir: '../en/docs' } }
  writeFileSync(join(editions.root, 'book', 'zhen.config.json'), JSON.stringify(configuration))
  return editions
}

/** A chapter of these paragraphs. */
export function chapter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}

/** `class: source text` of each finding. */
export function told({ findings }: AdoptReport): string[] {
  return findings.map((finding: AdoptFinding) => `${finding.class}: ${(finding.source ?? finding.target)?.text}`)
}
