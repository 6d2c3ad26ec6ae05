import type { Help } from '@commander-js/extra-typings'
import type { CommandContext } from './context.js'

/** Commander's own headings, and the words for them. */
const HEADINGS = {
  'Usage:': 'help.usage',
  'Arguments:': 'help.arguments',
  'Options:': 'help.options',
  'Global Options:': 'help.global-options',
  'Commands:': 'help.commands',
} as const

/** Characters two columns wide, near enough for help: East Asian Wide and Fullwidth (UAX #11) without emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g
/** Where a line of help may end: after a blank, and on either side of a wide character. */
const PIECES = new RegExp(`\\s+|${WIDE.source}[，。、；：！？）」”]?|(?:(?!${WIDE.source})\\S)+`, 'gu')

/** How help looks: one column of names, short headings, the user's language, Chinese wrapped where it may be. */
export function helpFor({ t, colour }: CommandContext): Partial<Help> {
  const bold = (text: string) => (colour ? `\u001b[1m${text}\u001b[22m` : text)
  const cyan = (text: string) => (colour ? `\u001b[36m${text}\u001b[39m` : text)
  return {
    showGlobalOptions: true,
    subcommandTerm: (command) => command.name(),
    commandUsage: (command) => usageOf(command as Usable),
    styleTitle: (title) => bold(title in HEADINGS ? t(HEADINGS[title as keyof typeof HEADINGS]) : title),
    styleOptionTerm: cyan,
    styleSubcommandTerm: cyan,
    styleArgumentTerm: cyan,
    optionDescription: ({ description, argChoices, defaultValue, required }) => {
      const extra = [
        argChoices && t('help.choices', { choices: argChoices.join(t('help.or')) }),
        required && typeof defaultValue === 'string' && t('help.default', { value: defaultValue }),
      ].filter((word) => typeof word === 'string')
      return [description, ...extra].join(t('help.separator'))
    },
    displayWidth: widthOf,
    boxWrap,
  }
}

interface Usable {
  name(): string
  usage(): string
  readonly parent: Usable | null
}

function usageOf(command: Usable): string {
  const names: string[] = []
  for (let part: Usable | null = command; part; part = part.parent) names.unshift(part.name())
  return `${names.join(' ')} ${command.usage()}`
}

function widthOf(text: string): number {
  const visible = text.replace(/\u001b\[\d+m/g, '')
  return visible.length + (visible.match(WIDE)?.length ?? 0)
}

function boxWrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = []
  let current = ''
  for (const piece of line.match(PIECES) ?? []) {
    if (widthOf(current + piece.trimEnd()) > width && current !== '') {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else current += piece
  }
  return [...lines, current].join('\n')
}
