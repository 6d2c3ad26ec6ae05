import type { CheckReport } from '../app/report.js'
import { byFile } from './by-file.js'
import { wordIssue } from './check-words.js'
import type { MachineReporter } from './surroundings.js'
import { element, xmlDocument } from './xml.js'

/** Source: Checkstyle, `XMLLogger`: what Jenkins, reviewdog and others take. */
const VERSION = '10.0'

/** Issues by English file, in Checkstyle's form. */
export const checkstyleCheck: MachineReporter<CheckReport> = ({ issues }, { t }, { locate }) => {
  const files = byFile(issues).map(([path, inFile]) =>
    element(
      'file',
      { name: locate(path) },
      inFile.map((issue) =>
        element('error', {
          line: issue.target.startLine,
          column: issue.target.startColumn,
          severity: issue.severity,
          message: wordIssue(issue, t),
          source: `zhen.${issue.check}`,
        }),
      ),
    ),
  )
  return xmlDocument(element('checkstyle', { version: VERSION }, files))
}
