import { CommanderError } from '@commander-js/extra-typings'
import { ZhenError } from '../core/errors.js'
import { type CommandContext, createContext, type Host } from './context.js'
import { ExitCode } from './exit-codes.js'
import { readGlobals } from './globals.js'
import { createProgram } from './program.js'

/** Runs zhen. The only `try` around everything; nothing below it ends the process. */
export async function run(argv: readonly string[], host: Host): Promise<void> {
  const globals = readGlobals(argv)
  const context = createContext(host, globals)
  try {
    const program = await createProgram(context, globals.operands)
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    await fail(error, context)
  } finally {
    await context.close()
  }
}

async function fail(error: unknown, context: CommandContext): Promise<void> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return
    const { wordUsageError } = await import('./usage-errors.js')
    context.err(wordUsageError(error, context.t))
    context.exit(ExitCode.failure)
    return
  }
  const { wordBug, wordFailure } = await import('./failures.js')
  context.err(error instanceof ZhenError ? wordFailure(error, context.t) : wordBug(error, context))
  context.exit(error instanceof ZhenError ? ExitCode.failure : ExitCode.bug)
}
