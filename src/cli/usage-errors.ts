import type { CommanderError } from '@commander-js/extra-typings'
import { nearest } from '../core/nearest.js'
import type { Translate } from '../i18n/index.js'
import { plain } from '../reporters/plain.js'

/** Commander's errors, by its codes: where in its English the names stand. */
const SHAPES = {
  'commander.unknownOption': ['usage.unknown-option', /^error: unknown option '(?<name>.*?)'/],
  'commander.unknownCommand': ['usage.unknown-command', /^error: unknown command '(?<name>.*?)'/],
  'commander.missingArgument': ['usage.missing-argument', /^error: missing required argument '(?<name>.*)'/],
  'commander.optionMissingArgument': ['usage.missing-value', /^error: option '(?<name>.*)' argument missing/],
  'commander.missingMandatoryOptionValue': ['usage.missing-option', /^error: required option '(?<name>.*)' not/],
  'commander.conflictingOption': [
    'usage.conflict',
    /^error: option '(?<name>.*)' cannot be used with option '(?<other>.*)'/,
  ],
  'commander.excessArguments': ['usage.excess', /Expected (?<expected>\d+) arguments? but got (?<found>\d+)/],
  'commander.invalidArgument': [
    'usage.invalid',
    /^error: (?:option|command-argument value) '(?<name>.*?)'(?: argument '(?<found>.*?)')? is invalid\. (?<reason>.*?)(?: \(Did you mean .*)?$/s,
  ],
} as const

const CHOICES = /^Allowed choices are (.*)\.$/
const SUGGESTION = /\(Did you mean (?:one of )?(?<names>.*?)\?\)/

/** What commander has to say, in the user's language; nothing where it only showed help or the version. */
export function wordUsageError(error: CommanderError, t: Translate): string {
  if (error.exitCode === 0 || error.code === 'commander.help') return ''
  const shape = SHAPES[error.code as keyof typeof SHAPES]
  const found = shape?.[1].exec(error.message)?.groups
  if (!shape || !found) return `${t('failure', { message: plain(error.message.replace(/^error: /, '')) })}\n`
  const values = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, plain(value ?? '')]))
  const allowed = CHOICES.exec(found.reason ?? '')?.[1]
  if (allowed !== undefined) values.reason = t('usage.not-a-choice', { allowed })
  const names = SUGGESTION.exec(error.message)?.groups?.names ?? nearest(found.found ?? '', allowed?.split(', ') ?? [])
  const hint = names === null ? t('usage.see-help') : t('usage.did-you-mean', { names: plain(names) })
  return `${t('failure', { message: t(shape[0], values) })}\n  ${hint}\n`
}
