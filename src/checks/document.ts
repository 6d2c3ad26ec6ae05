import type { Check, CheckDescription, Example } from './define-check.js'
import { expectationOf } from './options.js'

/** A check, or something else that is graded like one. */
type Documented = CheckDescription & Partial<Check>

/** The reference of all checks as Markdown, made from their declarations. Ends with a line feed. */
export function documentChecks(checks: readonly Documented[]): string {
  const rows = checks.map(({ id, severity, docs }) => `| [\`${id}\`](#${id}) | ${severity} | ${docs.summary} |`)
  return [
    '# Checks',
    '',
    '<!-- Generated from src/checks; change the checks, not this page. -->',
    '',
    'The configuration grades a check by its id: `{"checks": {"number-mismatch": "warning"}}`; `"off"` turns it off.',
    'A doubtful finding of a check keeps its distance below the grade. Only translated segments are looked at,',
    'and references wherever they stand.',
    '',
    'A check that has options takes them beside its grade, both of which may be left out:',
    '`{"checks": {"chinese-left": {"severity": "warning", "options": {"allow": ["中文版"]}}}}`.',
    'An unknown check or option is an error.',
    '',
    '`zhen check --explain CHECK` says all this on the terminal. What is no defect is waived, with a reason, by',
    '`zhen waive FINGERPRINT --reason WHY` or by a comment in the English file, on the line before the block it is about:',
    '`% zhen-ignore number-mismatch: the example uses another port`, or the same in `<!-- … -->`. Several checks are',
    'separated by commas, `until 2026-12-31` before the colon lets it run out, and `zhen-ignore-file` holds for the file.',
    '',
    '| check | severity | finds |',
    '| --- | --- | --- |',
    ...rows,
    ...checks.flatMap(documentCheck),
    '',
  ].join('\n')
}

function documentCheck({ id, severity, issueType, docs, options = {}, examples, release }: Documented): string[] {
  const head = [
    '',
    `## ${id}`,
    '',
    docs.summary,
    '',
    docs.rationale,
    '',
    `Severity: ${severity}. ITS 2.0 issue type: \`${issueType}\`.${release ? ' Runs with `--release` alone.' : ''}`,
  ]
  const rows = Object.entries(options).map(([name, option]) => {
    const usual = JSON.stringify(option.default)
    return `| \`${name}\` | ${expectationOf(option)} | \`${usual}\` | ${option.summary} |`
  })
  const settings = rows.length === 0 ? [] : ['', '| option | takes | default | |', '| --- | --- | --- | --- |', ...rows]
  return [...head, ...settings, ...(examples ? documentExamples(examples, severity) : [])]
}

function documentExamples({ ok, notOk }: Check['examples'], severity: Check['severity']): string[] {
  return [
    '',
    'Fine:',
    '',
    ...ok.map(describe),
    '',
    'Reported:',
    '',
    ...notOk.map((example) => {
      const grades = [...new Set(example.findings.map((finding) => finding.severity ?? severity))]
      return `${describe(example)} (${grades.join(', ')})`
    }),
  ]
}

function describe({ source, target, terms, options, unfinished, book, neighbours = [] }: Example): string {
  const glossary = (terms ?? []).map(([term, wording, status]) => `${term} = ${wording}${status ? ` (${status})` : ''}`)
  const suffix = glossary.length > 0 ? `; glossary: ${glossary.join('; ')}` : ''
  const set = options ? `; options: \`${JSON.stringify(options)}\`` : ''
  const around = neighbours.map((other) => `${quote(other.source)} → ${quote(other.target)}`)
  const chapter = around.length > 0 ? `; elsewhere in the chapter ${around.join(', ')}` : ''
  return `- ${quote(source)} → ${quote(target)}${suffix}${chapter}${describeBook(book)}${set}${unfinished ? `; ${unfinished}` : ''}`
}

/** The other files of an example's book, Chinese and English. */
function describeBook({ source = {}, target = {} }: Example['book'] = {}): string {
  const filesOf = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([path, text]) => (text === '' ? quote(path) : `${quote(path)} ${quote(text)}`))
  const sides = [filesOf(source).join(', '), filesOf(target).join(', ')]
  return sides.every((files) => files === '') ? '' : `; with ${sides.map((files) => files || 'nothing').join(' → ')}`
}

/** As a code span that may itself hold backticks. */
function quote(text: string): string {
  const line = text.replace(/\n+/g, ' ⏎ ')
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``
}
