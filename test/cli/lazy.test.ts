import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../src')

/** Imports that happen when the file is loaded: not those of types, nor `await import()`. */
const STATIC = /^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'/gm

/** Everything `file` loads, directly or not: our files by their path, packages by their name. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(STATIC)) {
    const specifier = from ?? bare ?? ''
    const target = specifier.startsWith('.') ? join(dirname(file), specifier.replace(/\.js$/, '.ts')) : specifier
    const name = specifier.startsWith('.') ? relative(root, target) : specifier
    if (seen.has(name)) continue
    seen.add(name)
    if (existsSync(target)) loadedBy(target, seen)
  }
  return seen
}

describe('start-up', () => {
  const files = ['main.ts', ...readdirSync(join(root, 'cli/commands')).map((name) => join('commands', name))]

  it.each(files)('%s should load nothing but commander and its own words', (name) => {
    const loaded = [...loadedBy(join(root, 'cli', name))]
    const packages = loaded.filter((one) => !one.endsWith('.ts') && !one.startsWith('node:'))
    expect(packages.filter((one) => one !== '@commander-js/extra-typings')).toEqual([])
    const folders = new Set(loaded.filter((one) => one.endsWith('.ts')).map((one) => one.split('/')[0]))
    for (const folder of ['markdown', 'match', 'align', 'store', 'workspace', 'engines', 'glossary', 'checks']) {
      expect(folders).not.toContain(folder)
    }
  })

  it('should see what a file loads', () => {
    expect(loadedBy(join(root, 'workspace/config.ts'))).toContain('valibot')
    expect(loadedBy(join(root, 'cli/main.ts'))).toContain('cli/commands/index.ts')
  })
})
