import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { PastReader } from '../app/adopt/edition-history.js'
import type { ChangeSource } from '../app/change-source.js'
import type { ProjectFolder } from '../app/init-project.js'
import type { ForeignMemories } from '../app/memory-port.js'
import type { AnswerStore, Shelf } from '../app/ports.js'
import type { ProjectDeps } from '../app/project.js'
import type { Workspace } from '../app/workspace-port.js'
import { ZhenError } from '../core/errors.js'
import { LEDGER_FORMAT } from '../core/ledger.js'
import { readForeignMemory } from '../store/foreign-memory.js'
import { createLock, type Lock } from '../store/lock.js'
import { openIndex } from '../store/open-index.js'
import { CONFIG_NAME, findProject, type ProjectConfig, readConfig } from '../workspace/config.js'
import { createDiskWorkspace, type WorkspaceFolders } from '../workspace/disk-workspace.js'
import { createForeignMemories } from '../workspace/foreign-memories.js'
import { createGitChanges } from '../workspace/git-changes.js'
import { createGitHistory } from '../workspace/git-history.js'
import { readMergeDriver, writeMergeDriver } from '../workspace/merge-driver.js'
import { decodeUtf8, readBytes } from '../workspace/read-file.js'
import type { PathFilter } from '../workspace/walk.js'
import { makeFolder, writeWhole } from '../workspace/write-whole.js'
import type { Host } from './context.js'

/** How long a command waits for another one to finish. */
const LOCK_TIMEOUT_MS = 60_000

/** What the use cases are given to work with. */
export interface Project extends ProjectDeps {
  readonly memories: ForeignMemories
  readonly answers: AnswerStore
  readonly shelf: Shelf
  readonly config: ProjectConfig
  close(): void
}

/** Opens the project that `-C` names or that lies nearest above the current folder. */
export async function openProject(
  host: Pick<Host, 'cwd' | 'now' | 'version'>,
  named: string | undefined,
): Promise<Project> {
  return openConfigured(host, await readConfig(findProject(host.cwd, named)))
}

/** Opens the project of a configuration. */
export async function openConfigured(host: Pick<Host, 'now' | 'version'>, config: ProjectConfig): Promise<Project> {
  const stores = openIndex(databaseOf(config))
  const lock = createLock(lockOf(config))
  const workspace = await createProjectWorkspace(config, lock)
  return {
    config,
    workspace,
    history: createGitHistory({ source: config.source.dir, target: config.target.dir }),
    index: stores.index,
    found: stores.found,
    changes: createGitChanges({ source: config.source.dir, target: config.target.dir, glossary: config.glossary }),
    seen: { texts: stores.history, now: host.now },
    memory: stores.memory,
    memories: createForeignMemories({
      root: config.root,
      memories: config.memories,
      database: databaseOf(config),
      languages: { source: config.source.language, target: config.target.language },
      readDatabase: readForeignMemory,
    }),
    answers: stores.answers,
    shelf: stores.shelf,
    checks: config.checks,
    sphinx: config.sphinx,
    now: host.now,
    rules: rulesOf(config, host.version),
    openPool: async (knowledge) => (await import('./plan-pool.js')).openPlanPool(knowledge),
    close() {
      stores.close()
      lock.close()
    },
  }
}

/** The configuration of the project that `-C` names or that lies nearest; `null` where there is none. */
export async function readNearestConfig({
  cwd,
  projectDir,
}: {
  readonly cwd: string
  readonly projectDir: string
}): Promise<ProjectConfig | null> {
  try {
    return await readConfig(findProject(cwd, projectDir))
  } catch (error) {
    if (error instanceof ZhenError && error.code === 'project-not-found') return null
    throw error
  }
}

/** The index of a project. */
export function databaseOf({ root }: ProjectConfig): string {
  return join(root, '.zhen', 'zhen.db')
}

/** The lock of a project. */
export function lockOf(config: ProjectConfig): string {
  return `${databaseOf(config)}.lock`
}

/** The files of a project, with its lock: whoever has the lock held closes it. */
export async function createProjectWorkspace(
  config: ProjectConfig,
  lock: Lock = createLock(lockOf(config)),
): Promise<Workspace> {
  return createDiskWorkspace(await foldersOf(config), {
    lock: (work) => lock.hold({ timeoutMs: LOCK_TIMEOUT_MS }, work),
    intent: `${databaseOf(config)}.intent`,
  })
}

/**
 * Tells when files of a project are saved. What watches is loaded only where somebody wants to know.
 *
 * @param poll look from time to time, whatever the system tells
 */
export async function createProjectChanges(config: ProjectConfig, poll = false): Promise<ChangeSource> {
  const { createDiskChanges } = await import('../workspace/disk-changes.js')
  return createDiskChanges(await foldersOf(config), { config: config.file, poll })
}

/** The past of both editions, as the repositories that hold them tell. Loaded only where somebody wants to know. */
export async function createProjectPast(config: ProjectConfig): Promise<PastReader> {
  const { createPastReader } = await import('../workspace/past-reader.js')
  const edition = (folder: string) => ({ folder, repository: null, shown: '' })
  const editions = { source: edition(config.source.dir), target: edition(config.target.dir) }
  return createPastReader(editions, await chapterFilter(config))
}

async function foldersOf(config: ProjectConfig): Promise<WorkspaceFolders> {
  return {
    root: config.root,
    source: config.source.dir,
    target: config.target.dir,
    glossary: config.glossary,
    isChapter: await chapterFilter(config),
  }
}

/** Names all that records in the index depend on besides the files. */
function rulesOf({ source, target }: ProjectConfig, version: string): string {
  return JSON.stringify([version, LEDGER_FORMAT, source.dir, source.include, source.exclude, target.dir])
}

/** The matcher is loaded only where the configuration asks for more than every Markdown file. */
export async function chapterFilter({ source: { include, exclude } }: ProjectConfig): Promise<PathFilter> {
  if (exclude.length === 0 && include.length === 1 && include[0] === '**/*.md') return (path) => path.endsWith('.md')
  const { default: picomatch } = await import('picomatch')
  const included = picomatch([...include], { dot: true })
  const excluded = picomatch([...exclude], { dot: true })
  return (path) => included(path) && !excluded(path)
}

/**
 * A folder that need not hold a project yet.
 *
 * @throws ZhenError what reading its configuration throws, if it has one
 */
export async function openFolder({
  projectDir,
  cwd,
}: {
  readonly projectDir: string
  readonly cwd: string
}): Promise<ProjectFolder> {
  const root = resolve(cwd, projectDir)
  if (readBytes(join(root, CONFIG_NAME), CONFIG_NAME)) await readConfig(root)
  return {
    async read(path) {
      const bytes = readBytes(join(root, path), path)
      return bytes === null ? null : decodeUtf8(bytes, path)
    },
    async write(path, text) {
      const file = resolve(root, path)
      writeWhole(file, text, { root: join(file, '..'), shown: path })
    },
    async isFolder(path) {
      return statSync(resolve(root, path), { throwIfNoEntry: false })?.isDirectory() === true
    },
    async makeFolder(path) {
      makeFolder(resolve(root, path), path)
    },
    mergeDriver: (path) => readMergeDriver(resolve(root, path)),
    setMergeDriver: (path, command) => writeMergeDriver(resolve(root, path), command),
  }
}
