import { Command, Option } from '@commander-js/extra-typings'
import { GLOSSARY_FORMS, type GlossaryForm } from '../../app/input.js'
import { ZhenError } from '../../core/errors.js'
import { TERM_STATUSES } from '../../core/term-status.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, formatOption, wholeNumber } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'
import type { Project } from '../project.js'

export function glossaryCommand(context: CommandContext) {
  return declare('glossary', context)
    .usage('list|lint|add|mine|impact|import|export')
    .addCommand(listCommand(context))
    .addCommand(lintCommand(context))
    .addCommand(addCommand(context))
    .addCommand(mineCommand(context))
    .addCommand(impactCommand(context))
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
}

function listCommand(context: CommandContext) {
  const { t } = context
  return new Command('list')
    .description(t('commands.glossary.list'))
    .argument('[words]', t('commands.glossary.words'))
    .addOption(formatOption(t))
    .action(async (words, { format }) => {
      const { listGlossary } = await import('../../app/list-glossary.js')
      const report = await listGlossary(await context.project(), words ?? null)
      await print(context, format, report, async () => (await import('../../reporters/glossary.js')).reportGlossary)
    })
}

function lintCommand(context: CommandContext) {
  const { t } = context
  return new Command('lint')
    .description(t('commands.glossary.lint'))
    .addOption(formatOption(t))
    .action(async ({ format }) => {
      const { lintGlossary } = await import('../../app/lint-glossary.js')
      const report = await lintGlossary(await context.project())
      await print(context, format, report, async () => (await import('../../reporters/glossary.js')).reportGlossaryLint)
      if (report.summary.errors > 0) context.exit(ExitCode.findings)
    })
}

function addCommand(context: CommandContext) {
  const { t } = context
  return new Command('add')
    .description(t('commands.glossary.add'))
    .argument('<source>', t('commands.glossary.term'))
    .argument('<target>', t('commands.glossary.wording'))
    .addOption(
      new Option('--status <status>', t('commands.glossary.status'))
        .choices(TERM_STATUSES)
        .default('preferred' as const),
    )
    .option('--pos <word>', t('commands.glossary.pos'))
    .option('--note <words>', t('commands.glossary.note'))
    .option('--variants <spellings>', t('commands.glossary.variants'))
    .option('--context <condition>', t('commands.glossary.context'))
    .option('--file <name>', t('commands.glossary.file'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (source, target, options) => {
      const {
        status,
        pos = '',
        note = '',
        variants = '',
        context: condition = '',
        file = null,
        dryRun,
        format,
      } = options
      for (const cell of [source, target])
        if (cell.trim() === '') throw new ZhenError('nothing-named', { command: 'glossary add' })
      const [{ addTerm }, { splitVariants }] = await Promise.all([
        import('../../app/extend-glossary.js'),
        import('../../glossary/parse-glossary.js'),
      ])
      const row = {
        source: source.trim(),
        text: target.trim(),
        status,
        pos: pos.trim(),
        note: note.trim(),
        variants: splitVariants(variants),
        context: condition.trim(),
      }
      const report = await addTerm(await context.project(), { row, file, dryRun })
      await print(context, format, report, loadChangeReporter)
    })
}

const loadChangeReporter = async () => (await import('../../reporters/glossary.js')).reportGlossaryChange

function mineCommand(context: CommandContext) {
  const { t } = context
  return new Command('mine')
    .description(t('commands.glossary.mine'))
    .option('--drift', t('commands.glossary.drift'), false)
    .option('--least <n>', t('commands.glossary.least'), wholeNumber(t), 3)
    .option('--limit <n>', t('commands.glossary.limit'), wholeNumber(t))
    .addOption(formatOption(t))
    .action(async ({ drift, least, limit = null, format }) => {
      const { mineGlossary } = await import('../../app/mine-glossary.js')
      const report = await mineGlossary(await context.project(), { drift, least, limit })
      await print(context, format, report, async () => (await import('../../reporters/glossary.js')).reportMined)
    })
}

function impactCommand(context: CommandContext) {
  const { t } = context
  return new Command('impact')
    .description(t('commands.glossary.impact'))
    .option('--since <revision>', t('commands.glossary.since'), 'HEAD')
    .addOption(formatOption(t))
    .action(async ({ since, format }) => {
      const { glossaryImpact } = await import('../../app/glossary-impact.js')
      const report = await glossaryImpact(await context.project(), since)
      await print(
        context,
        format,
        report,
        async () => (await import('../../reporters/glossary.js')).reportGlossaryImpact,
      )
    })
}

function importCommand(context: CommandContext) {
  const { t, cwd } = context
  return new Command('import')
    .description(t('commands.glossary.import'))
    .argument('<file>', t('commands.glossary.from'))
    .addOption(new Option('--as <form>', t('commands.glossary.as')).choices(GLOSSARY_FORMS))
    .option('--file <name>', t('commands.glossary.file'))
    .addOption(dryRunOption(t))
    .addOption(formatOption(t))
    .action(async (from, { as, file = null, dryRun, format }) => {
      const [{ importTerms }, { openNamedFile }] = await Promise.all([
        import('../../app/extend-glossary.js'),
        import('../../workspace/named-file.js'),
      ])
      const text = await openNamedFile(cwd, from).read()
      if (text === null) throw new ZhenError('file-unreadable', { path: from, reason: 'ENOENT' })
      const form = as ?? formOf(from)
      const project = await context.project()
      const languages = languagesOf(project)
      const report = await importTerms(project, { text, shown: from, form, languages, file, dryRun })
      await print(context, format, report, loadChangeReporter)
    })
}

function exportCommand(context: CommandContext) {
  const { t, cwd } = context
  return new Command('export')
    .description(t('commands.glossary.export'))
    .addOption(new Option('--as <form>', t('commands.glossary.as')).choices(GLOSSARY_FORMS))
    .option('--output <file>', t('commands.glossary.output'))
    .action(async ({ as, output }) => {
      const [{ exportTerms }, { openNamedFile }] = await Promise.all([
        import('../../app/extend-glossary.js'),
        import('../../workspace/named-file.js'),
      ])
      const project = await context.project()
      const languages = languagesOf(project)
      const text = await exportTerms(project, { form: as ?? formOf(output ?? ''), languages })
      if (output === undefined) context.out(text)
      else await openNamedFile(cwd, output).write(text)
    })
}

function languagesOf({ config: { source, target } }: Project) {
  return { source: source.language, target: target.language }
}

/** By what a file's name ends in. */
function formOf(name: string): GlossaryForm {
  return GLOSSARY_FORMS.find((form) => name.toLowerCase().endsWith(`.${form}`)) ?? 'csv'
}
