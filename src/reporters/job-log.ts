/** Set by services that read the log of a job for commands; GitHub sets the first too. */
const SERVICES = ['CI', 'TF_BUILD', 'TEAMCITY_VERSION'] as const

/** True where a service may read what is written for commands. */
export function isJob(env: Readonly<Record<string, string | undefined>>): boolean {
  return SERVICES.some((name) => Boolean(env[name]))
}

/**
 * Lines in which the log of a job finds no commands, whatever a book, a file or a person is called: none begins with
 * `::`, none has `##[error]`, `##vso[…]` or `##teamcity[…]`.
 *
 * Sources: actions/runner, `ActionCommand.cs`; Azure Pipelines, “Logging commands”; TeamCity, “Service Messages”
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^(\s*):(?=:)/gm, '$1: ').replace(/##(?=\w*\[)/g, '## ')
}
