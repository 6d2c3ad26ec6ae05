import { join } from 'node:path'
import type { CheckReport } from '../app/report.js'
import { relativePath } from '../core/relative-path.js'
import { encodePath } from '../reporters/encode-path.js'
import type { Surroundings } from '../reporters/surroundings.js'
import type { CommandContext } from './context.js'

/**
 * What the service that runs zhen tells of itself. Services want paths from the top of the checkout, which need not be
 * the project's folder.
 *
 * Sources: GitHub, "Default environment variables"; GitLab, "Predefined CI/CD variables".
 */
export function surroundingsOf({ env, version }: CommandContext, root: string): Surroundings {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA } = env
  const top = GITHUB_WORKSPACE || CI_PROJECT_DIR
  return {
    version,
    summary: Boolean(env.GITHUB_STEP_SUMMARY),
    locate: top ? (path) => relativePath(top, join(root, path)) : (path) => path,
    link(path) {
      if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA || path.startsWith('../')) return null
      return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/${encodePath(path)}`
    },
  }
}

/** Writes the page that GitHub shows beside a step. That it cannot be written changes nothing of what was found. */
export async function summarize(
  context: CommandContext,
  report: CheckReport,
  surroundings: Surroundings,
): Promise<void> {
  const file = context.env.GITHUB_STEP_SUMMARY
  if (!file) return
  const { summarizeCheck } = await import('../reporters/check-summary.js')
  const { appendTo } = await import('../workspace/named-file.js')
  const written = appendTo(file, summarizeCheck(report, await context.look(), surroundings))
  if (!written) context.note(`${context.t('check.no-summary', { path: file })}\n`)
}
