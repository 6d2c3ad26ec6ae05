import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.js'
import { runCli } from '../helpers/run-cli.js'

const commands = Object.keys(COMMANDS)

describe('zhen', () => {
  it('should name every command in its help', async () => {
    const { stdout, exitCode } = await runCli(['--help'])
    expect(exitCode).toBe(0)
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
  })

  it('should show its help and exit 2 when called without a command', async () => {
    const { stdout, stderr, exitCode } = await runCli([])
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toContain('Usage: zhen <command> [options]')
  })

  it('should print its version', async () => {
    expect(await runCli(['--version'])).toEqual({ stdout: '1.2.3\n', stderr: '', exitCode: 0 })
  })

  it.each(commands)('should help on %s in both languages, with examples', async (command) => {
    const english = await runCli([command, '--help'])
    expect(english).toMatchObject({ exitCode: 0, stderr: '' })
    expect(english.stdout).toMatch(new RegExp(`Usage: zhen ${command}[^]*--help[^]*Examples:\n  zhen ${command}`))
    const chinese = await runCli(['help', command, '--lang', 'zh-CN'])
    expect(chinese).toMatchObject({ exitCode: 0, stderr: '' })
    expect(chinese.stdout).toMatch(new RegExp(`用法：zhen ${command}[^]*示例：\n  zhen ${command}`))
  })

  it('should keep help within the terminal, Chinese included', async () => {
    const { stdout } = await runCli(['list', '--help', '--lang', 'zh-CN'], { columns: 50 })
    const { default: stringWidth } = await import('string-width')
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(50)
  })
})

describe('usage errors', () => {
  it.each([
    [['stats'], 'there is no command “stats”\n  Did you mean status?'],
    [['help', 'stats'], 'there is no command “stats”\n  Did you mean status?'],
    [['glossary', 'lst'], 'there is no command “lst”\n  Did you mean list?'],
    [['status', '--frmat', 'json'], 'there is no option --frmat\n  Did you mean --format?'],
    [['list', '--status', 'stael'], 'separated by commas\n  Did you mean stale?'],
    [
      ['check', '--format', 'githb'],
      '“githb”: expected pretty, json, github, sarif, junit, checkstyle, codeclimate\n  Did you mean github?',
    ],
    [['list', '--lang', 'fr'], 'cannot be “fr”: expected en, zh-CN'],
    [['list', '--limit', '0'], 'expected a whole number above zero'],
    [['list', '--limit'], '--limit <n> needs a value'],
    [['omit', 'x'], '--reason <words> is required'],
    [['show'], 'id is missing'],
    [['show', 'a', 'b'], 'too many arguments: expected 1, found 2'],
    [['accept'], 'accept needs to be told which segments'],
  ])('%j should exit 2 and say what to do', async (argv, words) => {
    const { stdout, stderr, exitCode } = await runCli(argv)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toContain(words)
    expect(stderr.split('\n').length).toBe(3)
  })

  it('should speak Chinese when asked to', async () => {
    const { stderr } = await runCli(['status', '--frmat', 'json'], {
      env: { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' },
    })
    expect(stderr).toBe('zhen：没有 --frmat 这个选项\n  是不是想写 --format？\n')
  })

  it('should let no control character through', async () => {
    const { stderr } = await runCli(['\u001b[2Jstatus'])
    expect(stderr).not.toContain('\u001b')
  })
})

describe('global options', () => {
  it.each([
    [['-C', '/nowhere', 'status']],
    [['status', '-C', '/nowhere']],
    [['status', '--project=/nowhere', '--format', 'json']],
  ])('%j should take the project before and after the command', async (argv) => {
    const { stderr, exitCode } = await runCli(argv)
    expect(stderr).toContain('zhen: there is no folder /nowhere\n')
    expect(exitCode).toBe(2)
  })

  it.each([
    [{}, { outIsTerminal: true }, true],
    [{}, { outIsTerminal: false }, false],
    [{ NO_COLOR: '1' }, { outIsTerminal: true }, false],
    [{ TERM: 'dumb' }, { outIsTerminal: true }, false],
    [{ FORCE_COLOR: '1' }, { outIsTerminal: false }, true],
    [{ FORCE_COLOR: '0' }, { outIsTerminal: true }, false],
  ])('should decide on colours by %j and %j: %s', async (env, host, coloured) => {
    const { stdout } = await runCli(['--help'], { env, ...host })
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })

  it('should heed --no-color above all', async () => {
    const { stdout } = await runCli(['--help', '--no-color'], { env: { FORCE_COLOR: '1' } })
    expect(stdout).not.toContain('\u001b[')
  })
})
