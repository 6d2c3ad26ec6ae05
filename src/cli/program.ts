import { Command, CommanderError, Option } from '@commander-js/extra-typings'
import { nearest } from '../core/nearest.js'
import { UI_LANGUAGES } from '../i18n/index.js'
import { COMMAND_GROUPS, COMMANDS, isCommandName } from './commands/index.js'
import type { CommandContext } from './context.js'
import { helpFor } from './help.js'

/**
 * The command line as commander knows it.
 *
 * Of a command that `operands` name, only that one is declared in full, and only its file is loaded; else all of them
 * stand there by name, for help and suggestions.
 */
export async function createProgram(context: CommandContext, operands: readonly string[]): Promise<Command> {
  const { t } = context
  const program = new Command('zhen')
    .description(t('program.description'))
    .usage(t('program.usage'))
    .version(context.version, '-V, --version', t('options.version'))
    .helpOption('-h, --help', t('options.help'))
    .addOption(new Option('-C, --project <dir>', t('options.project')))
    .addOption(new Option('--lang <language>', t('options.lang')).choices(UI_LANGUAGES))
    .addOption(new Option('--no-color', t('options.no-color')))
    .addOption(new Option('-q, --quiet', t('options.quiet')))
    .addHelpText('after', `\n${t('program.more')}`)
    .exitOverride()
    .configureHelp(helpFor(context))
    .configureOutput({
      writeOut: context.out,
      writeErr: context.err,
      outputError: () => {},
      getOutHelpWidth: () => context.columns ?? 80,
      getErrHelpWidth: () => context.columns ?? 80,
      getOutHasColors: () => context.colour,
      getErrHasColors: () => context.colour,
    })
    .helpCommand('help [command]', t('program.help-command'))
  await addCommands(program as unknown as Command, context, operands)
  return program as unknown as Command
}

async function addCommands(program: Command, context: CommandContext, operands: readonly string[]): Promise<void> {
  const named = operands[0] === 'help' ? operands[1] : operands[0]
  if (named !== undefined && isCommandName(named)) {
    const { [named]: load } = COMMANDS
    const command = await load(context)
    settle(command, program)
    program.addCommand(command)
    return
  }
  if (operands[0] === 'help' && named !== undefined) throw unknownCommand(named)
  for (const group of Object.keys(COMMAND_GROUPS) as (keyof typeof COMMAND_GROUPS)[]) {
    const heading = context.t(`program.groups.${group}`)
    for (const name of COMMAND_GROUPS[group]) {
      program.addCommand(new Command(name).description(context.t(`commands.${name}.summary`)).helpGroup(heading))
    }
  }
}

/** Commander shows the general help instead. */
function unknownCommand(name: string): CommanderError {
  const meant = nearest(name, Object.keys(COMMANDS))
  const suggestion = meant === null ? '' : ` (Did you mean ${meant}?)`
  return new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${name}'${suggestion}`)
}

/** Without these a mistyped option of a sub-command would end the process behind our back. */
function settle(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent)
  for (const child of command.commands) settle(child as Command, command)
}
