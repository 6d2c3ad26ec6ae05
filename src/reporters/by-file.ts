import type { Issue } from '../app/report.js'

/** Issues by the file they point into, in the order of the report. */
export function byFile(issues: readonly Issue[]): [path: string, issues: Issue[]][] {
  const files = new Map<string, Issue[]>()
  for (const issue of issues) {
    const known = files.get(issue.target.path)
    if (known) known.push(issue)
    else files.set(issue.target.path, [issue])
  }
  return [...files]
}
