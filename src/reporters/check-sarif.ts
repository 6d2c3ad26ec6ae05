import type { CheckReport, Issue, WaivedIssue } from '../app/report.js'
import { SEVERITIES } from '../core/finding.js'
import { wordCheck, wordIssue } from './check-words.js'
import { encodePath } from './encode-path.js'
import { toJson } from './json.js'
import type { Look } from './look.js'
import type { MachineReporter, Surroundings } from './surroundings.js'
import { wellFormed } from './well-formed.js'

/** Section numbers are those of SARIF 2.1.0. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** 3.27.10: what an info is called there. */
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Issue['severity'], string>

/** Names our fingerprints, as 3.27.17 asks; another number when they are made in another way. */
const FINGERPRINT = 'zhen/v1'

/** Issues as a SARIF log; what was waived is in it, suppressed. */
export const sarifCheck: MachineReporter<CheckReport> = (report, look, surroundings) => {
  const rules = report.checks.map((check) => ruleOf(check, look))
  const indexOf = new Map(report.checks.map(({ id }, index) => [id, index]))
  const context = { look, surroundings, indexOf }
  const results = [
    ...report.issues.map((issue) => resultOf(issue, context)),
    ...report.waived.map(({ issue, waiver }) => ({ ...resultOf(issue, context), suppressions: [suppression(waiver)] })),
  ]
  return toJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'zhen', version: surroundings.version, rules } },
        language: look.language === 'en' ? 'en-US' : look.language,
        // 3.14.17: columns count what JavaScript counts.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The top of the repository.' } } },
        results,
      },
    ],
  })
}

function ruleOf({ id, severity, issueType, docs }: CheckReport['checks'][number], { t }: Look) {
  const { summary, rationale } = docs
  return {
    id,
    shortDescription: { text: said(wordCheck({ check: id }, t)) },
    fullDescription: { text: said(summary) },
    help: {
      text: said(`${summary} ${rationale}`),
      markdown: said(`${summary}\n\n${rationale}\n\n\`zhen check --explain ${id}\``, '\n'),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['translation', issueType] },
  }
}

interface ResultContext {
  readonly look: Look
  readonly surroundings: Surroundings
  readonly indexOf: ReadonlyMap<string, number>
}

function resultOf(issue: Issue, { look, surroundings: { locate }, indexOf }: ResultContext) {
  const { check, severity, target, source, chapter, segment, fingerprint } = issue
  const ruleIndex = indexOf.get(check)
  const { startLine, startColumn, endLine, endColumn } = target
  const related = source === null ? null : relativeUri(locate(source.path))
  return {
    ruleId: check,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    rank: 100 - 40 * SEVERITIES.indexOf(severity),
    message: { text: said(wordIssue(issue, look.t)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: located(locate(target.path)),
          region: { startLine, startColumn, endLine, endColumn },
        },
        ...(segment !== '' && {
          logicalLocations: [{ name: segment, fullyQualifiedName: wellFormed(`${chapter}#${segment}`) }],
        }),
      },
    ],
    // What lies outside of the repository cannot be shown there.
    ...(source !== null &&
      related !== null && {
        relatedLocations: [
          {
            id: 1,
            message: { text: look.t('check.source-place') },
            physicalLocation: {
              artifactLocation: located(locate(source.path)),
              region: { startLine: source.startLine, endLine: source.endLine },
            },
          },
        ],
      }),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
  }
}

/** 3.35 */
function suppression({ reason, by, until, origin }: WaivedIssue['waiver']) {
  return {
    kind: origin === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: wellFormed(reason),
    ...((by !== null || until !== null) && {
      properties: { ...(by !== null && { by: wellFormed(by) }), ...(until !== null && { until }) },
    }),
  }
}

/** 3.4: a relative reference, percent-encoded as RFC 3986 has it. */
function located(path: string) {
  const uri = relativeUri(path)
  return uri === null ? { uri: encodePath(path) } : { uri, uriBaseId: 'SRCROOT' }
}

/** `null` for what lies above. 3.10.2: a reference that begins with a colon in its first part would be a scheme. */
function relativeUri(path: string): string | null {
  return path === '..' || path.startsWith('../') || path.startsWith('/') ? null : encodePath(path)
}

/** 3.11.5 and 3.11.6: no text of the book is a placeholder or a link. */
function said(text: string, kept = ''): string {
  const safe = kept === '' ? wellFormed(text) : text.split(kept).map(wellFormed).join(kept)
  return safe.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] (')
}
