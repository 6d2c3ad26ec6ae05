import { Option } from '@commander-js/extra-typings'
import type { DraftDeps } from '../../app/draft-segments.js'
import type { DraftInput, EvaluateInput } from '../../app/input.js'
import { ZhenError } from '../../core/errors.js'
import { GAPS } from '../../core/status.js'
import type { CommandContext } from '../context.js'
import { amount, declare, dryRunOption, formatOption, listOf, wholeNumber } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { interruptible } from '../interruption.js'
import { print } from '../print.js'

const DRAFTABLE = ['untranslated', 'stale'] as const
/** How many segments an engine is judged by, and by which choice of them, unless something else is asked for. */
const HELD_OUT = 100
const SEED = 1
const ENGINES = ['memory', 'deepl', 'openai'] as const

export function draftCommand(context: CommandContext) {
  const { t } = context
  return declare('draft', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(new Option('--engine <name>', t('commands.draft.engine')).choices(ENGINES))
    .addOption(new Option('--status <statuses>', t('commands.draft.status')).argParser(listOf(DRAFTABLE, t)))
    .addOption(new Option('--gap <gaps>', t('commands.draft.gap')).argParser(listOf(GAPS, t)))
    .option('--section <words>', t('commands.list.section'))
    .addOption(new Option('--max-characters <n>', t('commands.draft.max-characters')).argParser(wholeNumber(t)))
    .addOption(new Option('--max-cost <amount>', t('commands.draft.max-cost')).argParser(amount(t)))
    .option('--retry-refused', t('commands.draft.retry-refused'), false)
    .option('--no-write', t('commands.draft.no-write'))
    .addOption(new Option('--evaluate [n]', t('commands.draft.evaluate')).argParser(wholeNumber(t)).preset(HELD_OUT))
    .addOption(new Option('--seed <n>', t('commands.draft.seed')).argParser(wholeNumber(t)))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (chapters, options) => {
      const { createEngine } = await import('../engines.js')
      const project = await context.project()
      const name = options.engine ?? project.config.engine.name
      const engine = await createEngine(name, project.config, context, !options.dryRun)
      const { maxCharacters = null, maxCost = null } = options
      await interruptible(context, async (interruption) => {
        if (options.evaluate !== undefined) {
          const input = { chapters, segments: options.evaluate, seed: options.seed ?? SEED, maxCharacters, maxCost }
          await evaluate(context, { ...project, engine, interruption }, input, options.format)
          return
        }
        const { section = null, write, retryRefused, dryRun } = options
        const asked = { chapters, engine: name, statuses: options.status ?? DRAFTABLE, gaps: options.gap ?? [] }
        const input = { ...asked, section, maxCharacters, maxCost, retryRefused, write, dryRun }
        await draft(context, { ...project, engine, interruption }, input, options.format)
      })
    })
}

async function draft(
  context: CommandContext,
  deps: DraftDeps,
  input: DraftInput,
  format: 'pretty' | 'json',
): Promise<void> {
  const { draftSegments } = await import('../../app/draft-segments.js')
  const report = await context.withDraftProgress(context.t('progress.draft'), (onDraftProgress) =>
    draftSegments({ ...deps, onDraftProgress }, input),
  )
  await print(context, format, report, async () => (await import('../../reporters/draft.js')).reportDrafts)
  if (report.failure === null) return
  const { wordFailure } = await import('../failures.js')
  context.err(wordFailure(new ZhenError(report.failure.code, report.failure.values), context.t))
  context.exit(ExitCode.failure)
}

async function evaluate(
  context: CommandContext,
  deps: DraftDeps,
  input: EvaluateInput,
  format: 'pretty' | 'json',
): Promise<void> {
  const { evaluateEngine } = await import('../../app/evaluate-engine.js')
  const report = await context.withDraftProgress(context.t('progress.evaluate'), (onDraftProgress) =>
    evaluateEngine({ ...deps, onDraftProgress }, input),
  )
  await print(context, format, report, async () => (await import('../../reporters/evaluate.js')).reportEvaluation)
}
