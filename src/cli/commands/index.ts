import type { Command } from '@commander-js/extra-typings'
import type { CommandContext } from '../context.js'

/** Every command, in the order and under the headings of `zhen --help`. */
export const COMMAND_GROUPS = {
  start: ['init', 'adopt', 'doctor'],
  follow: ['sync', 'status', 'list', 'show', 'diff', 'report', 'watch'],
  translate: ['draft', 'follow', 'assets', 'memory'],
  decide: ['review', 'accept', 'approve', 'still-valid', 'omit', 'reopen'],
  check: ['check', 'waive', 'glossary'],
  exchange: ['export', 'import'],
  publish: ['build'],
  files: ['segments', 'roundtrip', 'align'],
  git: ['merge-ledger'],
} as const

export type CommandName = (typeof COMMAND_GROUPS)[keyof typeof COMMAND_GROUPS][number]

type Load = (context: CommandContext) => Promise<Command>

/** One file a command, loaded when it is called. Add a command by its file, its line here and its place above. */
export const COMMANDS = {
  init: async (context) => asCommand((await import('./init.js')).initCommand(context)),
  adopt: async (context) => asCommand((await import('./adopt.js')).adoptCommand(context)),
  doctor: async (context) => asCommand((await import('./doctor.js')).doctorCommand(context)),
  sync: async (context) => asCommand((await import('./sync.js')).syncCommand(context)),
  status: async (context) => asCommand((await import('./status.js')).statusCommand(context)),
  list: async (context) => asCommand((await import('./list.js')).listCommand(context)),
  show: async (context) => asCommand((await import('./show.js')).showCommand(context)),
  diff: async (context) => asCommand((await import('./diff.js')).diffCommand(context)),
  report: async (context) => asCommand((await import('./report.js')).reportCommand(context)),
  watch: async (context) => asCommand((await import('./watch.js')).watchCommand(context)),
  draft: async (context) => asCommand((await import('./draft.js')).draftCommand(context)),
  follow: async (context) => asCommand((await import('./follow.js')).followCommand(context)),
  assets: async (context) => asCommand((await import('./assets.js')).assetsCommand(context)),
  memory: async (context) => asCommand((await import('./memory.js')).memoryCommand(context)),
  review: async (context) => asCommand((await import('./review.js')).reviewCommand(context)),
  build: async (context) => asCommand((await import('./build.js')).buildCommand(context)),
  accept: async (context) => asCommand((await import('./accept.js')).acceptCommand(context)),
  approve: async (context) => asCommand((await import('./approve.js')).approveCommand(context)),
  'still-valid': async (context) => asCommand((await import('./still-valid.js')).stillValidCommand(context)),
  omit: async (context) => asCommand((await import('./omit.js')).omitCommand(context)),
  reopen: async (context) => asCommand((await import('./reopen.js')).reopenCommand(context)),
  check: async (context) => asCommand((await import('./check.js')).checkCommand(context)),
  waive: async (context) => asCommand((await import('./waive.js')).waiveCommand(context)),
  glossary: async (context) => asCommand((await import('./glossary.js')).glossaryCommand(context)),
  export: async (context) => asCommand((await import('./export.js')).exportCommand(context)),
  import: async (context) => asCommand((await import('./import.js')).importCommand(context)),
  segments: async (context) => asCommand((await import('./segments.js')).segmentsCommand(context)),
  roundtrip: async (context) => asCommand((await import('./roundtrip.js')).roundtripCommand(context)),
  align: async (context) => asCommand((await import('./align.js')).alignCommand(context)),
  'merge-ledger': async (context) => asCommand((await import('./merge-ledger.js')).mergeLedgerCommand(context)),
} satisfies Record<CommandName, Load>

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Forgets what a command's options are called: to its parent that is all the same. */
function asCommand(command: unknown): Command {
  return command as Command
}
