import { Option } from '@commander-js/extra-typings'
import { STATUSES } from '../../core/status.js'
import type { CommandContext } from '../context.js'
import { declare, dryRunOption, listOf } from '../declare.js'
import { EXCHANGE_FORM_NAMES, EXTENSIONS, formOfName } from '../exchange-forms.js'
import { print } from '../print.js'

export function exportCommand(context: CommandContext) {
  const { t, cwd } = context
  return declare('export', context)
    .argument('[chapter...]', t('arguments.chapters'))
    .addOption(new Option('--format <form>', t('commands.export.format')).choices(EXCHANGE_FORM_NAMES))
    .option('--out <file-or-dir>', t('commands.export.out'))
    .addOption(new Option('--status <statuses>', t('commands.export.status')).argParser(listOf(STATUSES, t)))
    .addOption(dryRunOption(t))
    .action(async (chapters, { format, out, status = [], dryRun }) => {
      const [{ exportSegments }, { openNamedFile }, { openOutputFolder }] = await Promise.all([
        import('../../app/export-segments.js'),
        import('../../workspace/named-file.js'),
        import('../../workspace/output-folder.js'),
      ])
      const project = await context.project()
      const form = format ?? formOfName(out ?? '') ?? 'xliff'
      const { source, target } = project.config
      const languages = { sourceLanguage: source.language, targetLanguage: target.language }
      const split = out !== undefined && !EXTENSIONS[form].some((ending) => out.toLowerCase().endsWith(ending))
      const { files, report } = await exportSegments(project, { chapters, statuses: status, form, split, languages })
      if (out === undefined) {
        for (const { text } of files) context.out(text)
        return
      }
      const written: string[] = []
      for (const { chapter, text } of files) {
        const folder = out.replace(/[/\\]+$/, '')
        const path = chapter === null ? out : `${folder}/${chapter.replace(/\.md$/i, '')}${EXTENSIONS[form][0]}`
        written.push(path)
        if (dryRun) continue
        if (chapter === null) await openNamedFile(cwd, path).write(text)
        else openOutputFolder(cwd).write(folder, path, text)
      }
      await print(context, 'pretty', { ...report, written, dryRun }, async () => {
        return (await import('../../reporters/exchange.js')).reportExport
      })
    })
}
