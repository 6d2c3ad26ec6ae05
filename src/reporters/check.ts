import type { CheckReport } from '../app/report.js'
import { checkstyleCheck } from './check-checkstyle.js'
import { codeclimateCheck } from './check-codeclimate.js'
import { githubCheck } from './check-github.js'
import { jsonCheck } from './check-json.js'
import { junitCheck } from './check-junit.js'
import { prettyCheck } from './check-pretty.js'
import { sarifCheck } from './check-sarif.js'
import type { MachineReporter } from './surroundings.js'

/** Every form a check's report can take. Add one by its file and its line here, and to the command's formats. */
export const checkReporters = {
  pretty: prettyCheck,
  json: jsonCheck,
  github: githubCheck,
  sarif: sarifCheck,
  junit: junitCheck,
  checkstyle: checkstyleCheck,
  codeclimate: codeclimateCheck,
} satisfies Record<string, MachineReporter<CheckReport>>
