import type { Help } from '@commander-js/extra-typings'
import type { Translate } from '../i18n/index.js'
import type { CommandContext } from './context.js'
import { widthOf, wrapText } from './help-layout.js'

/** The part of commander's `Command` and `Option` that help is written from. */
interface Helped {
  name(): string
  usage(): string
  description(): string
  helpGroup(): string
  readonly parent: Helped | null
}

interface HelpedOption {
  readonly flags: string
  readonly description: string
  readonly argChoices?: readonly string[] | undefined
  readonly defaultValue?: unknown
  readonly required: boolean
}

type Row = readonly [term: string, description: string]

/** Writes a title and, below it, terms with what they mean; nothing where there are none. */
type Section = (title: string, rows: readonly Row[], termWidth?: number) => string[]

const WIDEST = 100

/** How help looks: commands before options, the user's language, Chinese wrapped where it may be. */
export function helpFor({ t, colour, columns: screen = 80 }: CommandContext): Partial<Help> {
  const columns = Math.min(screen, WIDEST)
  const bold = (text: string) => (colour ? `\u001b[1m${text}\u001b[22m` : text)
  const cyan = (text: string) => (colour ? `\u001b[36m${text}\u001b[39m` : text)
  const section = createSection(columns, bold, cyan)
  return {
    showGlobalOptions: true,
    formatHelp(command, help) {
      const options = (shown: readonly unknown[]) => (shown as HelpedOption[]).map((option) => optionRow(option))
      return [
        bold(t('help.usage')) + usageOf(command as unknown as Helped, t),
        '',
        ...wrapText(help.commandDescription(command), columns),
        '',
        ...commandSections(help.visibleCommands(command) as unknown as Helped[], section, t),
        ...section(
          t('help.arguments'),
          help.visibleArguments(command).map((argument) => [help.argumentTerm(argument), argument.description]),
        ),
        ...section(t('help.options'), options(help.visibleOptions(command))),
        ...section(t('help.global-options'), options(help.visibleGlobalOptions(command)).slice(1)),
      ].join('\n')
    },
  }
}

function createSection(columns: number, bold: (text: string) => string, cyan: (text: string) => string): Section {
  return (title, rows, termWidth = Math.max(0, ...rows.map(([term]) => widthOf(term)))) => {
    if (rows.length === 0) return []
    const lines = rows.flatMap(([term, description]) => {
      const [first = '', ...others] = wrapText(description, Math.max(20, columns - termWidth - 4))
      const gap = ' '.repeat(termWidth - widthOf(term) + 2)
      return [`  ${cyan(term)}${gap}${first}`, ...others.map((line) => ' '.repeat(termWidth + 4) + line)]
    })
    return [bold(title), ...lines, '']
  }
}

function commandSections(commands: readonly Helped[], section: Section, t: Translate): string[] {
  const shown = commands.filter((command) => command.name() !== 'help')
  const termWidth = Math.max(0, ...shown.map((command) => command.name().length))
  return [...new Set(shown.map((command) => command.helpGroup()))].flatMap((group) =>
    section(
      group || t('help.commands'),
      shown
        .filter((command) => command.helpGroup() === group)
        .map((command) => [command.name(), command.description()]),
      termWidth,
    ),
  )
}

function optionRow({ flags, description, argChoices, defaultValue, required }: HelpedOption): Row {
  const remarks = [
    ...(argChoices ? [`(${argChoices.join(', ')})`] : []),
    ...(required && typeof defaultValue === 'string' ? [`[${defaultValue}]`] : []),
  ]
  return [flags, [description, ...remarks].join(' ')]
}

function usageOf(command: Helped, t: Translate): string {
  const names: string[] = []
  for (let part: Helped | null = command; part; part = part.parent) names.unshift(part.name())
  return `${names.join(' ')} ${command.usage().replace('[options]', t('help.usage-options'))}`
}
