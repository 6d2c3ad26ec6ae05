import { type MessageValues, ZhenError } from '../core/errors.js'
import { SEVERITIES, type Severity } from '../core/finding.js'
import { nearest } from '../core/nearest.js'

export type Grade = Severity | 'off'

/** What an option may be: its default tells which. */
export type OptionValue = boolean | number | readonly string[]

export type OptionValues = Readonly<Record<string, OptionValue>>

/** Something of a check that a project may set. */
export interface CheckOption {
  readonly default: OptionValue
  /** For the reference of the checks. */
  readonly summary: string
  /** The least a number may be. */
  readonly minimum?: number
}

/** The configuration's `checks`: by id of a check a grade, or an object with it and the check's options. */
export type CheckSettings = Readonly<Record<string, Grade | CheckSetting>>

export interface CheckSetting {
  readonly severity?: Grade | undefined
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

/** A check, as far as its settings are concerned. */
export interface Settable {
  readonly id: string
  readonly options?: Readonly<Record<string, CheckOption>>
}

/**
 * How bad a finding is: a finding less severe than its check keeps its distance below the configured grade,
 * so that turning a check down never turns its doubtful findings up.
 */
export function gradeOf(own: Severity, found: Severity | undefined, setting: CheckSettings[string] | undefined): Grade {
  const configured = typeof setting === 'object' ? setting.severity : setting
  if (configured === 'off') return 'off'
  if (configured === undefined) return found ?? own
  if (found === undefined) return configured
  const distance = SEVERITIES.indexOf(found) - SEVERITIES.indexOf(own)
  const rank = SEVERITIES.indexOf(configured) + Math.max(0, distance)
  return SEVERITIES[Math.min(rank, SEVERITIES.length - 1)] ?? configured
}

/**
 * A check's options: the configured ones, else their defaults.
 *
 * @throws ZhenError `config-unknown-key`, `config-invalid`
 */
export function optionsOf({ id, options = {} }: Settable, setting: CheckSettings[string] | undefined): OptionValues {
  const given = (typeof setting === 'object' ? setting.options : undefined) ?? {}
  const known = Object.keys(options)
  for (const [name, value] of Object.entries(given)) {
    const key = `checks.${id}.options.${name}`
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (option === undefined) throw unknownKey(key, name, known)
    const expected = expectationOf(option)
    if (!fits(value, option)) throw invalid({ key, expected, found: JSON.stringify(value) })
  }
  const values = known.map((name) => [name, Object.hasOwn(given, name) ? given[name] : options[name]?.default])
  return Object.fromEntries(values) as OptionValues
}

/**
 * Refuses settings for checks that there are not, and options that they do not have.
 *
 * @throws ZhenError `config-unknown-key`, `config-invalid`
 */
export function refuseUnknownSettings(settings: CheckSettings, checks: readonly Settable[]): void {
  const known = checks.map(({ id }) => id)
  for (const id of Object.keys(settings)) if (!known.includes(id)) throw unknownKey(`checks.${id}`, id, known)
  for (const check of checks) optionsOf(check, settings[check.id])
}

/** What an option takes, for people: `a list of texts`. */
export function expectationOf({ default: usual, minimum }: CheckOption): string {
  if (typeof usual === 'boolean') return 'true or false'
  if (typeof usual === 'number') return minimum === undefined ? 'a number' : `a number from ${minimum}`
  return 'a list of texts'
}

/** An option that is a list of texts. */
export function textsOf(options: OptionValues, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

function fits(value: unknown, { default: usual, minimum = Number.NEGATIVE_INFINITY }: CheckOption): boolean {
  if (typeof usual === 'boolean') return typeof value === 'boolean'
  if (typeof usual === 'number') return typeof value === 'number' && value >= minimum
  return Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '')
}

function unknownKey(key: string, name: string, known: readonly string[]): ZhenError {
  const values = { path: CONFIG, key, known: known.join(', ') || '–', suggestion: nearest(name, known) ?? '' }
  return new ZhenError('config-unknown-key', values)
}

function invalid(values: MessageValues): ZhenError {
  return new ZhenError('config-invalid', { path: CONFIG, ...values })
}

const CONFIG = 'zhen.config.json'
