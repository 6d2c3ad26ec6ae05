import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { nearest } from '../core/nearest.js'
import type { Translate } from '../i18n/index.js'
import type { CommandName } from './commands/index.js'
import type { CommandContext } from './context.js'

/** The frame of a command: its name, what it does, and examples below its help. */
export function declare(name: CommandName, { t }: CommandContext): Command {
  return new Command(name)
    .description(t(`commands.${name}.summary`))
    .addHelpText('after', `\n${t('help.examples')}\n${t(`commands.${name}.examples`).replace(/^/gm, '  ')}`)
}

export function formatOption(t: Translate) {
  return new Option('--format <format>', t('options.format'))
    .choices(['pretty', 'json'] as const)
    .default('pretty' as const)
}

export function dryRunOption(t: Translate) {
  return new Option('--dry-run', t('options.dry-run')).default(false)
}

/** Ends as commander does where a required option is missing. */
export function refuseMissing(command: Command, option: string): never {
  return command.error(`error: required option '${option}' not specified`, {
    code: 'commander.missingMandatoryOptionValue',
  })
}

/** Takes `a,b`: each must be one of `allowed`. */
export function listOf<const Allowed extends string>(allowed: readonly Allowed[], t: Translate) {
  return (value: string): readonly Allowed[] =>
    value.split(',').map((word) => {
      const known = allowed.find((candidate) => candidate === word.trim())
      if (known === undefined) throw new InvalidArgumentError(wordUnlisted(word, allowed, t))
      return known
    })
}

/** Ends as commander's own suggestions do, so that it is found there. */
function wordUnlisted(word: string, allowed: readonly string[], t: Translate): string {
  const meant = nearest(word.trim(), allowed)
  const reason = t('usage.not-one-of', { allowed: allowed.join(t('comma')) })
  return meant === null ? reason : `${reason} (Did you mean ${meant}?)`
}

/** Takes a whole number above zero. */
export function wholeNumber(t: Translate) {
  return (value: string): number => {
    const number = Number(value)
    if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError(t('usage.not-a-number'))
    return number
  }
}

/** Takes an amount of money above zero, in figures. */
export function amount(t: Translate) {
  return (value: string): number => {
    const number = Number(value)
    if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError(t('usage.not-an-amount'))
    return number
  }
}
