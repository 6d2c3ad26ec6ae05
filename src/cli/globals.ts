import { parseArgs } from 'node:util'

/** What must be known before the commands are declared: their words depend on it. */
export interface Globals {
  readonly project: string | undefined
  readonly lang: string | undefined
  readonly noColour: boolean
  readonly quiet: boolean
  /** Everything that is no option, the command's name first. */
  readonly operands: readonly string[]
}

/** Looks the global options up, wherever they stand. What is wrong with them is commander's to say. */
export function readGlobals(argv: readonly string[]): Globals {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      project: { type: 'string', short: 'C' },
      lang: { type: 'string' },
      'no-color': { type: 'boolean' },
      quiet: { type: 'boolean', short: 'q' },
    },
  })
  return {
    project: typeof values.project === 'string' ? values.project : undefined,
    lang: typeof values.lang === 'string' ? values.lang : undefined,
    noColour: values['no-color'] === true,
    quiet: values.quiet === true,
    operands: positionals,
  }
}
