import type { Check, Example } from './define-check.js'

/** The reference of all checks as Markdown, made from their declarations. Ends with a line feed. */
export function documentChecks(checks: readonly Check[]): string {
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
    '| check | severity | finds |',
    '| --- | --- | --- |',
    ...rows,
    ...checks.flatMap(documentCheck),
    '',
  ].join('\n')
}

function documentCheck({ id, severity, issueType, docs, examples }: Check): string[] {
  return [
    '',
    `## ${id}`,
    '',
    docs.summary,
    '',
    docs.rationale,
    '',
    `Severity: ${severity}. ITS 2.0 issue type: \`${issueType}\`.`,
    '',
    'Fine:',
    '',
    ...examples.ok.map(describe),
    '',
    'Reported:',
    '',
    ...examples.notOk.map((example) => {
      const grades = [...new Set(example.findings.map((finding) => finding.severity ?? severity))]
      return `${describe(example)} (${grades.join(', ')})`
    }),
  ]
}

function describe({ source, target, terms, book }: Example): string {
  const glossary = (terms ?? []).map(([term, wording, status]) => `${term} = ${wording}${status ? ` (${status})` : ''}`)
  const suffix = glossary.length > 0 ? `; glossary: ${glossary.join('; ')}` : ''
  return `- ${quote(source)} → ${quote(target)}${suffix}${describeBook(book)}`
}

/** The other files of an example's book, Chinese and English. */
function describeBook({ source = {}, target = {} }: Example['book'] = {}): string {
  const filesOf = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([path, text]) =>
      text === '' ? quote(path) : `${quote(path)} ${quote(text.replace(/\n+/g, ' ⏎ '))}`,
    )
  const sides = [filesOf(source).join(', '), filesOf(target).join(', ')]
  return sides.every((files) => files === '') ? '' : `; with ${sides.map((files) => files || 'nothing').join(' → ')}`
}

/** As a code span that may itself hold backticks. */
function quote(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}
