import { describe, expect, it } from 'vitest'
import { COMMANDS, type CommandName } from '../../src/cli/commands/index.js'
import { createContext, type Host } from '../../src/cli/context.js'
import { readGlobals } from '../../src/cli/globals.js'
import { readCatalogue, UI_LANGUAGES } from '../../src/i18n/index.js'

const host: Host = {
  env: {},
  cwd: '/',
  version: '1.2.3',
  nodeVersion: '20.19.0',
  program: ['node', '/opt/zhen/main.js'],
  outIsTerminal: false,
  errIsTerminal: false,
  columns: 80,
  now: () => 0,
  out: () => {},
  err: () => {},
  exit: () => {},
  onInterrupt: () => () => {},
  terminal: async () => null,
}

const examples = UI_LANGUAGES.flatMap((language) => {
  const { commands } = readCatalogue(language) as { commands: Record<string, { examples: string }> }
  return Object.entries(commands).flatMap(([name, words]) => words.examples.split('\n').map((line) => [line, name]))
}) as [string, CommandName][]

describe('examples in help', () => {
  it.each(examples)('%s', async (line, name) => {
    const [zhen, command, ...rest] = Array.from(
      line.matchAll(/"([^"]*)"|(\S+)/g),
      ([, quoted, plain]) => quoted ?? plain ?? '',
    )
    expect([zhen, command]).toEqual(['zhen', name])
    const declared = await COMMANDS[name](createContext(host, readGlobals([])))
    const child = declared.commands.find((one) => one.name() === rest[0])
    const target = (child ?? declared).exitOverride()
    expect(() => target.parseOptions(child ? rest.slice(1) : rest)).not.toThrow()
    expect(target.parseOptions(child ? rest.slice(1) : rest).unknown).toEqual([])
  })
})
