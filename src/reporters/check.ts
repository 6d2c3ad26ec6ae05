import type { CheckReport } from '../app/report.js'
import { githubCheck } from './check-github.js'
import { jsonCheck } from './check-json.js'
import { prettyCheck } from './check-pretty.js'
import type { Look } from './look.js'

/** Every form a check's report can take. Add one by its file and its line here. */
export const checkReporters = {
  pretty: prettyCheck,
  json: jsonCheck,
  github: githubCheck,
} satisfies Record<string, (report: CheckReport, look: Look, locate: (path: string) => string) => string>
