import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = join(import.meta.dirname, '../src')

/** Which folders of `src` a folder may import from. The architecture, in full: `docs/architecture.md` explains it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  i18n: [],
  markdown: ['core'],
  match: ['core'],
  align: ['core'],
  memory: ['core'],
  glossary: ['core'],
  references: ['core'],
  checks: ['core', 'glossary', 'references'],
  evaluate: ['core', 'glossary'],
  exchange: ['core', 'glossary'],
  app: ['core', 'markdown', 'match', 'align', 'memory', 'glossary', 'references', 'checks', 'evaluate', 'exchange'],
  store: ['core'],
  workspace: ['core'],
  engines: ['core'],
  reporters: ['core', 'app', 'i18n'],
  review: ['core', 'app', 'match', 'reporters', 'i18n'],
  cli: [
    'core',
    'app',
    'markdown',
    'checks',
    'glossary',
    'store',
    'workspace',
    'engines',
    'reporters',
    'review',
    'i18n',
  ],
}

/** Adapters know the ports they implement, by type alone: nothing of `app` is loaded with them. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  store: ['app'],
  workspace: ['app'],
  engines: ['app'],
}

interface Import {
  readonly file: string
  readonly target: string
  readonly typesOnly: boolean
}

function importsOf(folder: string): Import[] {
  const files = readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  return files.flatMap((name) => {
    const file = join(SRC, folder, name)
    const text = readFileSync(file, 'utf8')
    const found = [
      ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'/gm),
      ...text.matchAll(/()import\('(\.[^']+)'\)/g),
    ]
    return found.map(([, types, specifier = '']) => ({
      file: relative(SRC, file),
      target: relative(SRC, join(dirname(file), specifier)).split('/')[0] ?? '',
      typesOnly: Boolean(types),
    }))
  })
}

describe('architecture', () => {
  it('should name every folder of src', () => {
    const folders = readdirSync(SRC, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(folders.sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })

  it.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (folder) => {
    const strays = importsOf(folder).filter(({ target, typesOnly }) => {
      if (target === folder || MAY_IMPORT[folder]?.includes(target)) return false
      return !(typesOnly && MAY_IMPORT_TYPES[folder]?.includes(target))
    })
    expect(strays).toEqual([])
  })

  it('should see imports at all', () => {
    expect(importsOf('cli').map(({ target }) => target)).toContain('app')
  })
})
