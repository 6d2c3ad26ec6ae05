import type { WatchDeps } from '../app/watch-project.js'
import { findProject, readConfig } from '../workspace/config.js'
import type { CommandContext } from './context.js'
import { createProjectChanges, openConfigured } from './project.js'

/**
 * Opens the project in which the command was called, each time with its configuration as it is then. Another project
 * above it is never taken for it, even if its configuration is gone.
 */
export function openWatched(
  context: CommandContext,
  { poll, build }: { readonly poll: boolean; readonly build: string },
): WatchDeps['open'] {
  let root: string | null = null
  return async () => {
    root ??= findProject(context.cwd, context.projectDir)
    const config = await readConfig(root)
    const project = await openConfigured(context, config)
    return {
      deps: { ...project, build, refusesConflicts: true },
      changes: await createProjectChanges(config, poll),
      close: project.close,
    }
  }
}
