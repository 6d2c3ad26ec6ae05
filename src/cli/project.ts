import { join } from 'node:path'
import type { ProjectDeps } from '../app/project.js'
import { withLock } from '../store/lock.js'
import { openIndex } from '../store/open-index.js'
import { createChapterFilter } from '../workspace/chapter-filter.js'
import { findProject, type ProjectConfig, readConfig } from '../workspace/config.js'
import { createDiskWorkspace } from '../workspace/disk-workspace.js'
import type { Host } from './context.js'

/** What the use cases are given to work with. */
export interface Project extends ProjectDeps {
  readonly config: ProjectConfig
  close(): void
}

/** How long a command waits for another that is at work in the same project. */
const LOCK_TIMEOUT_MS = 60_000

/** Opens the project that `-C` names or that lies nearest above the current folder. Its index is opened on first use. */
export async function openProject(host: Host, named: string | undefined): Promise<Project> {
  const config = await readConfig(findProject(host.cwd, named))
  const { root, source, target, glossary, checks } = config
  const database = join(root, '.zhen', 'zhen.db')
  const stores = openIndex(database)
  const workspace = createDiskWorkspace(
    {
      root,
      source: source.dir,
      target: target.dir,
      glossary,
      isChapter: createChapterFilter(source.include, source.exclude),
    },
    (work) => withLock(`${database}-lock`, { timeoutMs: LOCK_TIMEOUT_MS }, work),
  )
  return {
    config,
    workspace,
    index: stores.index,
    memory: stores.memory,
    checks,
    now: host.now,
    rules: `${host.version} ${JSON.stringify({ source, target })}`,
    close: stores.close,
  }
}

/** A folder that need not hold a project yet. */
export interface Folder {
  readonly dir: string
}

export async function openFolder({ projectDir }: { readonly projectDir: string }): Promise<Folder> {
  return { dir: projectDir }
}
