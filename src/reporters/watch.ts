import type { WatchEvent } from '../app/report.js'
import type { Reporter } from './look.js'
import { jsonWatch } from './watch-json.js'
import { prettyWatch } from './watch-pretty.js'
import { vscodeWatch } from './watch-vscode.js'

/** Every form in which a watch tells what it sees: text for each thing it tells, to be put one behind the other. */
export const watchReporters = {
  pretty: prettyWatch,
  json: jsonWatch,
  vscode: vscodeWatch,
} satisfies Record<string, Reporter<WatchEvent>>
