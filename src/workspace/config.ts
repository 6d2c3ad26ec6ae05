import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { BUILD_CHOICES, type BuildPolicy, NOTE_PLACES, NOTE_TEXTS } from '../core/build-policy.js'
import { ZhenError } from '../core/errors.js'
import { SEVERITIES, type Severity } from '../core/finding.js'
import { nearest } from '../core/nearest.js'
import { locateJsonError } from './json-error.js'
import { decodeUtf8, readBytes } from './read-file.js'

/** Grades and options of checks by id, where they differ from the checks' own. */
export type CheckGrades = Readonly<Record<string, Grade | CheckSetting>>

interface CheckSetting {
  readonly severity?: Grade | undefined
  /** The check itself says what it takes. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

type Grade = Severity | 'off'

export const CONFIG_NAME = 'zhen.config.json'

/** A project's configuration, complete: what the file leaves out has its default. Folders are absolute. */
export interface ProjectConfig {
  /** The configuration file. */
  readonly file: string
  /** The folder it lies in, to which paths in reports are relative. */
  readonly root: string
  readonly source: {
    readonly dir: string
    readonly language: string
    /** Globs below `dir`. */
    readonly include: readonly string[]
    readonly exclude: readonly string[]
  }
  readonly target: { readonly dir: string; readonly language: string }
  readonly glossary: string
  /** Memories from elsewhere: TMX files, folders of them, other projects, their databases. Absolute. */
  readonly memories: readonly string[]
  readonly engine: EngineConfig
  /** Severities that differ from the checks' own, by check id. */
  readonly checks: CheckGrades
  /** What is published of what is not as it should be. */
  readonly build: BuildPolicy
  /** How Sphinx makes labels, where that differs from `conf.py` or there is none. */
  readonly sphinx: SphinxOptions
}

/** By the names they have in `conf.py`. */
export interface SphinxOptions {
  readonly autosectionlabel?: boolean | undefined
  readonly autosectionlabel_prefix_document?: boolean | undefined
  readonly autosectionlabel_maxdepth?: number | undefined
  readonly myst_heading_anchors?: number | undefined
}

export const ENGINE_NAMES = ['memory', 'deepl', 'openai'] as const

export type EngineName = (typeof ENGINE_NAMES)[number]

/** What translates, and how each engine is asked. Keys are never in here. */
export interface EngineConfig {
  readonly name: EngineName
  /** Paragraphs on either side of a text that engines are shown. */
  readonly context: number
  readonly deepl: {
    /** `''`: the vendor's choice. */
    readonly model: (typeof DEEPL_MODELS)[number]
    readonly formality: (typeof FORMALITIES)[number]
    readonly instructions: readonly string[]
    /** Name of the glossary on the server; `''`: one made of the project's folder. */
    readonly glossary: string
    readonly serverUrl: string
    readonly price: { readonly perMillionCharacters: number; readonly currency: string } | null
  } & EngineLimits
  readonly openai: {
    readonly model: string
    readonly baseUrl: string
    readonly temperature: number
    readonly instructions: readonly string[]
    readonly jsonSchema: (typeof SCHEMA_USES)[number]
    readonly maxTexts: number
    readonly maxCharacters: number
    readonly price: {
      readonly perMillionInputTokens: number
      readonly perMillionOutputTokens: number
      readonly currency: string
    } | null
  } & EngineLimits
}

interface EngineLimits {
  /** A command that prints the key, started without a shell; empty: the key is in the environment. */
  readonly keyCommand: readonly string[]
  readonly concurrency: number
  readonly timeoutSeconds: number
  /** How often the vendor's client tries again what may go well later. */
  readonly retries: number
}

const FORMALITIES = ['default', 'more', 'less', 'prefer_more', 'prefer_less'] as const
const SCHEMA_USES = ['auto', 'always', 'never'] as const
const DEEPL_MODELS = ['', 'quality_optimized', 'prefer_quality_optimized', 'latency_optimized'] as const

const GRADE = v.picklist([...SEVERITIES, 'off'])

const text = v.pipe(v.string(), v.nonEmpty())
/** Valibot takes an array for an object. */
const object = v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

const SOURCE = {
  dir: v.optional(text, 'source-zh'),
  language: v.optional(text, 'zh-CN'),
  include: v.optional(v.array(text), ['**/*.md']),
  exclude: v.optional(v.array(text), []),
}
const TARGET = { dir: v.optional(text, 'target-en'), language: v.optional(text, 'en-US') }
const wholeFrom = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const amount = v.pipe(v.number(), v.minValue(0))
const instructions = v.optional(v.array(text), [])
const LIMITS = {
  keyCommand: v.optional(v.array(text), []),
  timeoutSeconds: v.optional(wholeFrom(1, 3600), 60),
  retries: v.optional(wholeFrom(0, 20), 5),
}
const DEEPL_PRICE = { perMillionCharacters: amount, currency: v.optional(text, 'EUR') }
const DEEPL = {
  ...LIMITS,
  concurrency: v.optional(wholeFrom(1, 64), 4),
  model: v.optional(v.picklist(DEEPL_MODELS), ''),
  formality: v.optional(v.picklist(FORMALITIES), 'default'),
  instructions,
  glossary: v.optional(v.string(), ''),
  serverUrl: v.optional(v.string(), ''),
  price: v.optional(v.pipe(object, v.strictObject(DEEPL_PRICE))),
}
const OPENAI_PRICE = {
  perMillionInputTokens: amount,
  perMillionOutputTokens: amount,
  currency: v.optional(text, 'USD'),
}
const OPENAI = {
  ...LIMITS,
  concurrency: v.optional(wholeFrom(1, 256), 4),
  model: v.optional(v.string(), ''),
  baseUrl: v.optional(v.string(), ''),
  temperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(2)), 0),
  instructions,
  jsonSchema: v.optional(v.picklist(SCHEMA_USES), 'auto'),
  maxTexts: v.optional(wholeFrom(1, 100), 12),
  maxCharacters: v.optional(wholeFrom(100, 100_000), 3000),
  price: v.optional(v.pipe(object, v.strictObject(OPENAI_PRICE))),
}
const ENGINE = {
  name: v.optional(v.picklist(ENGINE_NAMES), 'memory'),
  context: v.optional(wholeFrom(0, 20), 2),
  deepl: v.optional(v.pipe(object, v.strictObject(DEEPL)), {}),
  openai: v.optional(v.pipe(object, v.strictObject(OPENAI)), {}),
}

const level = v.pipe(v.number(), v.integer(), v.minValue(0))
const SPHINX = {
  autosectionlabel: v.optional(v.boolean()),
  autosectionlabel_prefix_document: v.optional(v.boolean()),
  autosectionlabel_maxdepth: v.optional(level),
  myst_heading_anchors: v.optional(level),
}

/** One of a standing's choices; the first where nothing is said. */
const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  v.optional(v.picklist(choices), choices[0])
const NOTES = v.entriesFromList(Object.keys(NOTE_TEXTS) as (keyof typeof NOTE_TEXTS)[], v.optional(text))
const BUILD = {
  untranslated: choice(BUILD_CHOICES.untranslated),
  dropped: choice(BUILD_CHOICES.dropped),
  stale: choice(BUILD_CHOICES.stale),
  draft: choice(BUILD_CHOICES.draft),
  obsolete: choice(BUILD_CHOICES.obsolete),
  added: choice(BUILD_CHOICES.added),
  misplaced: choice(BUILD_CHOICES.misplaced),
  note: choice(NOTE_PLACES),
  notes: v.optional(v.pipe(object, v.strictObject(NOTES)), {}),
}

const SETTING = {
  severity: v.optional(GRADE),
  options: v.optional(v.pipe(object, v.record(v.string(), v.unknown()))),
}

const SETTING_OBJECT = v.pipe(object, v.strictObject(SETTING))

/** The file, as it is written. Every key is optional; none is unknown. */
const CONFIG = {
  $schema: v.optional(v.string()),
  source: v.optional(v.pipe(object, v.strictObject(SOURCE)), {}),
  target: v.optional(v.pipe(object, v.strictObject(TARGET)), {}),
  glossary: v.optional(text, 'glossary'),
  memories: v.optional(v.array(text), []),
  engine: v.optional(v.pipe(object, v.strictObject(ENGINE)), {}),
  sphinx: v.optional(v.pipe(object, v.strictObject(SPHINX)), {}),
  build: v.optional(v.pipe(object, v.strictObject(BUILD)), {}),
  checks: v.optional(v.pipe(object, v.record(v.string(), v.lazy(settingLike))), {}),
}

/** A grade alone, or an object: what is wrong is told of the one that was meant. */
function settingLike(value: unknown): typeof GRADE | typeof SETTING_OBJECT {
  return typeof value === 'object' ? SETTING_OBJECT : GRADE
}

/** Keys by the object they stand in, for suggestions. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(CONFIG),
  source: Object.keys(SOURCE),
  target: Object.keys(TARGET),
  engine: Object.keys(ENGINE),
  sphinx: Object.keys(SPHINX),
  build: Object.keys(BUILD),
  'build.notes': Object.keys(NOTES),
  'checks.*': Object.keys(SETTING),
  'engine.deepl': Object.keys(DEEPL),
  'engine.deepl.price': Object.keys(DEEPL_PRICE),
  'engine.openai': Object.keys(OPENAI),
  'engine.openai.price': Object.keys(OPENAI_PRICE),
}

/**
 * The nearest folder with a configuration, from `named` (seen from `cwd`), or else from `cwd`, upward.
 *
 * @throws ZhenError `project-not-found`, `folder-missing`, `folder-is-file`
 */
export function findProject(cwd: string, named?: string): string {
  const start = resolve(cwd, named ?? '.')
  const found = statSync(start, { throwIfNoEntry: false })
  // Above a mistyped folder may lie another project.
  if (!found) throw new ZhenError('folder-missing', { path: start })
  if (!found.isDirectory()) throw new ZhenError('folder-is-file', { path: start })
  for (let dir = start; ; dir = dirname(dir)) {
    if (existsSync(join(dir, CONFIG_NAME))) return dir
    if (dir === dirname(dir)) throw new ZhenError('project-not-found', { path: start })
  }
}

/**
 * Reads the configuration in `dir`.
 *
 * @throws ZhenError `project-not-found`, `config-syntax`, `config-unknown-key`, `config-invalid`, and those of an
 *   unreadable file
 */
export async function readConfig(dir: string): Promise<ProjectConfig> {
  const file = join(dir, CONFIG_NAME)
  const bytes = readBytes(file, file)
  if (!bytes) throw new ZhenError('project-not-found', { path: dir })
  const parsed = v.safeParse(
    v.pipe(object, v.strictObject(CONFIG)),
    parseJson(decodeUtf8(bytes, file).replace(/^\uFEFF/, ''), file),
  )
  if (!parsed.success) throw configError(parsed.issues[0], file)
  const { source, target, glossary, memories, engine, checks, sphinx, build } = parsed.output
  const config = {
    file,
    root: dir,
    source: { ...source, dir: resolve(dir, source.dir) },
    target: { ...target, dir: resolve(dir, target.dir) },
    glossary: resolve(dir, glossary),
    memories: memories.map((path) => resolve(dir, path)),
    engine: {
      ...engine,
      deepl: { ...engine.deepl, price: engine.deepl.price ?? null },
      openai: { ...engine.openai, price: engine.openai.price ?? null },
    },
    checks,
    build: { ...build, notes: { ...NOTE_TEXTS, ...stated(build.notes) } },
    sphinx,
  }
  if (config.source.dir === config.target.dir) {
    const found = JSON.stringify(target.dir)
    throw new ZhenError('config-invalid', { path: file, key: 'target.dir', expected: 'not source.dir', found })
  }
  return config
}

function stated<Texts extends object>(texts: Texts): { [Key in keyof Texts]: string } {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Texts]: string
  }
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new ZhenError('config-syntax', { path: file, ...locateJsonError(json) }, { cause })
  }
}

function configError(issue: v.BaseIssue<unknown>, file: string): ZhenError {
  const keys = (issue.path ?? []).map(({ key }) => String(key))
  const key = keys.join('.')
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const secret = secretOf(keys, file)
    if (secret) return secret
    const above = keys.slice(0, -1)
    const known = KEYS[above.join('.')] ?? KEYS[`${above[0]}.*`] ?? []
    const suggestion = nearest(keys.at(-1) ?? '', known) ?? ''
    return new ZhenError('config-unknown-key', { path: file, key, known: known.join(', '), suggestion })
  }
  return new ZhenError('config-invalid', {
    path: file,
    key: key || '{}',
    expected: expectedBy(issue),
    found: issue.received,
  })
}

/** A key in the configuration is a key in git, however the mistake is called. */
function secretOf(keys: readonly string[], path: string): ZhenError | null {
  const [engine, name] = keys
  if (engine !== 'engine' || !/^(?:auth|api|access)?[_-]?key$|secret|token|password/i.test(keys.at(-1) ?? ''))
    return null
  const variable = name === 'deepl' ? 'DEEPL_AUTH_KEY' : 'OPENAI_API_KEY'
  return new ZhenError('config-secret', { path, key: keys.join('.'), variable, engine: `engine.${name ?? 'deepl'}` })
}

function expectedBy({ type, expected }: v.BaseIssue<unknown>): string {
  if (type === 'custom') return 'Object'
  if (type === 'non_empty') return 'a text that is not empty'
  return (expected ?? '').replace(/^\(|\)$/g, '')
}
