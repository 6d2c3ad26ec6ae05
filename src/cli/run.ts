import { CommanderError } from '@commander-js/extra-typings'
import { ZhenError } from '../core/errors.js'
import { type CommandContext, createContext, type Host } from './context.js'
import { ExitCode } from './exit-codes.js'
import { wordBug, wordFailure } from './failures.js'
import { readGlobals } from './globals.js'
import { createProgram } from './program.js'
import { wordUsageError } from './usage-errors.js'

/** Runs zhen. The only `try` around everything; nothing below it ends the process. */
export async function run(argv: readonly string[], host: Host): Promise<void> {
  const globals = readGlobals(argv)
  const context = createContext(host, globals)
  try {
    const program = await createProgram(context, globals.operands)
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    fail(error, context)
  } finally {
    await context.close()
  }
}

function fail(error: unknown, context: CommandContext): void {
  if (error instanceof CommanderError) {
    context.err(wordUsageError(error, context.t))
    context.exit(error.exitCode === 0 ? ExitCode.ok : ExitCode.failure)
  } else if (error instanceof ZhenError) {
    context.err(wordFailure(error, context.t))
    context.exit(ExitCode.failure)
  } else {
    context.err(wordBug(error, context))
    context.exit(ExitCode.bug)
  }
}
