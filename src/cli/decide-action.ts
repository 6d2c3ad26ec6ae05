import type { DecideInput } from '../app/input.js'
import type { DecisionReport, DecisionVerb } from '../app/report.js'
import { ZhenError } from '../core/errors.js'
import type { CommandContext } from './context.js'
import { print } from './print.js'

/** What the five deciding commands have in common. Absent options stand for what a decision normally is. */
export interface DecisionOptions {
  readonly chapter?: string | undefined
  readonly by?: string | undefined
  readonly reason?: string | undefined
  readonly touched?: boolean
  readonly final?: boolean
  readonly dryRun: boolean
  readonly format: 'pretty' | 'json'
}

/**
 * Records a person's decision on the segments named, or on a whole chapter.
 *
 * @param before what the same command has done already, to be told with it
 */
export async function decideAndPrint(
  context: CommandContext,
  decision: DecisionVerb,
  ids: readonly string[],
  { chapter, by, reason, touched = false, final = false, dryRun, format }: DecisionOptions,
  before: DecisionReport | null = null,
): Promise<void> {
  if (ids.length === 0 && chapter === undefined && !touched) throw new ZhenError('nothing-named', { command: decision })
  const { decide } = await import('../app/decide.js')
  const input: DecideInput = {
    decision,
    ids,
    chapter: chapter ?? null,
    touched,
    final,
    by: by ?? null,
    reason: reason ?? null,
    dryRun,
  }
  const report = await decide(await context.project(), input)
  await printDecision(context, format, before ? joined(before, report) : report)
}

export async function printDecision(
  context: CommandContext,
  format: 'pretty' | 'json',
  report: DecisionReport,
): Promise<void> {
  await print(context, format, report, async () => (await import('../reporters/decision.js')).reportDecision)
}

/** Both of what one command did. */
function joined(a: DecisionReport, b: DecisionReport): DecisionReport {
  return {
    ...b,
    decided: [...a.decided, ...b.decided],
    skipped: [...a.skipped, ...b.skipped],
    written: [...new Set([...a.written, ...b.written])],
  }
}
