import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOTE_TEXTS } from '../../src/core/build-policy.js'
import { findProject, readConfig } from '../../src/workspace/config.js'
import { locateJsonError } from '../../src/workspace/json-error.js'
import { makeFolder } from '../helpers/make-folder.js'

const folderWith = (config: string | Uint8Array) => makeFolder({ 'zhen.config.json': config })

async function failure(config: string | Uint8Array): Promise<unknown> {
  return readConfig(await folderWith(config)).then(
    () => 'was read',
    (error: unknown) => error,
  )
}

describe('readConfig', () => {
  it('should give every key its default', async () => {
    const root = await folderWith('{}')
    expect(await readConfig(root)).toEqual({
      file: join(root, 'zhen.config.json'),
      root,
      build: {
        ...{ untranslated: 'source', dropped: 'omit', stale: 'keep', draft: 'keep' },
        ...{ obsolete: 'keep', added: 'keep', misplaced: 'keep', note: 'segment', notes: NOTE_TEXTS },
      },
      source: { dir: join(root, 'source-zh'), language: 'zh-CN', include: ['**/*.md'], exclude: [] },
      target: { dir: join(root, 'target-en'), language: 'en-US' },
      glossary: join(root, 'glossary'),
      memories: [],
      engine: {
        name: 'memory',
        context: 2,
        deepl: {
          keyCommand: [],
          timeoutSeconds: 60,
          retries: 5,
          concurrency: 4,
          model: '',
          formality: 'default',
          instructions: [],
          glossary: '',
          serverUrl: '',
          price: null,
        },
        openai: {
          keyCommand: [],
          timeoutSeconds: 60,
          retries: 5,
          concurrency: 4,
          model: '',
          baseUrl: '',
          temperature: 0,
          instructions: [],
          jsonSchema: 'auto',
          maxTexts: 12,
          maxCharacters: 3000,
          price: null,
        },
      },
      checks: {},
      sphinx: {},
    })
  })

  it('should take folders relative to the file, also outside its folder, and a BOM', async () => {
    const root = await folderWith(
      '\uFEFF{"source": {"dir": "../zh/docs", "exclude": ["drafts/**"]}, "checks": {"term-missing": "off"}}',
    )
    const { source, checks } = await readConfig(root)
    expect(source).toMatchObject({ dir: join(root, '../zh/docs'), exclude: ['drafts/**'], include: ['**/*.md'] })
    expect(checks).toEqual({ 'term-missing': 'off' })
  })

  it.each([
    ['{"sorce": {}}', { key: 'sorce', suggestion: 'source' }],
    ['{"source": {"dri": "x"}}', { key: 'source.dri', suggestion: 'dir' }],
    [
      '{"sphinx": {"myst_heading_anchor": 2}}',
      { key: 'sphinx.myst_heading_anchor', suggestion: 'myst_heading_anchors' },
    ],
    ['{"target": {"include": []}}', { key: 'target.include', suggestion: '', known: 'dir, language' }],
  ])('%s should be an unknown key, with a suggestion', async (config, values) => {
    expect(await failure(config)).toMatchObject({ code: 'config-unknown-key', values })
  })

  it.each([
    '{"engine": {"deepl": {"authKey": "abc"}}}',
    '{"engine": {"openai": {"apiKey": "abc"}}}',
    '{"engine": {"key": "abc"}}',
  ])('%s should be refused as a key in a committed file, and not repeated', async (config) => {
    const error = await failure(config)
    expect(error).toMatchObject({ code: 'config-secret' })
    expect(JSON.stringify(error)).not.toContain('abc')
  })

  it.each([
    ['{"source": {"dir": 42}}', { key: 'source.dir', expected: 'string', found: '42' }],
    ['{"source": []}', { key: 'source', expected: 'Object', found: 'Array' }],
    ['{"source": {"include": "*.md"}}', { key: 'source.include', expected: 'Array', found: '"*.md"' }],
    ['{"source": {"include": [1]}}', { key: 'source.include.0', expected: 'string', found: '1' }],
    ['{"glossary": ""}', { key: 'glossary' }],
    [
      '{"checks": {"x": "fatal"}}',
      { key: 'checks.x', expected: '"error" | "warning" | "info" | "off"', found: '"fatal"' },
    ],
    ['{"source": {"dir": "a"}, "target": {"dir": "./a/"}}', { key: 'target.dir', found: '"./a/"' }],
    ['{"sphinx": {"myst_heading_anchors": -1}}', { key: 'sphinx.myst_heading_anchors' }],
    ['null', { expected: 'Object', found: 'null' }],
  ])('%s should be invalid', async (config, values) => {
    expect(await failure(config)).toMatchObject({ code: 'config-invalid', values })
  })

  it.each([
    ['{"source": }', 1, 12, 'a value', '}'],
    ['{\n  "glossary": "a",\n}', 3, 1, '"key":', '}'],
    ['{\n  // folders\n  "glossary": "a"}', 2, 3, '"key":', '// folders'],
    ['{"glossary": "a"', 1, 17, ', or }', ''],
    ['{"glossary": "a"} x', 1, 19, 'nothing more', 'x'],
    ["{'glossary': 'a'}", 1, 2, '"key":', "'glossary': 'a'}"],
    ['', 1, 1, 'a value', ''],
  ])('%j should be no JSON, with its place', async (config, line, column, expected, found) => {
    const values = { line, column, expected, found }
    expect(await failure(config)).toMatchObject({ code: 'config-syntax', values })
  })

  it('should refuse what is not UTF-8', async () => {
    expect(await failure(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ code: 'file-not-utf8' })
  })

  it('should refuse a folder of that name', async () => {
    const root = await makeFolder({ 'zhen.config.json/x': '' })
    await expect(readConfig(root)).rejects.toMatchObject({ code: 'file-is-directory' })
  })
})

describe('findProject', () => {
  it('should not look above a folder that is not there', async () => {
    const root = await makeFolder({ 'zhen.config.json': '{}', 'a.md': '' })
    expect(() => findProject(root, 'chapters')).toThrow(expect.objectContaining({ code: 'folder-missing' }))
    expect(() => findProject(root, 'a.md')).toThrow(expect.objectContaining({ code: 'folder-is-file' }))
  })

  it('should find the nearest folder upward', async () => {
    const root = await makeFolder({ 'zhen.config.json': '{}', 'a/b/c.md': '', 'a/zhen.config.json': '{}' })
    expect(findProject(join(root, 'a/b'))).toBe(join(root, 'a'))
    expect(findProject(join(root, 'a/b'), '../..')).toBe(root)
    expect(() => findProject('/')).toThrow(expect.objectContaining({ code: 'project-not-found' }))
  })
})

describe('locateJsonError', () => {
  it('should find a place in whatever JSON.parse refuses, within the text', () => {
    const json = fc
      .json()
      .chain((valid) =>
        fc.tuple(fc.constant(valid), fc.nat(valid.length), fc.constantFrom('', ',', '}', '"', 'x', ':', '\\')),
      )
    fc.assert(
      fc.property(json, ([valid, at, inserted]) => {
        const broken = valid.slice(0, at) + inserted + valid.slice(at + 1)
        fc.pre(!isJson(broken))
        const { line, column } = locateJsonError(broken)
        const lines = broken.split(/\r\n|\r|\n/)
        expect(line).toBeLessThanOrEqual(lines.length)
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
        // What comes before is not what is wrong: the text up to there can still become JSON.
        expect(isJson(broken)).toBe(false)
      }),
    )
  })

  it('should not mind depth', () => {
    expect(locateJsonError('['.repeat(100_000))).toMatchObject({ line: 1, column: 100_001, expected: 'a value' })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
