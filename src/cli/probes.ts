import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { Probe } from '../app/diagnose.js'
import type { Diagnosis } from '../app/report.js'
import { parseLedger } from '../core/ledger.js'
import { unportable } from '../core/portable-names.js'
import { parseGlossary } from '../glossary/parse-glossary.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { withLock } from '../store/lock.js'
import { openIndex } from '../store/open-index.js'
import { findProject, type ProjectConfig, readConfig } from '../workspace/config.js'
import type { CommandContext } from './context.js'
import { createProjectWorkspace, databaseOf, lockOf } from './project.js'

const run = promisify(execFile)

/** The probes of `zhen doctor`. Each stands for itself: a broken configuration does not hide a missing git. */
export function createProbes({ cwd, projectDir, nodeVersion }: CommandContext): Record<Diagnosis, Probe> {
  let found: Promise<ProjectConfig> | undefined
  const config = () => {
    found ??= Promise.resolve().then(() => readConfig(findProject(cwd, projectDir)))
    return found
  }
  /** Probes that need a configuration have nothing to say without one. */
  const withConfig = (probe: (config: ProjectConfig) => ReturnType<Probe>) => async () => {
    const known = await config().catch(() => null)
    return known && probe(known)
  }
  return {
    node: async () => ({ state: isSupported(nodeVersion) ? 'ok' : 'error', values: { found: nodeVersion } }),
    config: async () => ({ state: 'ok', values: { path: (await config()).file } }),
    'source-dir': withConfig(async (config) => chapterCount(config, 'source')),
    'target-dir': withConfig(async (config) => chapterCount(config, 'target')),
    glossary: withConfig(probeGlossary),
    ledger: withConfig(probeLedger),
    index: withConfig(async (config) => {
      openIndex(databaseOf(config)).close()
      return { state: 'ok', values: { path: relative(config.root, databaseOf(config)) } }
    }),
    git: withConfig(async ({ target }) => {
      const version = await git(target.dir, 'rev-parse', '--abbrev-ref', 'HEAD')
      return version === null ? { state: 'note' } : { state: 'ok', values: { found: version } }
    }),
    gitattributes: withConfig(async ({ target }) => {
      const merge = await git(target.dir, 'check-attr', 'merge', '--', '.zhen/index.md.jsonl')
      if (merge === null) return null
      return { state: merge.endsWith(': zhen') ? 'ok' : 'warning' }
    }),
    'merge-driver': withConfig(async ({ target }) => {
      if ((await git(target.dir, 'rev-parse', '--git-dir')) === null) return null
      return { state: (await git(target.dir, 'config', 'merge.zhen.driver')) === null ? 'note' : 'ok' }
    }),
    gitignore: withConfig(probeIgnored),
    lock: withConfig(async (config) => {
      await withLock(lockOf(config), { timeoutMs: 200 }, async () => undefined)
      return { state: 'ok', values: {} }
    }),
    interrupted: withConfig(async (config) => {
      const { notices } = await (await createProjectWorkspace(config)).scan(new Map())
      return { state: notices.some(({ code }) => code === 'intent-open') ? 'note' : 'ok' }
    }),
    'hard-links': withConfig(probeHardLinks),
    names: withConfig(probeNames),
    'parse-warnings': withConfig(probeWarnings),
  }
}

/** The versions of `engines` in package.json. */
function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major >= 24
}

async function git(folder: string, ...args: string[]): Promise<string | null> {
  try {
    return (await run('git', ['-C', folder, ...args], { encoding: 'utf8' })).stdout.trim()
  } catch {
    return null
  }
}

async function chapterCount(config: ProjectConfig, side: 'source' | 'target'): ReturnType<Probe> {
  const { files } = await (await createProjectWorkspace(config)).scan(new Map())
  const count = files.filter((file) => file.side === side).length
  return { state: count > 0 ? 'ok' : 'warning', values: { count, path: relative(config.root, config[side].dir) } }
}

async function probeGlossary(config: ProjectConfig): ReturnType<Probe> {
  const path = relative(config.root, config.glossary)
  const parsed = (await (await createProjectWorkspace(config)).readGlossary()).map((file) =>
    parseGlossary(file.text, file.path),
  )
  const [problem] = parsed.flatMap(({ problems }) => problems)
  if (problem) return { state: 'error', values: { path, reason: `${problem.path}:${problem.line} ${problem.code}` } }
  const count = parsed.flatMap(({ terms }) => terms).length
  return { state: count > 0 ? 'ok' : 'note', values: { count, path, context: 'empty' } }
}

async function probeLedger(config: ProjectConfig): ReturnType<Probe> {
  const workspace = await createProjectWorkspace(config)
  const { files } = await workspace.scan(new Map())
  let count = 0
  for (const { side, path } of files) {
    if (side !== 'ledger') continue
    count += parseLedger((await workspace.read('ledger', path)) ?? '', workspace.shownPath('ledger', path)).length
  }
  return { state: 'ok', values: { count } }
}

/** git must leave the index out and take the ledger in. */
async function probeIgnored({ root, target }: ProjectConfig): ReturnType<Probe> {
  const isIgnored = async (folder: string, path: string) => (await git(folder, 'check-ignore', path)) !== null
  if ((await git(root, 'rev-parse', '--git-dir')) === null) return null
  if (!(await isIgnored(root, '.zhen/zhen.db'))) return { state: 'warning', values: { reason: '.zhen/zhen.db' } }
  if (await isIgnored(target.dir, '.zhen/index.md.jsonl'))
    return { state: 'error', values: { reason: `${relative(root, target.dir)}/.zhen` } }
  return { state: 'ok' }
}

async function probeHardLinks(config: ProjectConfig): ReturnType<Probe> {
  const { files } = await (await createProjectWorkspace(config)).scan(new Map())
  const inodes = new Map<string, string>()
  const identity = (dir: string, path: string) => {
    const { dev, ino } = statSync(join(dir, path))
    return `${dev}:${ino}`
  }
  for (const { side, path } of files) if (side === 'source') inodes.set(identity(config.source.dir, path), path)
  const shared = files.filter(({ side, path }) => side === 'target' && inodes.has(identity(config.target.dir, path)))
  const [first] = shared
  return first ? { state: 'warning', values: { count: shared.length, path: first.path } } : { state: 'ok' }
}

async function probeNames(config: ProjectConfig): ReturnType<Probe> {
  const { files } = await (await createProjectWorkspace(config)).scan(new Map())
  const pathsOf = (wanted: 'source' | 'target') => files.flatMap(({ side, path }) => (side === wanted ? [path] : []))
  const found = [...new Set([...unportable(pathsOf('source')), ...unportable(pathsOf('target'))])]
  const [path] = found
  return path === undefined ? { state: 'ok' } : { state: 'note', values: { count: found.length, path } }
}

async function probeWarnings(config: ProjectConfig): ReturnType<Probe> {
  const workspace = await createProjectWorkspace(config)
  const { files } = await workspace.scan(new Map())
  const places: { path: string; line: number }[] = []
  for (const { side, path } of files) {
    if (side !== 'source' && side !== 'target') continue
    const { warnings } = parseChapter((await workspace.read(side, path)) ?? '')
    for (const { line } of warnings) places.push({ path: workspace.shownPath(side, path), line })
  }
  const [first] = places
  return first ? { state: 'note', values: { count: places.length, ...first } } : { state: 'ok' }
}
